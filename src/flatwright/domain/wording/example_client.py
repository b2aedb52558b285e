"""A small client made up from a plan: enough of each thing that its clauses tell apart."""

from datetime import date, timedelta
from typing import Final

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.days import month_later
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement, Suspension, VersionInForce
from flatwright.domain.records.client import Client, Days, Device, Printer
from flatwright.domain.records.work import NOBODY, WorkObject

USER: Final = "Ana"
STRANGER: Final = "somebody who is not a user"
SITE: Final = "your office"
ELSEWHERE: Final = "a place that is not on your list"
APPROVER: Final = "you"
_OLD, _FAULTY = (
    "a server that its maker no longer supports",
    "a switch that was faulty at the start",
)
_UNLISTED: Final = " that is not on your list"
_YEAR: Final = 2026


def example_terms(plan: PlanVersion) -> Terms:
    """The plan as an agreement with the example's client."""
    holidays = plan.hours.holidays
    dates = () if isinstance(holidays, str) else holidays
    first = date(min((each.year for each in dates), default=_YEAR), 1, 1)
    last = month_later(first, 12) - timedelta(days=1)
    agreement = Agreement(
        client=_client(plan, first),
        first=first,
        last=last,
        versions=(VersionInForce(plan=plan.plan, version=plan.version, first=first),),
        suspended=(Suspension(first=last - timedelta(days=20), last=last),),
    )
    a_holiday = frozenset({first + timedelta(days=100)})
    regions = {holidays: a_holiday} if isinstance(holidays, str) else {}
    return terms(agreement, [plan], regions)


def things(plan: PlanVersion) -> tuple[WorkObject, ...]:
    """What the example's work may be done on, the usual first."""
    listed = [WorkObject(name=name) for name in (_usual(plan), *_named(plan))]
    unlisted = [
        WorkObject(name=f"{_a(kind)}{_UNLISTED}", kind=kind) for kind in _kinds(plan)
    ]
    printers = [
        WorkObject(name=f"{name}{_UNLISTED}", kind="printer", place=place)
        for place, name in _PRINTER_AT.items()
    ]
    home = WorkObject(name="a user's own computer at home", kind="computer", place="home")
    return (*listed, *unlisted, *printers, home)


def _client(plan: PlanVersion, first: date) -> Client:
    usual = _usual(plan)
    shared = {name: Device(name=name, kind=kind) for name, kind in _shared(plan).items()}
    return Client(
        name="the example",
        time_zone="UTC",
        sites=frozenset({SITE}),
        approvers={APPROVER: None},
        roster={USER: (Days(first=first),)},
        devices={} if usual == NOBODY else {USER: (Device(name=usual, kind=_owned(plan)),)},
        shared=shared,
        printers={
            name: Printer(name=name, place=place) for place, name in _PRINTER_AT.items()
        },
        applications=frozenset({_APPLICATION}),
        end_of_life=frozenset({_OLD}),
        pre_existing=frozenset({_FAULTY}),
    )


_PRINTER_AT = {
    "central": "a central printer",
    "personal": "a personal printer",
    "home": "a printer at a user's home",
}
_APPLICATION = "a listed program"


def _owned(plan: PlanVersion) -> str:
    """The kind of a user's first device: a computer, wherever the plan counts one."""
    counted = plan.users.devices
    if isinstance(counted, dict):
        return next((kind for kind, count in counted.items() if count), "")
    return "computer" if counted else ""


def _usual(plan: PlanVersion) -> str:
    """What most work is done on: a user's first device, or nothing in particular."""
    kind = _owned(plan)
    return f"a user's {kind}" if kind else NOBODY


def _shared(plan: PlanVersion) -> dict[str, str]:
    shared = {f"{_a(kind)} that you share": kind for kind in _kinds(plan)}
    return {**shared, _OLD: "server", _FAULTY: "network"}


def _named(plan: PlanVersion) -> tuple[str, ...]:
    return (*_shared(plan), *_PRINTER_AT.values(), _APPLICATION, "account", NOBODY)


def _kinds(plan: PlanVersion) -> tuple[str, ...]:
    """Kinds of things, the owner's own among them."""
    known = (*BY_NAME["object_kind"].values, *plan.facts.get("object_kind", ()))
    return tuple(kind for kind in known if kind != "account")


def _a(kind: str) -> str:
    named = {"network": "network equipment", "other": "a thing of another kind"}
    word = kind.replace("_", " ")
    article = "an" if word[0] in "aeiou" else "a"
    return named.get(kind, f"{article} {word}")
