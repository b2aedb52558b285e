"""Jobs and schedules as they are stored."""

from datetime import time

from django.db import models
from django.db.models import Q
from django.utils import timezone

from flatwright.office.clients.keys import new_key

MOST_ATTEMPTS = 5


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


OPEN = (State.WAITING, State.RUNNING)


class Job(models.Model):
    """Work to be done once, later. Whoever does it holds a lease and writes by its fence.

    The fence counts how often the job was taken. A worker writes only while the fence is
    the one it was given, so that one whose lease ran out changes nothing any more.
    """

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=60)  # names its handler
    payload = models.JSONField(default=dict, blank=True)
    once = models.CharField(max_length=200, blank=True)  # no second one beside an open one
    asked_by = models.CharField(max_length=200)
    created = models.DateTimeField(default=timezone.now)
    run_at = models.DateTimeField(default=timezone.now)
    priority = models.SmallIntegerField(default=0)  # the highest first
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    owner = models.CharField(max_length=120, blank=True)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)  # since it last got on
    max_attempts = models.PositiveIntegerField(default=MOST_ATTEMPTS)
    cursor = models.JSONField(null=True, blank=True)  # where the next chunk begins
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    says = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=300, blank=True)
    details = models.TextField(blank=True)  # of the error, for owners
    result = models.JSONField(null=True, blank=True)
    began = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("-priority", "run_at", "id"),
                name="job_next",
                condition=Q(state__in=OPEN),
            ),
            models.Index(fields=("state", "-id"), name="job_by_state"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("once",),
                name="job_once_while_open",
                condition=Q(state__in=OPEN) & ~Q(once=""),
            ),
        )

    def __str__(self) -> str:
        return f"job {self.kind} {self.key}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN


class Rhythm(models.TextChoices):
    """How often a schedule makes a job."""

    HOURLY = "hourly", "Every hour"
    DAILY = "daily", "Every day"
    MONTHLY = "monthly", "Every month"


class Schedule(models.Model):
    """A job that is made again and again, by the clock of the provider's zone."""

    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict, blank=True)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    at = models.TimeField(default=time(0, 0))  # of an hour, its minutes alone
    day = models.PositiveSmallIntegerField(default=1)  # of the month, or its last
    zone = models.CharField(max_length=60)  # in which next_run was worked out
    next_run = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return f"schedule {self.name}"
