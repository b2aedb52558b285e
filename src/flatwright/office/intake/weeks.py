"""Work by hour of the week, by which a wrong time zone is seen at once."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flatwright.imports.business.records import Record


def week_of(records: Iterable[Record], name: str, zone: str) -> list[list[int]]:
    """How many records begin in each local hour, Monday first."""
    place = ZoneInfo(zone)
    counts: Counter[tuple[int, int]] = Counter()
    for record in records:
        local = datetime.fromisoformat(record.values[name]).astimezone(place)
        counts[local.weekday(), local.hour] += 1
    return [[counts[day, hour] for hour in range(24)] for day in range(7)]
