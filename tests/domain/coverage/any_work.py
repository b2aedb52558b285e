"""Any piece of work for northwind: facts near all that the reference plan tells apart."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import money
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.work import (
    Approval,
    Goodwill,
    Material,
    PriorUse,
    TimeEntry,
    WorkItem,
    WorkObject,
)
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.plan_shelf import shelf, terms_of

NORTHWIND = Path(__file__).with_name("northwind.yaml")
CHICAGO = ZoneInfo("America/Chicago")


def northwind() -> tuple[Agreement, Terms]:
    """The client of the examples, and their terms."""
    agreement, problems = read_agreement(NORTHWIND.name, NORTHWIND.read_text("utf-8"))
    assert agreement is not None, problems
    return agreement, terms_of(agreement, shelf())


DAYS = (
    *("2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02", "2026-02-03", "2026-02-06"),
    *("2026-02-07", "2026-03-07", "2026-03-08", "2026-03-09", "2026-03-13", "2026-03-16"),
    *("2026-04-09", "2026-04-30", "2026-05-01", "2026-05-25", "2026-06-30", "2026-07-01"),
    *("2026-07-03", "2026-09-30", "2026-10-01", "2026-10-05", "2026-10-10", "2026-10-12"),
    *("2026-10-31", "2026-11-01", "2026-11-02", "2026-12-31", "2027-01-01", "2027-01-04"),
)
TIMES = (
    *("00:00", "00:30", "01:10", "01:30", "06:00", "07:40", "08:00", "09:00", "10:00"),
    *("13:00", "15:50", "16:30", "16:50", "17:00", "17:05", "17:14", "17:15", "18:00"),
    *("20:00", "22:00", "23:00", "23:40", "23:59"),
)
LENGTHS = (1, 5, 10, 14, 15, 16, 20, 30, 45, 59, 60, 61, 90, 120, 150, 239, 240, 241, 300)
NEARLY = (0, 0, 0, 0, 1, 10, 15, 16, 30, 59, 60)
ACTIONS = (
    *("fix", "fix", "fix", "howto", "restore", "restore_file", "reinstall", "change"),
    *("account_change", "order", "advise", "patch", "monitor", "report", "add_machine"),
    *("new_software", "major_upgrade", "building_move", "restoration_pm", "move", "move"),
    *("replace_machine", "train_initial", "train_initial", "train_other", "dance"),
    "unlicensed_software",
)
CAUSES = ("normal", "normal", "normal", "normal", "user_error", "provider", "act_of_god")
KINDS = ("incident", "incident", "request", "request", "vendor", "proactive")
ROSTER = ("alice", "alice", "bob", "erin", "frank", "gina", "olivia", "pat")
PEOPLE = (*ROSTER, "none", "none", "henry", "zoe")
OBJECTS = (
    *("alice-pc", "alice-pc", "alice-pc2", "alice-phone", "bob-pc", "erin-pc", "frank-pc"),
    *("gina-pc", "conf-pc", "srv1", "srv1", "nas1", "wifi1", "p-hq1", "pp-bob", "hp-gina"),
    *("none", "account", "dave-home-pc", "new-pc", "henry-pc", "hp-dave", "p-hq9"),
)
UNKNOWABLE = ("cause", "person", "confirmed_start", "object", "action")
UNKNOWABLE_TOO = ("after_hours_by", "estimate_min")


def at(day: str, clock: str) -> int:
    """The UTC minute of Chicago's wall clock."""
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), CHICAGO)
    return int(local.astimezone(UTC).timestamp()) // 60


@st.composite
def entries(draw: st.DrawFn, most: int = 4) -> tuple[TimeEntry, ...]:
    """One to four entries of one or two technicians, near one another, none overlapping."""
    start = at(draw(st.sampled_from(DAYS)), draw(st.sampled_from(TIMES)))
    free = {"t1": start, "t2": start}
    found = []
    for _ in range(draw(st.integers(1, most))):
        who = draw(st.sampled_from(("t1", "t1", "t2")))
        gap = draw(st.sampled_from((0, 0, 0, 1, 20, 60, 14 * 60, 1440, 3 * 1440)))
        end = free[who] + gap + draw(st.sampled_from(LENGTHS))
        whose = draw(st.sampled_from((None, None, None, "bob", "carol", "zoe", "none")))
        found.append(
            TimeEntry(start=free[who] + gap, end=end, technician=who, person=whose)
        )
        free[who] = end
    return tuple(found)


def approvals(times: tuple[TimeEntry, ...]) -> st.SearchStrategy[tuple[Approval, ...]]:
    """Yeses of every sort before, at and after the entries' starts."""
    first = min((entry.start for entry in times), default=at("2026-02-03", "10:00"))
    near = [each.start + gap for each in times for gap in (-1, 0, 1, 15, 60, 240)]
    amounts = st.sampled_from(("100", "247.5", "330", "400", "999.99", "1000", "1000.01"))
    one = st.builds(
        Approval,
        type=st.sampled_from(("hourly", "after_hours", "quote", "quote", "purchase")),
        by=st.sampled_from(("pat", "pat", "olivia", "alice")),
        at=st.sampled_from([first - 1440, first - 1440, *near]),
        amount=st.none() | amounts.map(lambda text: money(Decimal(text), "USD")),
        fixed=st.sampled_from((False, False, True)),
    )
    return st.lists(one, max_size=4).map(in_order)


