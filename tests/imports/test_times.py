from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.imports.history import History
from flatwright.imports.mapping import NumberForm
from flatwright.imports.minutes import in_business_hours, minutes_of, regrouped
from flatwright.imports.rejects import RowRejected
from flatwright.imports.wall_time import WallClock
from tests.imports.conftest import ENTRIES, HEADER

Make = Callable[..., History]
EUROPEAN = WallClock(zone="Europe/London", formats=("%d.%m.%Y %H:%M", "%d.%m.%Y"))
PLAIN = NumberForm()
GROUPED = NumberForm(grouping=",")


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) // 60


@pytest.mark.parametrize(
    "text",
    [
        *("29.02.2027 10:00", "31.04.2026 10:00", "01.13.2026 10:00", "00.01.2026 10:00"),
        *("01.02.2026 24:00", "01.02.2026 10:60", "01.02.1969 10:00", "01.02.9999 10:00"),
        *(
            "02/03/04",
            "44927",
            "1767225600",
            "\u0660\u0661.02.2026",
            "",
            "today",
            "01.02.2026 10:00Z",
        ),
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(RowRejected) as refused:
        EUROPEAN.read(text)
    assert refused.value.code == "bad_date"


def test_two_digit_years_fall_in_the_stated_century() -> None:
    clock = WallClock(zone="UTC", formats=("%d-%b-%y",))
    years = [clock.read(f"02-Nov-{short}").day.year for short in ("04", "69", "70", "99")]
    assert years == [2004, 2069, 1970, 1999]
    later = WallClock(zone="UTC", formats=("%d-%b-%y",), first_year=2000)
    assert later.read("02-Nov-99").day.year == 2099


def test_a_wrong_offset_gives_way_to_the_zone() -> None:
    text = "2026-02-03T10:00:00+09:00"
    kept = WallClock(zone="Europe/London", formats=("iso",))
    ignored = WallClock(zone="Europe/London", formats=("iso",), use_offsets=False)
    assert kept.read(text).at == utc("2026-02-03T01:00")
    assert ignored.read(text).at == utc("2026-02-03T10:00")


def test_an_hour_that_the_clocks_skip_is_read_an_hour_later_and_told(told: Make) -> None:
    gap = EUROPEAN.read("29.03.2026 01:30")
    assert (gap.at, gap.skipped) == (utc("2026-03-29T01:30"), True)  # 02:30 in London
    twice = EUROPEAN.read("25.10.2026 01:30")
    assert (twice.at, twice.skipped) == (utc("2026-10-25T00:30"), False)  # the first of two
    made = told(HEADER + "1,Acme,ann,29/03/2026 01:30,30\n")
    assert any(each.startswith("1 times lie in an hour") for each in made.assumptions)


def test_twelve_hour_clocks_and_month_names() -> None:
    clock = WallClock(zone="UTC", formats=("%b %d %Y %I:%M %p",))
    assert clock.read("Sept 3 2026 12:05 a.m.").at == utc("2026-09-03T00:05")
    assert clock.read("Sep 3 2026 12:05 PM").at == utc("2026-09-03T12:05")
    with pytest.raises(RowRejected, match="1 to 12"):
        clock.read("Sep 3 2026 13:05 PM")


@pytest.mark.parametrize(
    ("text", "unit", "minutes"),
    [
        *(("0.33", "hours", 20), ("1.75", "hours", 105), ("90", "minutes", 90)),
        *(("0.001", "hours", 1), ("25:00", "h:mm", 1500), ("1:30:00", "h:mm", 90)),
    ],
)
def test_durations_are_whole_minutes(text: str, unit: str, minutes: int) -> None:
    assert minutes_of(text, unit, PLAIN) == minutes


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        *(("1:60", "h:mm", "bad_duration"), ("-1", "hours", "negative_effort")),
        *(("0", "hours", "no_effort"), ("1e400", "hours", "bad_number")),
        *(("NaN", "hours", "bad_number"), ("\u0661\u0662\u0663", "minutes", "bad_number")),
        *(("1_000", "minutes", "bad_number"), ("3,871", "minutes", "bad_number")),
        *(("999999", "hours", "effort_too_long"), ("-0", "hours", "no_effort")),
    ],
)
def test_what_is_no_duration_is_refused(text: str, unit: str, code: str) -> None:
    with pytest.raises(RowRejected) as refused:
        minutes_of(text, unit, PLAIN)
    assert refused.value.code == code


def test_regrouped_digits_are_joined_where_the_mapping_says_so(told: Make) -> None:
    assert regrouped("3,87,16,91,111", GROUPED) == "3871691111"
    assert regrouped("Acme, Inc", GROUPED) == "Acme, Inc"
    assert minutes_of("1.234,56", "minutes", NumberForm(decimal=",", grouping=".")) == 1235
    rows = '"3,87,16,91,111",Acme,ann,03/02/2026 10:00,"1,20"\n'
    made = told(HEADER + rows, ENTRIES + "numbers: {grouping: ','}\n")
    assert made.items[0].key == "3871691111"
    assert made.items[0].work.entries[0].end - made.items[0].work.entries[0].start == 120


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 9000))
def test_placed_minutes_add_up_and_keep_to_business_hours(day: date, minutes: int) -> None:
    spans, _ = in_business_hours((day, 540), minutes, "Europe/London")
    assert sum(end - start for start, end in spans) == minutes
    assert all(end <= after for (_, end), (after, _) in pairwise(spans))
    zone = ZoneInfo("Europe/London")
    for start, end in spans:
        first, last = (datetime.fromtimestamp(60 * at, zone) for at in (start, end))
        assert first.weekday() < 5
        assert (
            9 * 60
            <= first.hour * 60 + first.minute
            < last.hour * 60 + last.minute
            <= 17 * 60
        )
