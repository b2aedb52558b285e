"""An agreement that began five years ago and has no end is decided to this day."""

from dataclasses import replace
from datetime import date

import pytest

from flatwright.bulk.prepared import prepared, reaching
from flatwright.domain.coverage.decision import Status
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.records.client import Days
from flatwright.domain.records.work import WorkItem
from tests.bulk.any_history import YES
from tests.bulk.made import CLIENTS, FIRST, made_terms, made_work
from tests.bulk.test_bulk_equals_single import in_bulk, one_by_one, rows_of

BEGAN = date(2021, 1, 31)
YEAR = (FIRST - BEGAN).days * 1440 // 5  # in minutes
EACH = 40  # work items of a year


def endless(client: str) -> Terms:
    """The agreement of a made client, begun five years earlier and never ended."""
    made = made_terms(client)
    agreement = made.agreement
    roster = dict.fromkeys(agreement.client.roster, (Days(first=BEGAN),))
    (version,) = agreement.versions
    without_end = replace(
        agreement,
        client=replace(agreement.client, roster=roster, approvers={"olivia": None}),
        first=BEGAN,
        last=None,
        versions=(replace(version, first=BEGAN),),
    )
    return terms(without_end, made.plans, made.regions)


def work_of_years(client: str) -> list[WorkItem]:
    """Some work of the first year, of each that followed, and of this one; all approved."""
    works = made_work(client, EACH)
    return [moved(work, years) for years in range(-5, 1) for work in works]


def moved(work: WorkItem, years: int) -> WorkItem:
    entries = tuple(
        replace(each, start=each.start + years * YEAR, end=each.end + years * YEAR)
        for each in work.entries
    )
    return replace(work, key=f"{work.key} {years}", entries=entries, approvals=YES)


def last_minute(works: list[WorkItem]) -> int:
    return max(entry.end for work in works for entry in work.entries)


@pytest.mark.parametrize("client", CLIENTS[:4])
def test_the_bulk_run_and_the_single_decision_say_the_same_in_every_year(
    client: str,
) -> None:
    under, works = endless(client), work_of_years(client)
    lines, singly = in_bulk(works, reaching(under, last_minute(works)))
    decisions = one_by_one(works, under)
    this_year = [each.status for each in decisions[-EACH:]]
    assert this_year.count(Status.DECIDED) > EACH // 2
    assert all(each.version is not None for each in decisions[-EACH:] if each.lines)
    for item, decision in enumerate(decisions):
        told = rows_of(singly[item]) if item in singly else lines.get(item, [])
        assert told == rows_of(decision)


def test_a_calendar_that_reaches_is_left_as_it_is() -> None:
    under = endless(CLIENTS[0])
    assert reaching(under, under.calendar.at[0] + 1440) is under
    ended = made_terms(CLIENTS[0])
    assert reaching(ended, ended.calendar.at[-2] + 1440) is ended


def test_a_longer_calendar_has_the_days_that_its_span_tells() -> None:
    under = endless(CLIENTS[0])
    longer = reaching(under, under.calendar.at[-2] + 900 * 1440)
    assert prepared(longer).calendar.at.tolist() == list(longer.calendar.at)