def in_order(found: list[Approval]) -> tuple[Approval, ...]:
    """As they were given."""
    return tuple(sorted(found, key=lambda approval: approval.at))


def materials() -> st.SearchStrategy[tuple[Material, ...]]:
    """Nothing mostly; else a part or two."""
    amounts = st.sampled_from(("0.01", "19.99", "120"))
    part = st.builds(
        Material,
        item=st.sampled_from(("ssd", "licence")),
        amount=amounts.map(lambda text: money(Decimal(text), "USD")),
        under_warranty=st.booleans(),
    )
    return st.just(()) | st.just(()) | st.lists(part, max_size=2).map(tuple)


def prior() -> st.SearchStrategy[PriorUse]:
    """What was used before, near each limit."""
    codes = st.fixed_dictionaries(
        {}, optional={code: st.sampled_from(NEARLY) for code in ("triage", "mitigation")}
    )
    used = st.builds(
        PriorUse,
        covered_min=st.sampled_from((0, 0, 1, 200, 239, 240)),
        training_min=st.sampled_from(NEARLY),
        moves=st.dictionaries(
            st.sampled_from(("alice", "bob", "zoe")), st.integers(0, 2), max_size=2
        ),
        by_code=codes,
    )
    return st.just(PriorUse()) | used


def goodwill() -> st.SearchStrategy[Goodwill | None]:
    """None mostly; with and without a reason, a name, an amount."""
    amounts = st.sampled_from((None, None, "0", "50", "112.5", "5000", "-1"))
    given = st.builds(
        Goodwill,
        by=st.sampled_from(("service_manager", "service_manager", "")),
        reason=st.sampled_from(("courtesy", "courtesy", "", " ")),
        amount=amounts.map(lambda text: text and money(Decimal(text), "USD")),
    )
    return st.none() | st.none() | given


def objects() -> st.SearchStrategy[WorkObject]:
    """By name, or with kind and place."""
    told = st.builds(
        WorkObject,
        name=st.sampled_from(("something", "alice-pc", "p-hq1", "printer in the hall")),
        kind=st.sampled_from(("computer", "printer", "phone")),
        place=st.sampled_from((None, "home", "central")),
    )
    named = st.sampled_from(OBJECTS).map(lambda name: WorkObject(name=name))
    return named | named | named | told


def starts(times: tuple[TimeEntry, ...]) -> st.SearchStrategy[date | None]:
    """No start mostly; else within three weeks of the first entry."""
    first = min((entry.start for entry in times), default=at("2026-02-03", "10:00"))
    day = datetime.fromtimestamp(first * 60, CHICAGO).date()
    near = st.integers(-18, 3).map(lambda days: day + timedelta(days=days))
    return st.none() | st.none() | near


@st.composite
def unknowns(draw: st.DrawFn, most: int = 3) -> dict[str, Any]:
    """A few facts that nobody has told."""
    if draw(st.booleans()):
        return {}
    every = st.sampled_from((*UNKNOWABLE, *UNKNOWABLE_TOO))
    names = draw(st.sets(every, max_size=most))
    found: dict[str, Any] = dict.fromkeys(sorted(names), "unknown")
    if "object" in found:
        found["object"] = WorkObject(name="unknown")
    if "estimate_min" in found:
        found |= {"estimate_min": None, "kind": "request"}
    return found


@st.composite
def works(draw: st.DrawFn) -> WorkItem:
    """Any piece of work."""
    times = draw(entries())
    near_limit = st.sampled_from((0, 60, 180, 239, 240, 241, 300))
    related = st.just(()) | st.lists(st.sampled_from((60, 181, 240)), max_size=2).map(tuple)
    facts: dict[str, Any] = {
        "kind": draw(st.sampled_from(KINDS)),
        "action": draw(st.sampled_from(ACTIONS)),
        "cause": draw(st.sampled_from((*CAUSES, "third_party", "unauthorised_change"))),
        "priority": draw(st.sampled_from(("p1", "p3"))),
        "person": draw(st.sampled_from(PEOPLE)),
        "object": draw(objects()),
        "location": draw(st.sampled_from(("hq", "hq", "hq", "branch", "home", "none"))),
        "onsite": draw(st.sampled_from((False, False, False, True))),
        "entries": times,
        "estimate_min": draw(near_limit | st.none()),
        "related_estimates_min": draw(related),
        "related_within_days": draw(st.sampled_from((0, 30, 31))),
        "after_hours_by": draw(st.sampled_from(("client", "client", "provider"))),
        "planned": draw(st.sampled_from((False, False, True))),
        "completed": draw(st.sampled_from((True, True, True, False))),
        "approvals": draw(approvals(times)),
        "materials": draw(materials()),
        "confirmed_start": draw(starts(times)),
        "object_will_be_registered": draw(st.sampled_from((False, False, True))),
        "prior": draw(prior()),
        "goodwill": draw(goodwill()),
    }
    facts |= draw(unknowns())
    if facts["person"] == "unknown":  # whose start is confirmed is then not known either
        facts["entries"] = tuple(replace(e, person=on_roster(e.person)) for e in times)
    return WorkItem(**facts)


def on_roster(person: str | None) -> str | None:
    """Somebody on the roster for somebody who is not."""
    return "bob" if person == "zoe" else person
