"""What clauses may ask about a minute: facts as told, and what follows from the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.coverage.things import unlisted
from flatwright.domain.kernel.condition import Truth, truth
from flatwright.domain.kernel.days import business_days_between
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import NOBODY, UNKNOWN, WorkItem

LISTED, UNLISTED = "listed", "unlisted"  # answers about a person or a thing
HOME = "home"
_NO_ESTIMATE_NEEDED = ("howto", "move")
_YES_NO = {True: "yes", False: "no"}
WhatIf = Mapping[str, object]  # an answer to each question that is tried
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Situation:
    """One minute's facts; a fact that is not there, or UNKNOWN, is not known."""

    values: Values

    def among(self, fact: str, values: tuple[str, ...]) -> Truth:
        """Whether a fact has one of the values."""
        value = self.values.get(fact, UNKNOWN)
        if value == UNKNOWN:
            return Truth(yes=False, no=False)
        hit = value in values
        return Truth(yes=hit, no=not hit)

    def over(self, fact: str, limit: int) -> Truth:
        """Whether a number is strictly more than the limit; `(least, known)` holds it."""
        number = self.values.get(fact)
        if not isinstance(number, Estimate):
            return Truth(yes=False, no=False)
        more = number.at_least > limit
        return Truth(yes=more, no=number.known and not more)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Labour minutes: exactly, or at least so many."""

    at_least: int
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """What changes from minute to minute within a work item."""

    person: str
    day: int  # ordinal
    hours: str
    day_kind: str
    version: int
    in_force: bool
    suspended: bool


HOURS = ("business", "grace", "after_hours")
DAY_KINDS = ("weekday", "weekend", "holiday")


def holding(terms: Terms, version: int, values: Values) -> int:
    """A bit for each clause of a version that holds, up to one that takes the rest."""
    key = (version, *values.values())
    found = terms.masks.get(key)
    if found is None:
        found = _holding(terms, version, Situation(values))
        if len(terms.masks) < _REMEMBERED:
            terms.masks[key] = found
    return found


_REMEMBERED = 100_000


def _holding(terms: Terms, version: int, situation: Situation) -> int:
    bits = 0
    for place, index in enumerate(terms.under(version)):
        if truth(terms.clauses[index].when, situation).yes:
            bits |= 1 << place
            if terms.limits.limit[index] < 0:
                break
    return bits


def told(work: WorkItem, terms: Terms, version: int, action: str | None = None) -> Values:
    """The facts that are the same for every minute of a work item under one version.

    `action` is the answer that is tried, where it is not known what is done.
    """
    plan = terms.plans[version]
    done = action or _known(terms, "action", work.action)
    values: Values = {
        "kind": work.kind,
        "action": done,
        "cause": _known(terms, "cause", work.cause),
        "priority": work.priority,
        "onsite": _YES_NO[bool(work.onsite)],
        "from_home": _YES_NO[work.location == HOME and not work.onsite],
        "place_listed": _YES_NO[work.location in (*terms.agreement.client.sites, NOBODY)],
        "after_hours_by": work.after_hours_by,
        "estimate_min": _estimate(work, done, plan),
        "over_threshold": _YES_NO[_is_over(work, plan)],
    }
    values |= _object_facts(work, terms, version, done)
    for name in plan.facts:
        if name not in BY_NAME:
            values[name] = _known(terms, name, work.other.get(name, UNKNOWN))
    return values


def answered(values: Values, what_if: WhatIf) -> Values:
    """Told facts with the answers that are tried to those that are not known."""
    made = dict(values)
    for fact, answer in what_if.items():
        if fact == "object":
            made |= zip(OBJECT_FACTS, cast("tuple[str, ...]", answer), strict=True)
            if values["object_listed"] == "yes":  # what the work brings is listed
                made["object_listed"] = "yes"
        elif fact == "estimate_min":
            if not cast("Estimate", values[fact]).known:
                made[fact] = answer
        elif fact in values:
            made[fact] = answer
    return made


def at(
    minute: Minute,
    told_values: Values,
    work: WorkItem,
    under: tuple[Terms, date | None],
    what_if: WhatIf,
) -> Values:
    """All facts of one minute; `under` are the terms and the start that counts."""
    return told_values | {
        "on_roster": on_roster(minute, work, under, what_if),
        "hours": minute.hours,
        "day": minute.day_kind,
        "in_force": _YES_NO[minute.in_force],
        "suspended": _YES_NO[minute.suspended],
    }


def _known(terms: Terms, fact: str, value: str) -> str:
    """A told value, or UNKNOWN where no clause knows it."""
    return value if value in terms.known[fact] else UNKNOWN


def values_of(plan: PlanVersion, fact: str) -> tuple[str, ...]:
    """Every value of a fact that a plan knows."""
    built_in = BY_NAME[fact].values if fact in BY_NAME else ()
    return (*built_in, *plan.facts.get(fact, ()))


def needs_estimate(work: WorkItem, action: str) -> bool:
    """Whether an estimate is missing: a request has one, but not a question or a move."""
    return (
        work.kind == "request"
        and work.estimate_min is None
        and action not in _NO_ESTIMATE_NEEDED
    )


def _estimate(work: WorkItem, action: str, plan: PlanVersion) -> Estimate:
    """The labour minutes asked for, with related requests for the same outcome added."""
    near = work.related_within_days <= plan.projects.related_within.count
    related = sum(work.related_estimates_min) if near else 0
    if action == "move" and work.estimate_min is None:
        return Estimate(0)
    if needs_estimate(work, action):
        return Estimate(related, known=False)
    return Estimate((work.estimate_min or 0) + related)


def _is_over(work: WorkItem, plan: PlanVersion) -> bool:
    """Whether the time worked, with what helpdesk took before, is over `incident_over`."""
    over = plan.projects.incident_over
    worked = sum(entry.end - entry.start for entry in work.entries)
    return over is not None and work.prior.covered_min + worked > over


def on_roster(
    minute: Minute, work: WorkItem, under: tuple[Terms, date | None], what_if: WhatIf
) -> str:
    """Whether the person is a user that day; work for nobody in particular passes."""
    terms, start = under
    person = minute.person
    if person == UNKNOWN:
        person = str(what_if.get("person", UNKNOWN))
    if person == UNKNOWN:
        return UNKNOWN
    if person in (NOBODY, LISTED):
        return "yes"
    if terms.agreement.client.is_user(person, date.fromordinal(minute.day)):
        return "yes"
    if minute.person != work.person:
        return "no"
    if work.confirmed_start == UNKNOWN:
        return str(what_if.get("confirmed_start", UNKNOWN))
    return _YES_NO[start is not None and start.toordinal() <= minute.day]


def joined(work: WorkItem, terms: Terms, minutes: Sequence[Minute]) -> date | None:
    """The confirmed start of the work's person, where it is in time for some minute."""
    start = work.confirmed_start
    if not isinstance(start, date):
        return None
    for minute in minutes:
        if minute.person != work.person:
            continue
        day = date.fromordinal(minute.day)
        if start <= day and _days_since(start, day, terms, minute.version):
            return start
    return None


