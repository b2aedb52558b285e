"""Forms of set-up and of the provider's settings."""

from datetime import date
from typing import Any

from django import forms
from django.db import models

from flatwright.office.agreements.models import PlanText
from flatwright.office.clients.actions import zone_names
from flatwright.web.accounts.forms import AcceptForm

CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "JPY")


def _zone(**more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"})
    return forms.CharField(max_length=60, label="Time zone", widget=widget, **more)


def _known_zone(name: str) -> str:
    if name not in zone_names():
        msg = f'"{name}" is not a time zone. Write one such as America/Chicago.'
        raise forms.ValidationError(msg)
    return name


class HouseForm(forms.Form):
    """Who runs this installation."""

    name = forms.CharField(max_length=120, label="The business's name")
    time_zone = _zone(initial="America/New_York")
    currency = forms.ChoiceField(choices=[(each, each) for each in CURRENCIES])

    def clean_time_zone(self) -> str:
        """A zone that exists."""
        return _known_zone(self.cleaned_data["time_zone"])


class ProviderForm(forms.Form):
    """All that the provider says of itself."""

    name = forms.CharField(max_length=120, label="The business's name")
    time_zone = _zone()
    currency = forms.ChoiceField(choices=[(each, each) for each in CURRENCIES])
    email = forms.EmailField(required=False, label="E-mail address")
    phone = forms.CharField(max_length=40, required=False, label="Telephone")
    address = forms.CharField(
        max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_time_zone(self) -> str:
        """A zone that exists."""
        return _known_zone(self.cleaned_data["time_zone"])


class OwnerForm(forms.Form):
    """The owner's own account."""

    prefix = "owner"
    name = AcceptForm.base_fields["name"]
    email = forms.EmailField(label="E-mail address")
    password = AcceptForm.base_fields["password"]


class FirstClientForm(forms.Form):
    """The least that is needed to decide something for a client."""

    name = forms.CharField(max_length=120, label="The client's name")
    time_zone = _zone()
    plan = forms.ChoiceField(label="Their plan")
    first = forms.DateField(
        label="In force from",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=date.today,
    )
    person = forms.CharField(
        max_length=120,
        label="Somebody there",
        help_text="They become a user, and may say yes.",
    )
    device = forms.CharField(
        max_length=120, required=False, label="Their computer", initial="PC-1"
    )

    def __init__(self, plans: models.QuerySet[PlanText], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(str(each), f"{each.title} ({each})") for each in plans]
        self.fields["plan"].choices = offered  # type: ignore[attr-defined] # a choice
        begun = [
            value
            for value, _ in offered
            if value.startswith(f"{self.initial.get('plan')}@")
        ]
        self.initial["plan"] = begun[0] if begun else ""

    def clean_time_zone(self) -> str:
        """A zone that exists."""
        return _known_zone(self.cleaned_data["time_zone"])
