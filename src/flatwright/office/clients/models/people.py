"""People at a client: who they are, when they are users, who may say yes."""

from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models.house import Client, Site, touch


class Person(models.Model):
    """Somebody at a client, or an account that nobody in particular uses.

    Whether they are a user on a day is told by their days on the roster.
    """

    class Kind(models.TextChoices):
        """What sort of head is counted."""

        NAMED = "named", "a person"
        PART_TIME = "part_time", "a person, part-time"
        KIOSK = "kiosk", "a kiosk, used by many"
        SHARED = "shared", "a shared mailbox or account"
        SERVICE = "service", "a service account"

    client = models.ForeignKey(Client, models.CASCADE, related_name="people")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.NAMED)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True)
    works_from_home = models.BooleanField(default=False)
    note = models.TextField(max_length=10_000, blank=True)
    external = models.CharField(max_length=120, blank=True)  # its name where it came from
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=("client", "name"), name="person_by_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.client_id)


COUNTED = (Person.Kind.NAMED, Person.Kind.PART_TIME, Person.Kind.KIOSK)


class RosterPeriod(models.Model):
    """Days on which a person is a user: the first and the last are."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="periods")
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("first", "id")

    def __str__(self) -> str:
        return f"{self.person}, {self.first} to {self.last or 'now'}"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.person.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.person.client_id)


class Approver(models.Model):
    """A person who may say yes for the client, up to an amount."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="approver")
    largest_quote = models.BigIntegerField(null=True, blank=True)  # minor units; null: any
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("person__name", "id")

    def __str__(self) -> str:
        return f"{self.person} approves"

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.person.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.person.client_id)
