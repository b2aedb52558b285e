"""Forms of what a client is and has."""

from datetime import date
from typing import TypeVar

from django import forms
from django.db import models

from flatwright.domain.kernel.money import minor_digits
from flatwright.office.clients.actions import zone_names
from flatwright.office.clients.models import (
    Approver,
    Client,
    Condition,
    Person,
    Site,
    Thing,
    Vendor,
)
from flatwright.office.clients.queries import people, sites
from flatwright.office.clients.scope import Scope

Row = TypeVar("Row", bound=models.Model)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClientForm(forms.ModelForm):
    """A client."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Client
        fields = ("name", "time_zone", "first", "last", "email", "phone", "note")
        labels = {"first": "Client since", "last": "Last day", "time_zone": "Time zone"}
        widgets = {
            "first": _day(),
            "last": _day(),
            "note": forms.Textarea(attrs={"rows": 3}),
            "time_zone": forms.TextInput(attrs={"list": "time-zones"}),
        }

    def clean_time_zone(self) -> str:
        """A zone that exists, by its name."""
        name = str(self.cleaned_data["time_zone"])
        if name not in zone_names():
            msg = f'"{name}" is not a time zone. Write one such as America/Chicago.'
            raise forms.ValidationError(msg)
        return name


class SiteForm(forms.ModelForm):
    """A place."""

    class Meta:
        model = Site
        fields = ("name", "address", "first", "last")
        labels = {"first": "Listed from", "last": "Last day"}
        widgets = {
            "first": _day(),
            "last": _day(),
            "address": forms.Textarea(attrs={"rows": 2}),
        }


class PersonForm(forms.ModelForm):
    """Somebody at a client; when new, also from when they are a user."""

    first = forms.DateField(
        required=False,
        label="User from",
        widget=_day(),
        help_text=(
            "They count as a user from this day on, and in a fee by the user. "
            "A shared mailbox or a service is no user, whatever the day."
        ),
    )

    class Meta:
        model = Person
        fields = ("name", "kind", "email", "phone", "site", "works_from_home", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class ThingForm(forms.ModelForm):
    """A device, a printer or a program."""

    kind = forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"list": "thing-kinds"})
    )

    class Meta:
        model = Thing
        fields = (
            *("name", "kind", "owner", "place", "site", "registered", "first", "last"),
            *("maker", "model", "serial", "system", "end_of_life", "warranty_until"),
            "note",
        )
        labels = {
            "owner": "Counts to",
            "place": "Where a printer stands",
            "first": "Looked after from",
            "last": "Last day",
            "end_of_life": "No longer supported from",
        }
        help_texts = {
            "registered": "The earliest registered count first.",
        }
        widgets = {
            **dict.fromkeys(("registered", "first", "last"), _day()),
            **dict.fromkeys(("end_of_life", "warranty_until"), _day()),
            "note": forms.Textarea(attrs={"rows": 2}),
        }


class VendorForm(forms.ModelForm):
    """A third party."""

    class Meta:
        model = Vendor
        fields = (
            *("name", "what", "account", "phone", "email", "letter_from"),
            *("letter_until", "note"),
        )
        labels = {
            "what": "What they provide",
            "account": "The client's account there",
            "letter_from": "Authority letter from",
            "letter_until": "until",
        }
        widgets = {
            "letter_from": _day(),
            "letter_until": _day(),
            "note": forms.Textarea(attrs={"rows": 2}),
        }


class ApproverForm(forms.ModelForm):
    """Somebody who may say yes."""

    most = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        label="Largest quote",
        help_text="Left out: any.",
    )

    class Meta:
        model = Approver
        fields = ("person", "first", "last")
        widgets = {"first": _day(), "last": _day()}

    def minor(self, currency: str) -> int | None:
        """The largest quote in minor units."""
        told = self.cleaned_data["most"]
        return None if told is None else int(told.scaleb(minor_digits(currency)))


class ConditionForm(forms.ModelForm):
    """What was found faulty."""

    class Meta:
        model = Condition
        fields = ("says", "found", "put_right")
        labels = {"says": "What is wrong", "put_right": "Put right on"}
        widgets = {"found": _day(), "put_right": _day()}


class DayForm(forms.Form):
    """A first or a last day."""

    day = forms.DateField(widget=_day())


class DaysForm(forms.Form):
    """From a day to a day, and why."""

    first = forms.DateField(required=False, widget=_day())
    last = forms.DateField(required=False, widget=_day())
    reason = forms.CharField(max_length=400, required=False)


class AgreementForm(forms.Form):
    """An agreement that was signed, or a version that follows."""

    plan = forms.ChoiceField(label="Plan")
    first = forms.DateField(label="First day", widget=_day())
    last = forms.DateField(label="Last day", widget=_day(), required=False)
    signed = forms.DateField(label="Signed on", widget=_day(), required=False)
    note = forms.CharField(
        required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlanTextForm(forms.Form):
    """A plan text."""

    text = forms.CharField(
        max_length=64_000,
        strip=False,
        label="The plan's text",
        widget=forms.Textarea(attrs={"rows": 30, "class": "code", "spellcheck": "false"}),
    )


_NOBODY = {"owner": "nobody: it is shared"}


def within(form: forms.ModelForm, scope: Scope, client: Client) -> None:
    """Let the selects of a form offer what belongs to the client, and nothing else."""
    offered = {
        "owner": people(scope).filter(client=client),
        "person": people(scope).filter(client=client),
        "site": sites(scope).filter(client=client),
    }
    for name, rows in offered.items():
        field = form.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows
            if not field.required:
                field.empty_label = _NOBODY.get(name, "none")
    place = form.fields.get("place")
    if isinstance(place, forms.ChoiceField):
        place.choices = [("", "it is no printer"), *Thing.Place.choices]


def first_day(client: Client, today: date) -> dict[str, date]:
    """What forms of something new begin with."""
    begin = max(client.first, today)
    return {"first": begin, "registered": begin, "found": begin}
