"""The everyday tickets of a year: what happens, to whom, on what, for how long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flatwright.domain.sla.priority import priority
from flatwright.office.clients.models import Person, Thing
from flatwright.office.desk.models import Ticket
from flatwright.sample.chance import Chance
from flatwright.sample.drafts import Draft
from flatwright.sample.house import House
from flatwright.sample.wording import BEFORE, TITLES

Shares = Mapping[str, float]
KINDS: Shares = {"incident": 60, "request": 30, "vendor": 6, "proactive": 4}
ACTIONS: dict[str, Shares] = {
    "incident": {"fix": 72, "howto": 13, "reinstall": 8, "restore_file": 5, "restore": 2},
    "request": {
        "change": 30,
        "account_change": 28,
        "howto": 10,
        "order": 7,
        "move": 6,
        "new_software": 2.5,
        "add_machine": 2.5,
        "replace_machine": 3,
        "major_upgrade": 1,
        "advise": 4,
        "train_initial": 3,
        "train_other": 1,
    },
    "vendor": {"fix": 1},
    "proactive": {"monitor": 85, "backup_check": 15},
}
CAUSES: Shares = {
    "normal": 83,
    "user_error": 9,
    "provider": 2.5,
    "third_party": 2,
    "unauthorised_change": 2.5,
    "act_of_god": 1,
}
OBJECTS: Shares = {
    "computer": 54, "phone": 6, "tablet": 3, "printer": 11, "program": 14,
    "shared": 6, "account": 4, "other": 2,
}  # fmt: skip
URGENCY: Mapping[int, float] = {1: 14, 2: 60, 3: 26}
IMPACT: Mapping[int, float] = {1: 2, 2: 8, 3: 90}
BIG = frozenset({"new_software", "add_machine", "replace_machine", "major_upgrade"})
_WEEK = (24, 20, 19, 18, 15, 1, 0.4)
_BUSY: Mapping[int, float] = {
    **dict(enumerate((2, 11, 15, 14, 11, 5, 10, 11, 9, 5, 1.6, 0.7), start=7)),
    20: 0.4,
    22: 0.2,
    2: 0.1,
}
_UNKNOWN_LATELY, _UNKNOWN_EVER = 0.3, 0.004
_LATELY = timedelta(days=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From when to when work is made up."""

    first: date
    now: datetime


def opened_at(chance: Chance, made: House, days: Days) -> datetime:
    """A minute on which somebody calls: as busy as offices are at that hour and weekday."""
    zone = ZoneInfo(made.client.time_zone)
    last = min(made.client.last or date.max, days.now.date())
    first = max(days.first, made.begun)
    while True:
        day = chance.day(first, last)
        if not chance.happens(_WEEK[day.weekday()] / max(_WEEK)):
            continue
        at = time(chance.weighted(_BUSY), chance.whole(0, 59))
        opened = datetime.combine(day, at, zone).astimezone(UTC)
        if opened < days.now:
            return opened


def usual(chance: Chance, made: House, opened: datetime, now: datetime) -> Draft:
    """One of them, with its facts."""
    kind = chance.weighted(KINDS)
    action = chance.weighted(ACTIONS[kind])
    cause = _cause(chance, kind, lately=now - opened < _LATELY)
    impact, urgency = chance.weighted(IMPACT), chance.weighted(URGENCY)
    facts = _about(chance, made, opened, (kind, action))
    names = _names(chance, made, facts, opened)
    by = facts["person"].name if facts.get("person") else "monitoring"
    ticket = Ticket(
        number=0,
        client=made.client,
        title=_title(chance, (kind, action), facts).format_map(names),
        description=BEFORE[cause] if kind == "incident" else "",
        kind=kind,
        action=action,
        cause=cause,
        impact=impact,
        urgency=urgency,
        priority=priority(impact, urgency),
        opened=opened,
        updated=opened,
        opened_by=by,
        estimate=_estimate(chance, kind, action),
        onsite=chance.happens(0.05) and kind != "proactive",
        after_hours_by="provider" if kind == "proactive" else "client",
        **facts,
    )
    return Draft(house=made, ticket=ticket)


