import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.records.work import TimeEntry
from flatwright.imports.exports import history
from flatwright.imports.history import History
from flatwright.imports.report import DAYS, dry_run, hour_of_week, picture, summary
from tests.imports.conftest import ENTRIES, HEADER, mapping_of

Make = Callable[..., History]
EVENTS = """
mapping: events
title: Events
checked: [made by the test]
rows: event
missing: ["?"]
time: {zone: UTC, formats: [iso]}
columns: {key: Case, event_at: At, state: State, resolved: Resolved, technician: Who}
states: {in_progress: [Active], resolved: [Resolved], passed: [New, Closed]}
model:
  starts: in_progress
  share: 10%
  at_least: 10m
  at_most: {p1: 4h, p3: 1h}
facts:
  client: Acme
  cause: {column: Caused, filled: provider, otherwise: normal, assume: Unless caused.}
  priority: {column: Priority, words: {1 - Critical: p1}, otherwise: p3}
"""
TOP = "Case,At,State,Resolved,Who,Caused,Priority\n"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) // 60


def entry(start: str, minutes: int, who: str = "ann") -> TimeEntry:
    return TimeEntry(start=at(start), end=at(start) + minutes, technician=who)


def test_events_of_a_case_are_one_work_item_with_a_modelled_entry(told: Make) -> None:
    rows = (
        "C1,2026-02-02 09:00,New,?,?,?,3 - Moderate\n"
        "C1,2026-02-02 09:30,Active,?,bob,?,1 - Critical\n"
        "C1,2026-02-02 14:30,Resolved,2026-02-02 14:30,ann,CHG1,1 - Critical\n"
        "C1,2026-02-09 14:30,Closed,2026-02-02 14:30,?,?,1 - Critical\n"
    )
    made = told(TOP + rows, EVENTS)
    (one,) = made.items
    assert one.work.entries == (entry("2026-02-02T09:30", 30),)
    assert (one.work.cause, one.work.priority) == ("provider", "p1")
    assert (one.modelled, one.rows) == (True, (2, 3, 4, 5))
    assert one.work.opened_at == at("2026-02-02T09:00")
    assert "Unless caused." in made.assumptions
    assert any("modelled" in each for each in made.assumptions)
    assert "modelled" in dry_run(made)


def test_a_model_has_a_floor_a_cap_and_a_place_without_an_end(told: Make) -> None:
    rows = (
        "C1,2026-02-02 09:00,Active,?,ann,?,?\nC1,2026-02-02 09:05,Resolved,?,ann,?,?\n"
        "C2,2026-02-02 09:00,Active,?,ann,?,?\nC2,2026-03-02 09:00,Resolved,?,ann,?,?\n"
        "C3,2026-02-02 09:00,New,?,ann,?,?\n"
    )
    entries = [each.work.entries for each in told(TOP + rows, EVENTS).items]
    start = "2026-02-02T09:00"
    assert entries == [(entry(start, 10),), (entry(start, 60),), (entry(start, 10),)]


def test_a_fixed_model_gives_minutes_by_kind_and_priority(told: Make) -> None:
    fixed = EVENTS.replace("share: 10%", "fixed: {incident: {p1: 90m, p3: 25m}}")
    made = told(TOP + "C1,2026-02-02 09:00,Active,?,ann,?,?\n", fixed)
    assert made.items[0].work.entries == (entry("2026-02-02T09:00", 25),)


def test_an_unknown_state_is_kept_aside_and_its_case_goes_on(told: Make) -> None:
    rows = "C1,2026-02-02 09:00,Frozen,?,a,?,?\nC1,2026-02-02 10:00,Active,?,a,?,?\n"
    made = told(TOP + rows, EVENTS)
    assert [each.reason for each in made.rejects] == [
        'the mapping does not know the state "Frozen"',
    ]
    assert made.counts.items == 1


def test_a_case_that_cannot_be_made_gives_back_all_its_rows(told: Make) -> None:
    rows = "C1,2026-02-02 09:00,Active,2026-01-01,a,?,?\nC1,2026-02-02 09:01,New,?,a,?,?\n"
    made = told(TOP + rows, EVENTS)
    assert [(each.row, each.code) for each in made.rejects] == [
        *((2, "ends_before_start"), (3, "ends_before_start")),
    ]
    assert made.rejects[0].raw == "C1,2026-02-02 09:00,Active,2026-01-01,a,?,?"


def test_a_row_for_each_developer_is_one_item_with_several_technicians(told: Make) -> None:
    rows = "1,Acme,ann,03/02/2026 10:00,30\n1,Acme,bob,03/02/2026 10:00,45\n"
    made = told(HEADER + rows)
    start = "2026-02-03T10:00"
    assert made.items[0].work.entries == (entry(start, 30), entry(start, 45, "bob"))


