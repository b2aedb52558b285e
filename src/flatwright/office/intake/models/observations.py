"""What an inventory tells of a device, beside what is listed: to be settled by somebody."""

from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models import Client, Thing
from flatwright.office.intake.models.batches import Batch


class Observation(models.Model):
    """One device as its agent told it. It never changes what is listed by itself."""

    class State(models.TextChoices):
        """Whether somebody has settled it."""

        OPEN = "open", "To be settled"
        SAME = "same", "As listed"
        ACCEPTED = "accepted", "Accepted"
        IGNORED = "ignored", "Ignored"
        REPLACED = "replaced", "A later one is there"

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="observations")
    client = models.ForeignKey(Client, models.CASCADE, related_name="+")
    thing = models.ForeignKey(
        Thing, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    identity = models.CharField(max_length=200)  # its serial number, else kind and name
    name = models.CharField(max_length=200)
    told = models.JSONField(default=dict, blank=True)  # field: value
    differs = models.JSONField(default=dict, blank=True)  # field: what is listed, told
    more = models.JSONField(default=dict, blank=True)  # as the agent wrote it, in short
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField()
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("client", "identity"),
                condition=models.Q(state="open"),
                name="one_open_observation",
            ),
        )

    def __str__(self) -> str:
        return f"inventory of {self.name}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id
