"""A change as an owner reads it: what kind of thing, which facts, before and after."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import models
from django.utils import timezone

from flatwright.domain.plan.facts import BY_NAME
from flatwright.office.audit.models import Event
from flatwright.office.audit.reading import (
    Rows,
    field_of,
    model_of,
    names_of,
    pointed_at,
    rows_of,
)
from flatwright.ui import words
from flatwright.web.house.places import place_of

LONG = 160
_UNSAID = frozenset(
    {
        *("id", "key", "external", "origin", "digest", "facts", "facts_digest", "answer"),
        *("codes", "engine", "cost", "supersedes_id", "blob_id", "sign_outs"),
    }
)
_MONEY = frozenset({"amount", "pays", "waived", "delta", "largest_quote"})
_MINUTES = frozenset({"estimate", "worked", "covered", "absorbed", "budget"})
_LABELS = {
    "at": "when",
    "badge": "decision",
    "begins": "work begins",
    "by": "by whom",
    "delta": "more than before",
    "first": "first day",
    "is_public": "the client may read it",
    "last": "last day",
    "letter_from": "authority letter from",
    "letter_until": "authority letter until",
    "pays": "the client pays",
    "put_right": "put right on",
    "says": "words",
    "what": "on what",
    "who": "who has it",
}
_DEGREES = {
    "impact": {1: "everybody", 2: "several people", 3: "one person"},
    "urgency": {1: "work stops", 2: "work is hindered", 3: "it can wait"},
}
_KINDS = {
    "accounts.token": "key to the API",
    "agreements.agreedversion": "agreed plan version",
    "clients.provider": "own business",
    "clients.rosterperiod": "days as a user",
    "clients.site": "place",
    "clients.thing": "device, printer or program",
    "desk.answer": "answer to a question",
    "desk.timeentry": "time",
    "desk.use": "use of an allowance",
    "intake.batch": "import",
}
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact by its name, before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One event, and where its thing is found now."""

    event: Event
    kind: str
    href: str
    differences: tuple[Difference, ...]

    @property
    def is_change(self) -> bool:
        """Whether something was there before and after."""
        return self.event.verb == "changed"


def told(events: list[Event], currency: str) -> list[Change]:
    """Events in words; amounts that name no currency are in the house's."""
    rows, names = rows_of(events), names_of(events)
    return [
        Change(
            event=event,
            kind=kind_of(event.subject),
            href=place_of(rows.get((event.subject, event.subject_id))),
            differences=tuple(_differences(event, names, currency)),
        )
        for event in events
    ]


def kind_of(subject: str) -> str:
    """A kind of row in words."""
    if subject in _KINDS:
        return _KINDS[subject]
    model = model_of(Event(subject=subject))
    return str(model._meta.verbose_name) if model else subject.rpartition(".")[2]


def _differences(event: Event, names: Rows, currency: str) -> Iterable[Difference]:
    currency = str({**event.before, **event.after}.get("currency") or currency)
    say = partial(_said, event, names, currency)
    for name in dict.fromkeys((*event.before, *event.after)):
        before, after = event.before.get(name), event.after.get(name)
        is_told = event.verb == "changed" or _is_something(before or after)
        if name not in _UNSAID and is_told:
            yield Difference(
                label=_LABELS.get(name, name.removesuffix("_id").replace("_", " ")),
                before=say(name, before),
                after=say(name, after),
            )


def _is_something(value: Any) -> bool:
    return value not in (None, "", 0, False, [], {})


def _said(event: Event, names: Rows, currency: str, name: str, value: Any) -> str:
    """A value in words, by what its field holds."""
    if value in (None, "", [], {}):
        return _NOTHING
    if kind := pointed_at(event, name):
        row = names.get((kind, value))
        return str(row) if row else f"what was number {value}"
    if isinstance(value, int) and name in _MONEY:
        return words.money(value, currency)
    say = _BY_NAME.get(name)
    return say(value) if say else _plain(field_of(event, name), value)


def _of(meanings: Mapping[Any, str], value: Any) -> str:
    return meanings.get(value) or str(value).replace("_", " ")


_BY_NAME: dict[str, Callable[[Any], str]] = {
    **{name: partial(_of, meanings) for name, meanings in _DEGREES.items()},
    **{name: partial(_of, BY_NAME[name].says) for name in ("action", "cause")},
    **dict.fromkeys(_MINUTES, words.minutes),
}


def _plain(field: "models.Field[Any, Any] | None", value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, models.DateTimeField):
        return words.exactly(timezone.localtime(datetime.fromisoformat(value)))
    if isinstance(field, models.DateField):
        day = date.fromisoformat(value)
        return f"{day.day} {day:%b %Y}"
    if isinstance(value, Mapping | list):
        return _short(_flat(value))
    choices = dict(field.flatchoices) if field is not None else {}
    return _short(str(choices.get(value, value)))


def _flat(value: Any) -> str:
    """What holds several values, on one line; one inside another in brackets."""
    if isinstance(value, Mapping):
        inside = (
            f"{str(n).replace('_', ' ')}: {_inner(v)}" for n, v in sorted(value.items())
        )
        return ", ".join(inside)
    return ", ".join(map(_inner, value))


def _inner(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return f"({_flat(value)})" if value else _NOTHING
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"
