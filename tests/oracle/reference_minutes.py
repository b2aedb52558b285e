"""What its time decides about each minute of work: day, version, hours, grace."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.work import WorkItem

OPEN, CLOSE, GRACE = time(8), time(17), timedelta(minutes=15)
HOLIDAYS = {
    date(2026, *day) for day in ((1, 1), (5, 25), (7, 3), (9, 7), (11, 26), (12, 25))
}
FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """One minute of one entry, with all that its time decides."""

    at: int
    entry: int
    day: date
    version: int | None
    nearest: int
    is_business: bool
    is_grace: bool
    is_suspended: bool
    ran_on: bool  # of an entry that ran on past closing


def is_business_day(day: date) -> bool:
    """Monday to Friday, but holidays."""
    return day.weekday() <= FRIDAY and day not in HOLIDAYS


def moment(day: date, clock: time, zone: ZoneInfo) -> int:
    """The UTC minute of a wall clock's first showing of a time."""
    return int(datetime.combine(day, clock, tzinfo=zone).timestamp()) // 60


def ran_on(start: int, end: int, zone: ZoneInfo) -> bool:
    """Whether an entry was running at a closing, and on past it."""
    day = datetime.fromtimestamp(start * 60, zone).date()
    while moment(day, time(0), zone) < end:
        if is_business_day(day) and start < moment(day, CLOSE, zone) < end:
            return True
        day += timedelta(days=1)
    return False


def version_on(day: date, agreement: Agreement) -> int | None:
    """The version in force on a day."""
    if day < agreement.first or (agreement.last and day > agreement.last):
        return None
    began = [each.version for each in agreement.versions if each.first <= day]
    return began[-1] if began else None


def minutes_of(work: WorkItem, agreement: Agreement) -> list[Minute]:
    """Every worked minute, by time and then in the order of the entries."""
    found = []
    zone = ZoneInfo(agreement.client.time_zone)
    for index, entry in enumerate(work.entries):
        did_run_on = ran_on(entry.start, entry.end, zone)
        for at in range(entry.start, entry.end):
            local = datetime.fromtimestamp(at * 60, zone)
            day = local.date()
            works = is_business_day(day)
            close = datetime.combine(day, CLOSE, tzinfo=zone)
            past = works and close <= local < close + GRACE
            version = version_on(day, agreement)
            first, last = agreement.versions[0].version, agreement.versions[-1].version
            nearest = first if day < agreement.first else last
            found.append(
                Minute(
                    at=at,
                    entry=index,
                    day=day,
                    version=version,
                    nearest=nearest if version is None else version,
                    is_business=works and OPEN <= local.time() < CLOSE,
                    is_grace=past and entry.start < int(close.timestamp()) // 60,
                    is_suspended=any(s.first <= day <= s.last for s in agreement.suspended),
                    ran_on=did_run_on,
                )
            )
    return sorted(found, key=lambda minute: (minute.at, minute.entry))