def _days_since(start: date, day: date, terms: Terms, version: int) -> bool:
    """Whether a day is inside the time in which a start may still be confirmed."""
    plan = terms.plans[version]
    grace = plan.users.joiner_grace
    if not grace.business:
        return (day - start).days <= grace.count
    closed = frozenset(n for n, hours in enumerate(plan.hours.open.days) if not hours)
    if (day - start).days > 7 * (grace.count + 60):
        return False
    return business_days_between(start, day, closed, terms.closed[version]) <= grace.count


def _object_facts(work: WorkItem, terms: Terms, version: int, action: str) -> Values:
    """What the records say of the object: listed or not, whose, and of what kind."""
    name, client = work.object.name, terms.agreement.client
    brought = action == "add_machine" or work.object_will_be_registered
    if name == UNKNOWN:
        thing: Values = dict.fromkeys(OBJECT_FACTS, UNKNOWN)
        return thing | {"object_listed": "yes"} if brought else thing
    listing = terms.things[version].get(name)
    kind, place = listing or unlisted(work.object, client)
    if kind not in terms.known["object_kind"]:
        kind = "other"
    return {
        "object_listed": _YES_NO[listing is not None or brought],
        "object_shared": _YES_NO[name in client.shared],
        "object_kind": kind,
        "object_place": place,
        "end_of_life": _YES_NO[name in client.end_of_life],
        "pre_existing": _YES_NO[name in client.pre_existing],
    }


OBJECT_FACTS = (
    *("object_listed", "object_shared", "object_kind", "object_place"),
    *("end_of_life", "pre_existing"),
)
