"""A project: work that is quoted, with a budget of minutes."""

from django.conf import settings
from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.desk.models import Ticket


class Project(models.Model):
    """Quoted work: a ticket with its quote, and those that were joined with it."""

    class Stage(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", "To be quoted"
        QUOTED = "quoted", "Waiting for a yes"
        APPROVED = "approved", "Approved"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="project")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    budget = models.PositiveIntegerField()  # labour minutes that the quote stands on
    due = models.DateField(null=True, blank=True)
    dropped = models.BooleanField(default=False)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.ticket.title

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id
