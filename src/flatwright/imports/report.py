"""What a dry run shows before anything is kept: counts, rejects, hours of the week."""

from collections import Counter
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from flatwright.imports.history import History, HistoryItem

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EXAMPLES = 3
_SHADES = " ·░▒▓█"
_RAW = 80


def hour_of_week(told: History) -> tuple[tuple[int, ...], ...]:
    """Work items by local weekday and hour in which they were opened, or first worked on.

    Those with a date and no clock time are not counted: they would show our own hours.
    """
    zone = ZoneInfo(told.zone)
    counts = Counter(
        (local.weekday(), local.hour)
        for each in told.items
        if (at := _moment(each)) is not None
        for local in (_local(at, zone),)
    )
    return tuple(tuple(counts[day, hour] for hour in range(24)) for day in range(7))


def _moment(each: HistoryItem) -> int | None:
    if each.date_only:
        return None
    if each.work.opened_at is not None:
        return each.work.opened_at
    return each.work.entries[0].start if each.work.entries else None


def _local(minute: int, zone: ZoneInfo) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - one name for it here
    return (epoch + timedelta(minutes=minute)).astimezone(zone)


def picture(counts: tuple[tuple[int, ...], ...]) -> str:
    """Hours of the week in shades: a wrong zone is seen at once."""
    most = max(max(row) for row in counts)
    if most == 0:
        return "No row has a clock time: there is no picture of the week."
    lines = ["      " + "".join(f"{hour:<4}" for hour in range(0, 24, 2)).rstrip()]
    for name, row in zip(DAYS, counts, strict=True):
        cells = "".join(_shade(count, most) * 2 for count in row)
        lines.append(f"{name}  |{cells}| {sum(row):,}")
    return "\n".join(lines)


def _shade(count: int, most: int) -> str:
    """No shade for none; at least the lightest for one."""
    steps = len(_SHADES) - 1
    return _SHADES[-(-count * steps // most)]


def dry_run(told: History) -> str:
    """The report on an import, as text."""
    parts = [_headline(told), _counts(told), _rejects(told)]
    parts.append("Assumptions:\n" + "\n".join(f"  - {each}" for each in told.assumptions))
    parts.append(
        f"Opened, by hour of the week ({told.zone}):\n{picture(hour_of_week(told))}"
    )
    return "\n\n".join(parts)


def _headline(told: History) -> str:
    return f"{told.source}: {told.title}"


def _counts(told: History) -> str:
    counts = told.counts
    clients = len({each.client for each in told.items})
    hours = sum(
        entry.end - entry.start for each in told.items for entry in each.work.entries
    )
    rows = [
        ("rows read", counts.read, ""),
        ("  used", counts.used, ""),
        ("  repeated word for word", counts.duplicates, ""),
        ("  kept aside", counts.rejected, ""),
        ("work items", counts.items, f"of {counts.keys:,} named, {clients:,} clients"),
        ("  minutes modelled", counts.modelled, "" if counts.modelled == 0 else "modelled"),
        ("  date without a clock time", counts.date_only, ""),
        ("labour hours", (hours + 30) // 60, "modelled" if counts.modelled else ""),
    ]
    return "\n".join(
        f"{name:<28}{number:>10,}  {note}".rstrip() for name, number, note in rows
    )


def _rejects(told: History) -> str:
    if not told.rejects:
        return "No row was kept aside."
    lines = ["Kept aside:"]
    for code, count in Counter(each.code for each in told.rejects).most_common():
        lines.append(f"  {code}: {count:,}")
        shown = [each for each in told.rejects if each.code == code][:EXAMPLES]
        lines += [
            f"    row {each.row}: {each.reason}\n      {_short(each.raw)}" for each in shown
        ]
    return "\n".join(lines)


def _short(raw: str) -> str:
    """A row as one printable line: what it holds must not steer a terminal."""
    shown = "".join(char if char.isprintable() else "·" for char in raw[: _RAW + 1])
    return shown if len(shown) <= _RAW else f"{shown[:_RAW]}…"


def summary(told: History) -> dict[str, object]:
    """The same for a program: counts, rejects by code, assumptions, hours of the week."""
    return {
        "source": told.source,
        "title": told.title,
        "zone": told.zone,
        "counts": asdict(told.counts),
        "clients": len({each.client for each in told.items}),
        "rejects": dict(Counter(each.code for each in told.rejects).most_common()),
        "assumptions": list(told.assumptions),
        "hour_of_week": [list(row) for row in hour_of_week(told)],
    }
