"""Plan texts as written, and agreements made of their versions."""

from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models import Client, touch


class PlanText(models.Model):
    """One version of a plan as its author wrote it: never changed, only followed."""

    plan = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    currency = models.CharField(max_length=3)
    text = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of the text, hex
    added = models.DateTimeField(auto_now_add=True)
    is_offered = models.BooleanField(default=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("plan", "-version")
        constraints = (
            models.UniqueConstraint(fields=("plan", "version"), name="plan_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.plan}@{self.version}"


class Agreement(models.Model):
    """A client's acceptance of plan versions, from a day on."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="agreements")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)  # still in force on it
    note = models.TextField(max_length=10_000, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-first", "-id")

    def __str__(self) -> str:
        return f"agreement from {self.first}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.client_id)


class AgreedVersion(models.Model):
    """A plan version in an agreement, and the first day on which it governs."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    plan = models.ForeignKey(PlanText, models.PROTECT, related_name="agreed")
    first = models.DateField()
    signed = models.DateField(null=True, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("first", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "first"), name="one_version_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} from {self.first}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.agreement.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.agreement.client_id)


class Suspension(models.Model):
    """Days, the first and the last included, on which service is suspended."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="suspensions")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=400, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("first", "id")

    def __str__(self) -> str:
        return f"suspended {self.first} to {self.last}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.agreement.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.agreement.client_id)
