"""Accounts, the clients they reach, invitations and tokens."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from flatwright.office.accounts.roles import RIGHTS, Role
from flatwright.office.clients.keys import new_key
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right


class UserManager(BaseUserManager["User"]):
    """Finds accounts by their address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of an address, however its capitals are written."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Somebody who may sign in. Accounts are closed, not deleted: the record names them."""

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.TECHNICIAN)
    is_active = models.BooleanField(default=True)
    is_limited = models.BooleanField(default=False)  # to the clients named in reach
    phone = models.CharField(max_length=40, blank=True)
    scheme = models.CharField(max_length=8, default="system")  # light, dark, system
    shortcuts = models.BooleanField(default=True)
    second_factor = models.CharField(max_length=120, blank=True)  # app, 2 passkeys
    password_set = models.DateTimeField(null=True, blank=True)
    sign_outs = models.PositiveIntegerField(default=0)  # of all sessions at once
    created = models.DateTimeField(auto_now_add=True)
    edited = models.PositiveIntegerField(default=0)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
        )

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session carries; it ends when the password or `sign_outs` changes."""
        state = f"{self.sign_outs} {self.password}"
        made = salted_hmac("flatwright.session", state, secret=secret, algorithm="sha256")
        return made.hexdigest()

    @property
    def rights(self) -> frozenset[Right]:
        """What the role allows; nothing when the account is closed."""
        return RIGHTS.get(self.role, frozenset()) if self.is_active else frozenset()

    @property
    def initials(self) -> str:
        """Two letters for a badge."""
        words = self.name.split() or ["?"]
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


class Reach(models.Model):
    """A client that a limited account reaches."""

    user = models.ForeignKey(User, models.CASCADE, related_name="reach")
    client = models.ForeignKey(Client, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "client"), name="reach_once"),
        )

    def __str__(self) -> str:
        return f"{self.user.name} reaches {self.client}"


class Invitation(models.Model):
    """A link by which somebody makes their own account; the token itself is not kept.

    With a user it is a way back in: for a new password on an account that there is.
    """

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices)
    is_limited = models.BooleanField(default=False)
    clients = models.JSONField(default=list, blank=True)  # keys of those reached
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"invitation of {self.email}"


class Token(models.Model):
    """A key to the API: of one account, with no more rights than it, until a day."""

    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    rights = models.JSONField(default=list, blank=True)  # names of Right
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"token {self.name}"


class Attempts(models.Model):
    """How often something was tried since a moment: rows are counted before the check."""

    key = models.CharField(max_length=80, unique=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} attempts of {self.key}"


class LastCode(models.Model):
    """The time step of the last code that an authenticator app was believed for."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"last code of {self.user.name}"
