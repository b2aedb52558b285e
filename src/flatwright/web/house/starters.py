"""The shipped plans to begin from, and what an owner says of them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from flatwright.domain.plan.text import read_plan
from flatwright.domain.wording.fee import fee_rows
from flatwright.imports.own_text import Own, weekday_hours
from flatwright.imports.plan_shelf import plan_files, text_in
from flatwright.imports.regions import countries, is_region, parts_of, region_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """A shipped plan, in two sentences."""

    name: str
    title: str
    says: str


STARTERS = (
    Starter(
        name="essential",
        title="Essential Care",
        says="Help in business hours for one computer a user. The least that is honest.",
    ),
    Starter(
        name="complete",
        title="Complete Care",
        says="Computer, tablet and phone of each user, visits, reviews: the usual one.",
    ),
    Starter(
        name="premium",
        title="Premium Care",
        says="More devices, more hours, more moves: for those who want to forget about IT.",
    ),
)


def _clock(label: str, begin: str) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, initial=begin, widget=widget)


class StartersForm(forms.Form):
    """The region of holidays, and the opening hours of each starter on weekdays."""

    region = forms.CharField(
        max_length=6,
        required=False,
        label="Region of public holidays",
        help_text="A country such as US, or a part of one such as DE-BY. Empty: none.",
        widget=forms.TextInput({"list": "regions", "autocomplete": "off"}),
    )

    def __init__(self, zone: str, currency: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._guess = region_of(zone)
        self.fields["region"].initial = self._guess
        texts = {path.stem: path.read_text(encoding="utf-8") for path in plan_files()}
        self._fees = {each.name: _fee(texts[each.name], currency) for each in STARTERS}
        self._shipped = {each.name: weekday_hours(texts[each.name]) for each in STARTERS}
        for name, (opens, closes) in self._shipped.items():
            self.fields[f"{name}_opens"] = _clock("Opens, Mon-Fri", opens)
            self.fields[f"{name}_closes"] = _clock("Closes", closes)

    def clean_region(self) -> str:
        """A region whose holidays are known, or none."""
        told = str(self.cleaned_data["region"]).strip()
        if told and not is_region(told):
            msg = f'No holidays are known for "{told}". Choose a region from the list.'
            raise forms.ValidationError(msg)
        return told

    def clean(self) -> None:
        """A day that opens before it closes."""
        for name, (opens, closes) in self._hours().items():
            if opens >= closes:
                self.add_error(f"{name}_closes", "This is not after the opening time.")

    def own(self, currency: str) -> Own:
        """What was said, for the texts; times left out stay as they are shipped."""
        region = self.cleaned_data["region"]
        return Own(currency=currency, region=region, hours=self._hours())

    def _hours(self) -> dict[str, tuple[str, str]]:
        told = self.cleaned_data
        return {
            name: (
                _said(told.get(f"{name}_opens"), opens),
                _said(told.get(f"{name}_closes"), closes),
            )
            for name, (opens, closes) in self._shipped.items()
        }

    def regions(self) -> Mapping[str, str]:
        """What to choose from: parts of the guessed country, then every country."""
        return parts_of(self._guess) | countries()

    def cards(self) -> list[tuple[Starter, str, BoundField, BoundField]]:
        """Each starter with its monthly fee and the fields of its hours."""
        return [
            (
                each,
                self._fees[each.name],
                *(self[f"{each.name}_opens"], self[f"{each.name}_closes"]),
            )
            for each in STARTERS
        ]


def _fee(text: str, currency: str) -> str:
    """What a shipped plan asks for a month, in words."""
    plan, _ = read_plan("plan", text_in(text, currency).encode())
    rows = fee_rows(plan) if plan else ()
    return ", ".join(f"{what.lower()} {amount}" for what, amount in rows)


def _said(told: time | None, shipped: str) -> str:
    return f"{told:%H:%M}" if told else shipped
