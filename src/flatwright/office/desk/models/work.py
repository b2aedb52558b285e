"""Work on tickets: time, materials, approvals, goodwill."""

from django.conf import settings
from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models import Person
from flatwright.office.desk.models.tickets import Ticket


class Wait(models.Model):
    """A stretch in which the SLA clock stands: somebody else is waited for."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="waits")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("since", "id")

    def __str__(self) -> str:
        return f"wait on {self.ticket}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class TimeEntry(models.Model):
    """Minutes of one technician on a ticket: half-open, whole minutes."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    technician = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    technician_name = models.CharField(max_length=120, blank=True)  # who has no account
    person = models.ForeignKey(  # for whom, where it is not the ticket's person
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    start = models.DateTimeField()
    end = models.DateTimeField()
    note = models.TextField(max_length=10_000, blank=True)
    by_timer = models.BooleanField(default=False)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("start", "id")
        indexes = (
            models.Index(fields=("technician", "-start"), name="entry_of_technician"),
        )

    def __str__(self) -> str:
        return f"{self.minutes} minutes on {self.ticket}"

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Timer(models.Model):
    """A clock that runs for a technician: one at a time."""

    technician = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="timer"
    )
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="timers")
    started = models.DateTimeField()
    edited = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"timer on {self.ticket}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Material(models.Model):
    """Software, a part, freight or a licence that the work needs."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="materials")
    item = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, default="parts")
    amount = models.BigIntegerField()  # minor units of the agreement's currency
    under_warranty = models.BooleanField(default=False)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.item

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Approval(models.Model):
    """A yes that was asked for, and what was answered."""

    class Type(models.TextChoices):
        """What is agreed to."""

        HOURLY = "hourly", "work by the hour"
        AFTER_HOURS = "after_hours", "the after-hours rate"
        QUOTE = "quote", "a quote"
        PURCHASE = "purchase", "a purchase"

    class Answer(models.TextChoices):
        """What came back."""

        OPEN = "open", "no answer yet"
        YES = "yes", "yes"
        NO = "no", "no"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="approvals")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    type = models.CharField(max_length=12, choices=Type.choices)
    asked = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    answer = models.CharField(max_length=4, choices=Answer.choices, default=Answer.OPEN)
    person = models.ForeignKey(  # who answered, at the client
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered = models.DateTimeField(null=True, blank=True)
    amount = models.BigIntegerField(null=True, blank=True)  # of a quote, minor units
    fixed = models.BooleanField(default=False)
    note = models.CharField(max_length=400, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("asked", "id")

    def __str__(self) -> str:
        return f"approval of {self.get_type_display()} on {self.ticket}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Goodwill(models.Model):
    """A bill waived on purpose, by somebody, for a reason; all of it, or an amount."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="goodwill")
    by = models.CharField(max_length=200)
    reason = models.CharField(max_length=400)
    amount = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    edited = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"goodwill on {self.ticket}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id
