"""A provider's year of work, made from a seed: what the tour back-tests plans on.

The form is one an owner could export: one row is one time entry, times are ISO on the wall
clock of the provider's zone, and MAPPING tells how it is read.
"""

import csv
import io
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime, timedelta

import numpy as np

YEAR, ZONE = 2025, "America/Chicago"
TICKETS = 3_000
CLIENTS = (  # name, users
    ("Alder Dental", 9),
    ("Birch & Sons Law", 14),
    ("Cedar Freight", 38),
    ("Dogwood Design", 6),
    ("Elm Street Clinic", 27),
    ("Fir Accounting", 12),
    ("Ginkgo Foods", 44),
    ("Hazel Property", 8),
    ("Ironwood Tools", 31),
    ("Juniper School", 52),
    ("Katsura Travel", 5),
    ("Larch Insurance", 19),
)
_TECHNICIANS = ("ann", "ben", "chloe", "dev", "eli")
MAPPING = f"""\
mapping: demo_year
title: A year of time entries in the tour's own form (one row is one time entry)
checked:
  - "Written and read by the tour itself."
rows: entry
time: {{zone: {ZONE}, formats: [iso]}}
columns:
  key: Ticket
  worked: Start
  ended: End
  technician: Technician
  effort: Minutes
  estimate: Estimate
units: {{effort: minutes, estimate: minutes}}
facts:
  client: {{column: Client}}
  kind: {{column: Kind, otherwise: incident}}
  action: {{column: Action, otherwise: fix}}
  cause: {{column: Cause, otherwise: normal}}
  priority: {{column: Priority, otherwise: p3}}
  person: {{column: Person, otherwise: none}}
  onsite: {{column: On site, otherwise: "false"}}
  after_hours_by: {{column: Wanted by, otherwise: client}}
  object:
    otherwise: none
    assume: Every device is taken as listed.
"""
Weights = dict[str, float]
_KINDS: Weights = {"incident": 55, "request": 27, "vendor": 8, "proactive": 10}
_ACTIONS: dict[str, Weights] = {
    "incident": {"fix": 70, "howto": 14, "reinstall": 8, "restore_file": 5, "restore": 3},
    "request": {
        "change": 30,
        "account_change": 25,
        "howto": 10,
        "order": 8,
        "move": 6,
        "new_software": 5,
        "add_machine": 4,
        "replace_machine": 4,
        "advise": 3,
        "train_initial": 3,
        "major_upgrade": 2,
    },
    "vendor": {"fix": 1},
    "proactive": {"patch": 44, "monitor": 30, "backup_check": 16, "report": 7, "review": 3},
}
_CAUSES: Weights = {
    "normal": 79,
    "user_error": 12,
    "provider": 3,
    "third_party": 2.5,
    "unauthorised_change": 2.5,
    "act_of_god": 1,
}
_PRIORITIES: Weights = {"p1": 4, "p2": 14, "p3": 60, "p4": 22}
_DAYS: Weights = {"0": 24, "1": 20, "2": 19, "3": 18, "4": 15, "5": 1, "6": 0.5}
_BUSY = (0.2, 1.5, 11, 14, 14, 11, 6, 10, 11, 9, 6, 1, 0.5, 0.4, 0.3, 0.2)  # from 06:00
_HOURS: Weights = {str(hour): busy for hour, busy in enumerate(_BUSY, start=6)}
_VISITS, _PATCHED_AT_NIGHT, _TWO_SITTINGS = 0.07, 0.6, 0.15
_LONG = 240  # minutes; more of them are never done in one day
_BIG = frozenset({"new_software", "add_machine", "replace_machine", "major_upgrade"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A row, with its columns in the order of the file."""

    ticket: int
    client: str
    person: str
    kind: str
    action: str
    cause: str
    priority: str
    estimate: str
    on_site: str
    wanted_by: str
    start: str = ""
    end: str = ""
    minutes: int = 0
    technician: str = ""


def demo_history(seed: int, tickets: int = TICKETS) -> str:
    """The year as CSV; the same seed makes the same year."""
    chance = np.random.default_rng(seed)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_title(each.name) for each in fields(_Entry)])
    for number in range(tickets):
        writer.writerows(astuple(entry) for entry in _ticket(1001 + number, chance))
    return text.getvalue()


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _ticket(number: int, chance: np.random.Generator) -> list[_Entry]:
    """One work item: facts that hold for all of it, and a row for each of its parts."""
    kind = _pick(_KINDS, chance)
    action = _pick(_ACTIONS[kind], chance)
    client = int(_pick({str(n): users for n, (_, users) in enumerate(CLIENTS)}, chance))
    minutes = _minutes(action, chance)
    facts = _Entry(
        ticket=number,
        client=CLIENTS[client][0],
        person=_person(kind, client, chance),
        kind=kind,
        action=action,
        cause=_pick(_CAUSES, chance) if kind == "incident" else "normal",
        priority=_pick(_PRIORITIES, chance),
        estimate=_estimate(kind, minutes, chance),
        on_site="true" if chance.random() < _VISITS else "false",
        wanted_by="provider" if kind == "proactive" else "client",
    )
    night = action == "patch" and chance.random() < _PATCHED_AT_NIGHT
    start = _start(chance, night=night)
    parts = enumerate(_parts(minutes, chance))
    return [_worked(facts, start + timedelta(days=n), part, chance) for n, part in parts]


def _worked(
    facts: _Entry, start: datetime, minutes: int, chance: np.random.Generator
) -> _Entry:
    return replace(
        facts,
        start=f"{start:%Y-%m-%d %H:%M}",
        end=f"{start + timedelta(minutes=minutes):%Y-%m-%d %H:%M}",
        minutes=minutes,
        technician=_TECHNICIANS[int(chance.integers(len(_TECHNICIANS)))],
    )


def _pick(weights: Weights, chance: np.random.Generator) -> str:
    shares = np.array(list(weights.values()))
    return str(chance.choice(list(weights), p=shares / shares.sum()))


def _minutes(action: str, chance: np.random.Generator) -> int:
    """Few minutes mostly, and hours now and then: a heavy tail."""
    middle, spread = (110.0, 0.9) if action in _BIG else (24.0, 1.0)
    return int(np.clip(chance.lognormal(np.log(middle), spread), 5, 900))


def _parts(minutes: int, chance: np.random.Generator) -> list[int]:
    """Long work goes on the next day; some short work does too."""
    if minutes > _LONG or (minutes > _LONG // 6 and chance.random() < _TWO_SITTINGS):
        return [minutes // 2, minutes - minutes // 2]
    return [minutes]


def _start(chance: np.random.Generator, *, night: bool) -> datetime:
    """A minute of the year, as busy as offices are at that hour and weekday."""
    first = datetime(YEAR, 1, 6)  # noqa: DTZ001 - a wall clock, on a Monday
    monday = first + timedelta(weeks=int(chance.integers(51)))
    hour = int(chance.integers(0, 4)) if night else int(_pick(_HOURS, chance))
    day = int(_pick(_DAYS, chance))
    return monday + timedelta(days=day, hours=hour, minutes=int(chance.integers(60)))


def _person(kind: str, client: int, chance: np.random.Generator) -> str:
    if kind == "proactive":
        return "none"
    return f"user {1 + int(chance.integers(CLIENTS[client][1])):02}"


def _estimate(kind: str, minutes: int, chance: np.random.Generator) -> str:
    """What was thought before the work, to the quarter of an hour; for requests alone."""
    if kind != "request":
        return ""
    guess = minutes * float(chance.lognormal(0, 0.25))
    return str(15 * max(1, round(guess / 15)))
