"""Tickets: what was asked for, told as the facts that decide, and what was said of it."""

from django.conf import settings
from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models import Client, Person, Site, Thing
from flatwright.office.desk.models.ending import still_open

UNKNOWN = "unknown"


class Sequence(models.Model):
    """The last number that was given out; drawn inside the transaction that uses it."""

    name = models.CharField(max_length=40, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class Aim(models.Model):
    """What several requests are for: their estimates are added together."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="aims")
    title = models.CharField(max_length=200)
    edited = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id


def _of_open(*fields: str, name: str) -> models.Index:
    return models.Index(fields=fields, name=name, condition=models.Q(still_open()))


class Ticket(models.Model):
    """A thing asked for or done. Its facts may be unknown; then the decision asks."""

    class Kind(models.TextChoices):
        """What sort of work."""

        INCIDENT = "incident", "Incident"
        REQUEST = "request", "Request"
        VENDOR = "vendor", "Vendor"
        PROACTIVE = "proactive", "Proactive"

    class Status(models.TextChoices):
        """How far it is."""

        NEW = "new", "New"
        OPEN = "open", "Open"
        CLIENT = "waiting_client", "Waiting for the client"
        VENDOR = "waiting_vendor", "Waiting for a vendor"
        APPROVAL = "waiting_approval", "Waiting for a yes"
        PLANNED = "planned", "Planned"
        RESOLVED = "resolved", "Resolved"
        CLOSED = "closed", "Closed"
        MERGED = "merged", "Merged"

    class Told(models.TextChoices):
        """How a person or a thing is told: by its row, by words, or not at all."""

        LISTED = "listed", "one of the client's"
        NONE = "none", "nobody, or nothing, in particular"
        OTHER = "other", "another, by name"
        ACCOUNT = "account", "an account"
        UNKNOWN = "unknown", "not known yet"

    number = models.PositiveIntegerField(unique=True)
    client = models.ForeignKey(Client, models.CASCADE, related_name="tickets")
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=20_000, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    impact = models.PositiveSmallIntegerField(default=3)  # 1 everybody, 2 some, 3 one
    urgency = models.PositiveSmallIntegerField(
        default=2
    )  # 1 stopped, 2 hindered, 3 can wait
    opened = models.DateTimeField()
    opened_by = models.CharField(max_length=200)  # in words: it may have been a mail
    responded = models.DateTimeField(null=True, blank=True)
    resolved = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField()
    respond_due = models.DateTimeField(null=True, blank=True)
    resolve_due = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    aim = models.ForeignKey(
        Aim, models.SET_NULL, null=True, blank=True, related_name="tickets"
    )

    # The facts, in the words of the core (domain/records/work.py).
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INCIDENT)
    action = models.CharField(max_length=40, default="fix")
    cause = models.CharField(max_length=40, default=UNKNOWN)
    priority = models.CharField(max_length=2, default="p3")
    who = models.CharField(max_length=8, choices=Told.choices, default=Told.UNKNOWN)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="tickets"
    )
    person_name = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=8, choices=Told.choices, default=Told.UNKNOWN)
    thing = models.ForeignKey(
        Thing, models.SET_NULL, null=True, blank=True, related_name="tickets"
    )
    thing_name = models.CharField(max_length=120, blank=True)
    thing_kind = models.CharField(max_length=40, blank=True)
    thing_place = models.CharField(max_length=12, blank=True)
    where = models.CharField(max_length=8, default="office")  # office, home, other, none
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True)
    onsite = models.BooleanField(default=False)
    estimate = models.PositiveIntegerField(null=True, blank=True)  # labour minutes
    after_hours_by = models.CharField(max_length=8, default="client")
    planned = models.BooleanField(default=False)
    completed = models.BooleanField(default=True)
    start_told = models.BooleanField(default=True)  # False: ask when the person started
    start = models.DateField(null=True, blank=True)  # that the client confirmed
    will_be_registered = models.BooleanField(default=False)
    other = models.JSONField(default=dict, blank=True)  # facts that the plan's owner added

    decision = models.OneToOneField(
        "desk.Decision", models.SET_NULL, null=True, blank=True, related_name="current_of"
    )
    # The status of the decision; without one, empty. Lists by it are as quick as others.
    stands = models.CharField(max_length=16, null=True, blank=True, editable=False)  # noqa: DJ001
    source = models.CharField(max_length=60, blank=True)  # of an import
    external = models.CharField(max_length=120, blank=True)  # its key there
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-updated", "-id")
        indexes = (
            models.Index(fields=("-updated", "-id"), name="ticket_by_update"),
            models.Index(fields=("client", "-updated", "-id"), name="ticket_of_client"),
            models.Index(fields=("status", "-updated", "-id"), name="ticket_by_status"),
            models.Index(fields=("assignee", "-updated", "-id"), name="ticket_of_assignee"),
            models.Index(fields=("person", "-updated"), name="ticket_of_person"),
            models.Index(fields=("kind", "-updated", "-id"), name="ticket_by_kind"),
            models.Index(fields=("priority", "-updated", "-id"), name="ticket_by_priority"),
            models.Index(fields=("stands", "-updated", "-id"), name="ticket_by_decision"),
            models.Index(fields=("external",), name="ticket_by_number_there"),
            _of_open("-updated", "-id", name="open_by_update"),
            _of_open("client", "-updated", "-id", name="open_of_client"),
            _of_open("assignee", "-updated", "-id", name="open_of_assignee"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source", "external"),
                condition=~models.Q(external=""),
                name="ticket_imported_once",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"

    @property
    def number_there(self) -> str:
        """Its number where it was imported from; a key that we made is none."""
        return "" if self.external.startswith("=") else self.external

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status not in ENDED


ENDED = (Ticket.Status.RESOLVED, Ticket.Status.CLOSED, Ticket.Status.MERGED)
WAITING = (Ticket.Status.CLIENT, Ticket.Status.VENDOR, Ticket.Status.APPROVAL)


class Comment(models.Model):
    """What somebody said of a ticket: for the client to read, or among us."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="comments")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    text = models.TextField(max_length=20_000)
    is_public = models.BooleanField(default=False)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"comment on {self.ticket}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Blob(models.Model):
    """A file's bytes, stored once under their SHA-256."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()

    def __str__(self) -> str:
        return self.digest[:12]


class TicketFile(models.Model):
    """A file on a ticket. It is handed out as a download, never shown as a page."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="files")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # what its first bytes say: image/png, other
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id


class Template(models.Model):
    """A ticket that is written often, with its checklist."""

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=20_000, blank=True)
    kind = models.CharField(max_length=12, choices=Ticket.Kind.choices)
    action = models.CharField(max_length=40)
    estimate = models.PositiveIntegerField(null=True, blank=True)
    checklist = models.JSONField(default=list, blank=True)  # sentences
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class CheckItem(models.Model):
    """One line of a ticket's checklist."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="checklist")
    place = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=400)
    done = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=200, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("place", "id")

    def __str__(self) -> str:
        return self.says

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.ticket.client_id
