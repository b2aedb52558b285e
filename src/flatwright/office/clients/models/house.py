"""The provider, the clients, their places and the third parties that serve them."""

import secrets

from django.db import models

from flatwright.office.clients.keys import new_key
from flatwright.office.clients.signals import facts_changed


class Provider(models.Model):
    """The IT business that runs this installation: one row."""

    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60, default="America/New_York")
    currency = models.CharField(max_length=3, default="USD")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(max_length=400, blank=True)
    is_sample = models.BooleanField(default=False)  # invented, to be looked at
    edited = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class Client(models.Model):
    """A business that is served."""

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    note = models.TextField(max_length=10_000, blank=True)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)  # still a client on it
    edited = models.PositiveIntegerField(default=0)
    revision = models.BigIntegerField(default=0)  # another one with each change of a fact

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=("name", "id"), name="client_by_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.pk

    def touched(self) -> None:
        """What was decided for this client may be decided anew."""
        touch(self.pk)


def touch(client: int) -> None:
    """Note that a fact of a client has changed, and tell those who keep what follows.

    A random number and not a count: what was worked out in a transaction that failed is
    never taken for what a later one finds.
    """
    Client.objects.filter(pk=client).update(revision=secrets.randbits(62))
    facts_changed.send(Client, client=client)


class Site(models.Model):
    """A place of a client's that the agreement lists, from day to day."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="sites")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    address = models.TextField(max_length=400, blank=True)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id

    def touched(self) -> None:
        """Decisions depend on it."""
        touch(self.client_id)


class Vendor(models.Model):
    """A third party whom the provider manages for the client."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="vendors")
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    what = models.CharField(max_length=120, blank=True)  # internet, copiers, telephones
    account = models.CharField(max_length=120, blank=True)  # the client's number there
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    letter_from = models.DateField(null=True, blank=True)  # of the authority letter
    letter_until = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=10_000, blank=True)
    edited = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def belongs_to(self) -> int:
        """Whose audit record it stands in."""
        return self.client_id
