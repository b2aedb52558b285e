"""Public holidays of a region, from the `holidays` package."""

from collections.abc import Iterable
from datetime import date

import holidays

from flatwright.domain.kernel.problem import Refusal


def holiday_dates(region: str, years: Iterable[int]) -> frozenset[date]:
    """The public holidays of a region such as US or DE-BY.

    Raises Refusal where the region is not known.
    """
    country, _, part = region.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=years)
    except NotImplementedError as error:  # the library's word for unknown
        says = f'No holidays are known for "{region}". List the dates in the plan instead.'
        raise Refusal(code="unknown_region", says=says) from error
    return frozenset(found)
