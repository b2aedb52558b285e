"""Forms of accounts: each names the fields that it may change, and no others."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from flatwright.office.accounts.actions import Invitee, Wish
from flatwright.office.accounts.actions.own import SCHEMES
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.roles import Role
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(choices=Role.choices, label="Role")


def _only() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        required=False,
        label="Only these clients",
        help_text="None chosen: all clients.",
        widget=forms.CheckboxSelectMultiple,
    )


def _offer(form: forms.Form, scope: Scope) -> None:
    rows = clients(scope).order_by("name").values_list("key", "name")
    form.fields["clients"].choices = list(rows)  # type: ignore[attr-defined] # a choice


def _place(given: dict[str, Any]) -> Place:
    chosen = tuple(given["clients"])
    return Place(role=given["role"], is_limited=bool(chosen), clients=chosen)


class PlaceForm(forms.Form):
    """A role, and the clients if limited to some."""

    role = _role()
    clients = _only()

    def __init__(self, scope: Scope, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, scope)

    def place(self) -> Place:
        """What was chosen."""
        return _place(self.cleaned_data)


class InviteForm(forms.Form):
    """Who is asked in, and as what."""

    name = forms.CharField(max_length=120, label="Name")
    email = forms.EmailField(max_length=254, label="E-mail address")
    role = _role()
    clients = _only()

    def __init__(self, scope: Scope, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].initial = Role.TECHNICIAN
        _offer(self, scope)

    def invitee(self) -> Invitee:
        """Who is asked in."""
        given = self.cleaned_data
        return Invitee(email=given["email"], name=given["name"], place=_place(given))


class AcceptForm(forms.Form):
    """The first password of an account, or a new one."""

    name = forms.CharField(
        max_length=120, label="Your name", widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label="Password",
        max_length=512,
        strip=False,
        help_text="At least 12 characters; a few words are easier to remember than signs.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )


class OwnForm(forms.Form):
    """One's own name, and how the pages look."""

    name = forms.CharField(
        max_length=120, label="Name", widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = forms.CharField(
        max_length=40,
        required=False,
        label="Telephone",
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    scheme = forms.ChoiceField(
        choices=[(name, name.capitalize()) for name in SCHEMES], label="Colours"
    )
    shortcuts = forms.BooleanField(required=False, label="Single keys as shortcuts")


class TokenForm(forms.Form):
    """A key to the API, with some of one's own rights."""

    name = forms.CharField(max_length=80, label="What will use it")
    rights = forms.MultipleChoiceField(
        label="What it may do", widget=forms.CheckboxSelectMultiple
    )
    last = forms.DateField(
        label="Last day",
        help_text="At most a year from now.",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, scope: Scope, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        own = [(right.name, right.value) for right in Right if scope.may(right)]
        self.fields["rights"].choices = own  # type: ignore[attr-defined] # a choice
        self.fields["last"].initial = timezone.now().date() + timedelta(days=90)

    def wish(self) -> Wish:
        """What the token is to be; it holds to the end of its last day, in UTC."""
        given = self.cleaned_data
        after = given["last"] + timedelta(days=1)
        return Wish(
            name=given["name"].strip(),
            rights=frozenset(Right[name] for name in given["rights"]),
            expires=datetime.combine(after, time.min, UTC),
        )
