"""Imports as records: the file, how it was read, what each row did, what was kept aside."""

from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models import Client
from flatwright.office.desk.models import Blob


class Batch(models.Model):
    """One file that was brought in, from its upload to its undoing.

    `edited` and the record of changes follow its state; where it is (`cursor`, `done`)
    is moved on with every chunk, in the chunk's own transaction.
    """

    class State(models.TextChoices):
        """How far it is."""

        NEW = "new", "Columns to choose"
        TRYING = "trying", "Being tried"
        TRIED = "tried", "Tried, nothing kept yet"
        RUNNING = "running", "Being imported"
        DONE = "done", "Imported"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=12)  # clients, sites, people … log, inventory
    source = models.CharField(max_length=60)  # where it comes from: keys are its own
    name = models.CharField(max_length=200)  # the file's
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    client = models.ForeignKey(
        Client, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    columns = models.JSONField(default=dict, blank=True)  # field: heading
    options = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    says = models.JSONField(default=list, blank=True)  # what was assumed, in sentences
    counts = models.JSONField(default=dict, blank=True)
    preview = models.JSONField(default=list, blank=True)
    week = models.JSONField(default=list, blank=True)  # by weekday and hour
    met = models.JSONField(default=list, blank=True)  # clients that its rows speak of
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    cursor = models.JSONField(default=dict, blank=True)
    made_by = models.CharField(max_length=200)
    user = models.BigIntegerField(null=True, blank=True)  # a number, as scopes know it
    at = models.DateTimeField()
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"import of {self.kind} from {self.name}"

    @property
    def is_going_on(self) -> bool:
        """Whether something is being done with it."""
        return self.state in (self.State.TRYING, self.State.RUNNING, self.State.UNDOING)


class Known(models.Model):
    """Which row of ours something of a source is: the same key again finds it again."""

    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    external = models.CharField(max_length=200)
    row = models.BigIntegerField()  # of the kind's table
    digest = models.CharField(max_length=64, blank=True)  # of what was told last

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source", "kind", "external"), name="known_once"
            ),
        )
        indexes = (models.Index(fields=("kind", "row"), name="known_of_row"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.external} of {self.source}"


class Effect(models.Model):
    """What an import did to one row: made it, or changed some of its fields."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="effects")
    line = models.PositiveIntegerField()
    subject = models.CharField(max_length=40)  # clients.person
    row = models.BigIntegerField()
    name = models.CharField(max_length=200)
    is_new = models.BooleanField(default=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    edited = models.PositiveIntegerField(default=0)  # of the row, just after
    is_undone = models.BooleanField(default=False)
    kept = models.CharField(max_length=300, blank=True)  # why undoing left it as it is

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("batch", "-id"), name="effect_of_batch"),)

    def __str__(self) -> str:
        return f"{'made' if self.is_new else 'changed'} {self.name}"


class Rejected(models.Model):
    """A row that was kept aside: as it stood, with its line and the reason."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rejects")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    raw = models.TextField(blank=True)
    in_reading = models.BooleanField(default=False)  # before anything was looked up

    class Meta:
        ordering = ("line", "id")

    def __str__(self) -> str:
        return f"row {self.line}: {self.reason}"


class ColumnChoice(models.Model):
    """Which column told what when a kind of table last came from a source."""

    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    columns = models.JSONField(default=dict, blank=True)
    options = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "kind"), name="choice_of_source"),
        )

    def __str__(self) -> str:
        return f"columns of {self.kind} from {self.source}"
