"""Decisions as records: what was decided from which facts; never edited."""

from django.db import models

from flatwright.office.agreements.models import Agreement
from flatwright.office.clients.models import Client
from flatwright.office.desk.models.tickets import Ticket


class Decision(models.Model):
    """Who pays for a ticket's work, by the facts and the plan versions of then.

    Appended, never edited: the ticket points to the one that stands.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="decisions")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    engine = models.CharField(max_length=20)  # the version of Flatwright that decided
    facts = models.JSONField(blank=True)
    facts_digest = models.CharField(max_length=64)
    plans = models.CharField(max_length=200)  # complete@1, complete@2
    status = models.CharField(max_length=16, db_index=True)
    badge = models.CharField(max_length=24)  # who pays, in one word: office/desk/badges.py
    answer = models.JSONField(blank=True)  # lines, questions, approvals, walk …
    near = models.JSONField(default=list, blank=True)  # limits that are close, in words
    codes = models.JSONField(
        default=list, blank=True
    )  # of the clauses that were walked through
    begins = models.DateTimeField(null=True, blank=True)  # the first minute of work
    worked = models.PositiveIntegerField(default=0)  # minutes
    covered = models.PositiveIntegerField(default=0)
    absorbed = models.PositiveIntegerField(default=0)
    currency = models.CharField(max_length=3)
    pays = models.BigIntegerField(default=0)  # the client, in minor units
    waived = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)  # of what we bear
    delta = models.BigIntegerField(default=0)  # what the client pays more than before
    document = models.CharField(max_length=12, blank=True)  # credit_note, invoice_line

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(  # all that a client's months are summed from
                fields=("agreement", "begins", "worked", "covered", "absorbed", "pays"),
                name="decision_sums",
            ),
        )

    def __str__(self) -> str:
        return f"decision on {self.ticket}: {self.status.replace('_', ' ')}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Use(models.Model):
    """What a decision drew from an allowance on a local day (domain/records/work.Drawn)."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="uses")
    client = models.ForeignKey(Client, models.CASCADE, related_name="uses")
    code = models.CharField(max_length=60)
    unit = models.CharField(max_length=12)
    per = models.CharField(max_length=16)
    each = models.CharField(max_length=16)
    whose = models.CharField(
        max_length=120, blank=True
    )  # a key, or a name that is not ours
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("day", "id")
        indexes = (models.Index(fields=("client", "code", "whose"), name="use_of_whom"),)

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit} of {self.code}"


class Answer(models.Model):
    """An answer to a question of a decision's: which fact, what was said, by whom."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="answers")
    fact = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    said_by = models.CharField(max_length=200)  # the caller, an approver, a technician
    told_by = models.CharField(max_length=200)  # the account that wrote it down
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.fact} of {self.ticket}: {self.value}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id
