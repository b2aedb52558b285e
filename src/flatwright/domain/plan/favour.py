"""Whom a changed setting favours, where that is plain from the setting alone."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from flatwright.domain.plan.written import Days


class Favours(Enum):
    """Who is better off after a change."""

    CLIENT = "client"
    PROVIDER = "provider"
    UNCLEAR = "unclear"


_MORE_IS_FOR_CLIENT = {
    *("devices", "joiner_grace", "closing_grace", "standing_authority", "request_over"),
    *("incident_over", "warranty", "triage", "included"),
    *("p1_of_excluded_cause", "per_person_per_year", "per_installation"),
    *("monitoring", "patching", "base_includes"),
}
_MORE_IS_FOR_PROVIDER = {
    *("minimum", "rate", "multiple", "surcharge", "fixed", "weekend", "holiday"),
    *("hourly", "rounding", "markup", "per_user", "per_computer", "per_server"),
    *("per_site", "per_printer", "base", "lines", "minimum_amount", "at_most", "fee"),
    *("of_monthly", "respond", "resolve", "leaver_notice", "every"),
    *("holidays", "kinds", "by_nature"),
}
_WORDS = (  # from what the client pays for to what the fee pays for
    ("hourly", "project", "none", "declined", "billed", "false"),
    ("listed",),
    ("covered", "included", "managed", "unlimited", "all", "true"),
)
_NO_DIRECTION = {"title", "says", "renews", "finding", "reason"}
_OFTEN = ("none", "yearly", "half_yearly", "quarterly", "monthly", "weekly", "daily")


def favoured(path: tuple[str, ...], old: Any, new: Any) -> Favours:
    """Who is better off, where the setting has a plain direction."""
    more = None if path[-1] in _NO_DIRECTION else _is_more(old, new)
    if more is None:
        return Favours.UNCLEAR
    names = {*path[-2:]}
    is_plain = isinstance(new, str | bool) or path == ("replacements", "per_user")
    if is_plain or path[-1] in _MORE_IS_FOR_CLIENT:
        for_client = more
    elif names & _MORE_IS_FOR_PROVIDER:
        for_client = not more
    elif names & _MORE_IS_FOR_CLIENT:
        for_client = more
    else:
        return Favours.UNCLEAR
    return Favours.CLIENT if for_client else Favours.PROVIDER


def _is_more(old: Any, new: Any) -> bool | None:
    """Whether it is more than it was; None where that cannot be told."""
    match old, new:
        case ((str() | bool()), (str() | bool())):
            return _is_better_word(str(old).lower(), str(new).lower())
        case ((int() | Decimal()), (int() | Decimal())):
            return new > old
        case Days(), Days() if old.business == new.business:
            return new.count > old.count
        case tuple(), tuple() if _are_words(old) and _are_words(new):
            return _is_larger(set(old), set(new))
        case _:
            return None


def _is_better_word(old: str, new: str) -> bool | None:
    if old in _OFTEN and new in _OFTEN:
        return _OFTEN.index(new) > _OFTEN.index(old)
    ranks = [n for word in (old, new) for n, each in enumerate(_WORDS) if word in each]
    if len(ranks) < 2 or ranks[0] == ranks[1]:  # noqa: PLR2004 - one for each
        return None
    return ranks[1] > ranks[0]


def _are_words(values: tuple[Any, ...]) -> bool:
    return all(isinstance(each, str | date) for each in values)


def _is_larger(old: set[Any], new: set[Any]) -> bool | None:
    return True if old < new else False if new < old else None