def _cause(chance: Chance, kind: str, *, lately: bool) -> str:
    if kind != "incident":
        return "normal"
    if chance.happens(_UNKNOWN_LATELY if lately else _UNKNOWN_EVER):
        return "unknown"
    return chance.weighted(CAUSES)


def _about(
    chance: Chance, made: House, opened: datetime, what: tuple[str, str]
) -> dict[str, Any]:
    """Who has it, on what, where."""
    kind, action = what
    day = opened.astimezone(ZoneInfo(made.client.time_zone)).date()
    users = made.users_on(day)
    if kind == "proactive":
        thing = chance.pick([*made.shared, *_first_ones(made, users)])
        return {"who": "none", "where": "none", **_on(thing)}
    if kind == "vendor":
        return {"who": "none", "what": "none", "where": "none"}
    person = chance.pick(users)
    where: dict[str, Any] = {"where": "office", "site": person.site or made.sites[0]}
    if person.works_from_home and chance.happens(0.7):
        where = {"where": "home"}
    if action == "train_initial":
        return {
            "who": "listed",
            "person": person,
            **_on(chance.pick(made.programs)),
            **where,
        }
    on = _object(chance, made, person, day)
    return {"who": "listed", "person": person, **on, **where}


def _first_ones(made: House, users: list[Person]) -> list[Thing]:
    return [made.owned[each.pk][0] for each in users if each.pk in made.owned]


def _on(thing: Thing) -> dict[str, Any]:
    return {"what": "listed", "thing": thing}


def _object(chance: Chance, made: House, person: Person, day: date) -> dict[str, Any]:
    sort = chance.weighted(OBJECTS)
    own = [each for each in made.owned.get(person.pk, ()) if each.first <= day]
    among = {
        "printer": [each for each in made.printers if not each.last or each.last >= day],
        "program": made.programs,
        "shared": made.shared,
        "account": [],
        "other": [],
    }.get(sort, [each for each in own if each.kind == sort] or own)
    if among:
        return _on(chance.pick(among))
    if sort == "other":
        return {"what": "other", "thing_name": "own tablet", "thing_kind": "tablet"}
    return {"what": "account"}


def _estimate(chance: Chance, kind: str, action: str) -> int | None:
    """Labour minutes, for requests alone; now and then nobody has told them."""
    if kind != "request" or chance.happens(0.03):
        return None
    middle = 150 if action in BIG else 25
    return 15 * max(1, round(chance.about(middle, 0.6, (10, 1200)) / 15))


def _title(chance: Chance, what: tuple[str, str], facts: Mapping[str, Any]) -> str:
    kind, action = what
    thing = facts.get("thing")
    sort = "vendor" if kind == "vendor" else action
    if action == "fix" and thing is not None and thing.kind == "printer":
        sort = "printer"
    if action == "fix" and thing is not None and thing.kind in ("server", "network"):
        sort = "server"
    titles = TITLES[sort]
    if sort == "fix":
        titles = tuple(each for each in titles if _fits(each, thing))
    return chance.pick(titles)


def _fits(title: str, thing: Thing | None) -> bool:
    """A program is named where the work is on one, a machine where it is on one."""
    is_program = thing is not None and thing.kind == "application"
    if "{program}" in title:
        return is_program
    return "{thing}" not in title or (thing is not None and not is_program)


def _names(
    chance: Chance, made: House, facts: Mapping[str, Any], opened: datetime
) -> dict[str, str]:
    thing = facts.get("thing")
    program = thing if thing and thing.kind == "application" else chance.pick(made.programs)
    return {
        "thing": str(thing or "the computer"),
        "program": str(program),
        "vendor": chance.pick(made.vendors).name,
        "month": f"{opened:%B}",
    }
