"""Any history of work, near all that bulk runs may get wrong."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.kernel.money import Money
from flatwright.domain.records.work import Approval, TimeEntry, WorkItem, WorkObject

PEOPLE = ("ann", "ben", "cat", "dan", "none", "stranger")
SITES = ("hq", "branch", "none", "home", "elsewhere")
THINGS = ("ann-pc", "ann-pad", "ben-pc", "srv", "prt", "old", "broken", "none", "thing")
SPECIAL = (
    *(date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 28), date(2026, 3, 29)),
    *(date(2026, 4, 4), date(2026, 4, 5), date(2026, 10, 3), date(2026, 10, 4)),
    *(date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 31), date(2026, 11, 1)),
    *(date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 30), date(2026, 3, 31)),
    *(date(2026, 4, 29), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)),
)
LENGTHS = (1, 5, 14, 15, 16, 30, 45, 60, 61, 90, 120, 240, 241, 300, 700, 1500)
CLOCKS = (0, 1, 90, 120, 150, 479, 480, 600, 719, 720, 780, 1010, 1019, 1020, 1034, 1425)
YES = tuple(
    Approval(type=kind, by="olivia", at=-(10**9), amount=Money(10**15))
    for kind in ("hourly", "after_hours", "quote")
)


@st.composite
def entries(draw: st.DrawFn, zone: ZoneInfo) -> tuple[TimeEntry, ...]:
    """One to three entries, near one another or days apart, some at the same time."""
    day = draw(st.sampled_from(SPECIAL) | st.dates(date(2026, 1, 30), date(2026, 7, 5)))
    start = utc_minute(zone, day, draw(st.sampled_from(CLOCKS)))
    found = []
    for number in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
        end = start + draw(st.sampled_from(LENGTHS))
        person = draw(st.sampled_from((None, None, None, "ben", "none", "stranger")))
        found.append(
            TimeEntry(start=start, end=end, technician=f"t{number}", person=person)
        )
        gap = draw(st.sampled_from((0, 0, 5, 60, 1440, 40 * 1440)))
        start = draw(st.sampled_from((start, end, end))) + gap
    return tuple(found) if draw(st.booleans()) else tuple(reversed(found))


@st.composite
def works(draw: st.DrawFn, zone: ZoneInfo) -> WorkItem:
    """A piece of work with every yes given; now and then a fact is not known."""
    unknown = draw(st.sampled_from((*("",) * 12, "cause", "person", "object", "action")))
    facts: dict[str, Any] = {
        "cause": draw(st.sampled_from((*("normal",) * 6, "provider", "act_of_god"))),
        "action": draw(
            st.sampled_from(
                (
                    *("fix", "fix", "fix", "howto", "move", "move", "replace_machine"),
                    *("train_initial", "train_initial", "add_machine", "advise"),
                )
            )
        ),
        "person": draw(st.sampled_from(PEOPLE)),
    }
    if unknown and unknown != "object":
        facts[unknown] = "unknown"
    thing = "unknown" if unknown == "object" else draw(st.sampled_from(THINGS))
    return WorkItem(
        **facts,
        kind=draw(
            st.sampled_from(("incident", "incident", "request", "vendor", "proactive"))
        ),
        priority=draw(st.sampled_from(("p1", "p3"))),
        object=WorkObject(name=thing),
        location=draw(st.sampled_from(SITES)),
        onsite=draw(st.booleans()),
        entries=draw(entries(zone)),
        estimate_min=draw(st.sampled_from((None, 30, 60, 61, 240, 241))),
        after_hours_by=draw(
            st.sampled_from(("client", "client", "client", "provider", "unknown"))
        ),
        planned=draw(st.sampled_from((False, False, True))),
        completed=draw(st.sampled_from((True, True, True, False))),
        approvals=YES,
    )


@st.composite
def histories(draw: st.DrawFn, under: Terms) -> list[WorkItem]:
    """A client's history in the order of time."""
    found = draw(st.lists(works(under.zone), min_size=1, max_size=60))
    return sorted(found, key=lambda work: min(entry.start for entry in work.entries))