def test_a_date_without_a_clock_time_is_placed_in_business_hours(told: Make) -> None:
    rows = "1,Acme,ann,06/02/2026,500\n1,Acme,bob,07/02/2026,60\n1,Acme,ann,06/02/2026,10\n"
    made = told(HEADER + rows)
    assert made.items[0].date_only
    assert made.items[0].work.entries == (
        entry("2026-02-06T09:00", 480),  # Friday is full
        entry("2026-02-09T09:00", 20),  # Monday
        entry("2026-02-09T09:00", 60, "bob"),  # Saturday's work
        entry("2026-02-09T09:20", 10),
    )
    assert any("no clock time" in each for each in made.assumptions)
    assert sum(map(sum, hour_of_week(made))) == 0
    assert "no picture" in dry_run(made)


def test_a_technician_works_once_at_a_time(told: Make) -> None:
    rows = "1,Acme,ann,03/02/2026 10:00,30\n1,Acme,ann,03/02/2026 10:29,5\n"
    made = told(HEADER + rows)
    assert [(each.row, each.code) for each in made.rejects] == [(3, "overlapping_entries")]
    assert made.items[0].rows == (2,)


def test_keys_may_stand_once_for_each_client(told: Make) -> None:
    rows = "1,Acme,ann,03/02/2026 10:00,30\n1,Bolt,ann,03/02/2026 10:00,30\n"
    assert told(HEADER + rows).counts.keys == 1
    made = told(HEADER + rows, ENTRIES + "keys: client\n")
    assert [(each.client, each.key) for each in made.items] == [
        ("Acme", "1"),
        ("Bolt", "1"),
    ]


def test_an_item_told_twice_in_other_words_is_kept_aside(told: Make) -> None:
    rows = "1,Acme,ann,03/02/2026 10:00,30\n1,Acme,bob,03/02/2026 10:00,30\n"
    made = told(HEADER + rows, ENTRIES.replace("rows: entry", "rows: item"))
    assert [each.code for each in made.rejects] == ["key_again"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",Acme,ann,03/02/2026 10:00,30", "no_key"),
        ("1,,ann,03/02/2026 10:00,30", "missing_fact"),
        ("1,Acme,ann,,30", "no_date"),
        ("1,Acme,ann,03/02/2026 10:00,", "no_effort"),
        ("1,Acme,ann,03/02/2026 10:00,0", "no_effort"),
        ("1,Acme,ann,03/02/2026 10:00,-5", "negative_effort"),
    ],
)
def test_each_bad_row_has_its_reason(told: Make, row: str, code: str) -> None:
    made = told(f"{HEADER}{row}\n")
    assert [(each.code, each.raw) for each in made.rejects] == [(code, row)]
    assert code in dry_run(made)
    assert json.loads(json.dumps(summary(made)))["rejects"] == {code: 1}


def test_a_companion_is_joined_by_its_key_and_stays_beside_the_export(
    tmp_path: Path,
) -> None:
    text = ENTRIES + "file: {companion: {file: dates.csv, key: Ticket}}\n"
    export = tmp_path / "tasks.csv"
    export.write_text("Ticket,Client,Who,Minutes\n1,Acme,ann,30\n2,Acme,ann,30\n")
    with pytest.raises(Refusal, match="not beside"):
        history(export, mapping_of(text))
    (tmp_path / "dates.csv").write_text("Ticket,Start\n1,03/02/2026 10:00\n")
    made = history(export, mapping_of(text))
    assert [each.work.entries for each in made.items] == [(entry("2026-02-03T10:00", 30),)]
    assert [(each.row, each.code) for each in made.rejects] == [(3, "no_date")]
    for name in ("../dates.csv", "/etc/passwd", ".."):
        with pytest.raises(Refusal, match="beside"):
            history(export, mapping_of(text.replace("dates.csv", name)))


def test_the_picture_shows_local_hours_so_a_wrong_zone_is_seen(told: Make) -> None:
    made = told(HEADER + "1,Acme,ann,03/07/2026 09:00,30\n")
    assert hour_of_week(made)[4][9] == 1
    shown = picture(hour_of_week(made)).splitlines()
    assert [line[:3] for line in shown] == ["   ", *DAYS]
    assert shown[5] == "Fri  |" + " " * 18 + "██" + " " * 28 + "| 1"
    elsewhere = told(
        HEADER + "1,Acme,ann,03/07/2026 09:00,30\n",
        ENTRIES.replace("Europe/London", "Asia/Tokyo"),
    )
    assert elsewhere.items[0].work.entries != made.items[0].work.entries
