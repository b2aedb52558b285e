"""What a client has: devices, printers, programs, each with its days."""

from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models.house import Client, Site, touch
from flatwright.office.clients.models.people import Person

PRINTER = "printer"
APPLICATION = "application"


class Thing(models.Model):
    """A device, a printer or a program that the provider looks after, from day to day.

    A device with an owner counts to that user, in the order of registration; one without
    is shared. A printer has a place. What decides is what was so on the day of the work.
    One that was handed over has a row for each owner, with the days of each.
    """

    class Place(models.TextChoices):
        """Where a printer stands."""

        CENTRAL = "central", "central"
        PERSONAL = "personal", "one person's own"
        HOME = "home", "at a home"

    client = models.ForeignKey(Client, models.CASCADE, related_name="things")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    origin = models.CharField(  # the key of its first row, where it was handed over
        max_length=24, blank=True, default="", editable=False, db_index=True
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, default="computer")  # or one of the plan's own
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="things"
    )
    place = models.CharField(max_length=12, choices=Place.choices, blank=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True)
    registered = models.DateField()  # the order in which devices count to their user
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    maker = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=120, blank=True)
    serial = models.CharField(max_length=120, blank=True)
    system = models.CharField(max_length=120, blank=True)  # Windows 11 Pro 24H2
    end_of_life = models.DateField(null=True, blank=True)  # no longer supported from it on
    warranty_until = models.DateField(null=True, blank=True)
    inventory = models.JSONField(default=dict, blank=True)  # what an agent told of it
    external = models.CharField(max_length=120, blank=True)  # its name where it came from
    note = models.TextField(max_length=10_000, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("registered", "id")
        indexes = (
            models.Index(fields=("client", "name"), name="thing_by_name"),
            models.Index(fields=("client", "serial"), name="thing_by_serial"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def device(self) -> str:
        """What the thing is called under each of its owners."""
        return self.origin or self.key

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.client_id)


class Condition(models.Model):
    """What was found faulty at onboarding, until it is put right."""

    thing = models.ForeignKey(Thing, models.CASCADE, related_name="conditions")
    says = models.CharField(max_length=400)
    found = models.DateField()
    put_right = models.DateField(null=True, blank=True)  # sound from this day on
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("found", "id")

    def __str__(self) -> str:
        return self.says

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.thing.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.thing.client_id)
