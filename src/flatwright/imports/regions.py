"""Regions of public holidays: which there are, and the one of a time zone."""

from functools import cache
from importlib import resources

import holidays
from holidays.registry import COUNTRIES

from flatwright.domain.plan.week import REGION


def is_region(told: str) -> bool:
    """Whether a plan may name it, and its holidays are known."""
    country, _, part = told.partition("-")
    try:
        REGION.parse(told)
        holidays.country_holidays(country, subdiv=part or None)
    except (ValueError, NotImplementedError):  # the library's word for unknown
        return False
    return True


def region_of(zone: str) -> str:
    """The country of a time zone such as Europe/Berlin; nothing where there is none."""
    found = _countries_of_zones().get(zone, "")
    return found if found in countries() else ""


@cache
def countries() -> dict[str, str]:
    """The countries whose holidays are known, by their two letters."""
    names = {row[0]: row[1] for row in _table("iso3166.tab")}
    known = {codes[1] for codes in COUNTRIES.values()}
    return {code: names.get(code, code) for code in sorted(known)}


def parts_of(country: str) -> dict[str, str]:
    """The regions of a country with holidays of their own, such as DE-BY."""
    if country not in countries():
        return {}
    known = holidays.country_holidays(country)
    names = {code: name for name, code in known.subdivisions_aliases.items()}
    codes = {part: f"{country}-{part}" for part in known.subdivisions}
    return {code: names.get(part, part) for part, code in codes.items() if is_region(code)}


@cache
def _countries_of_zones() -> dict[str, str]:
    return {row[2]: row[0] for row in _table("zone.tab")}


def _table(name: str) -> list[list[str]]:
    path = resources.files("tzdata") / "zoneinfo" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
