"""What became of cases: one line each, and what differs."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flatwright.cli.json_text import decimal_text
from flatwright.cli.pages import layout
from flatwright.imports.cases_text import CaseResult


def page(results: Sequence[CaseResult]) -> Iterator[Any]:
    """Every case with its title; then what was expected and got, where that differs."""
    yield layout.columns([_line(each) for each in results])
    yield from differences(results)
    failed = sum(bool(each.differs) for each in results)
    yield layout.said("")
    yield layout.said(tally(len(results), failed), layout.BAD if failed else layout.GOOD)


def tally(count: int, failed: int) -> str:
    """How many cases are as expected, in a sentence."""
    if failed:
        return f"{failed} of {count} cases are not as expected."
    return (
        f"All {count} cases are as expected." if count > 1 else "The case is as expected."
    )


def differences(results: Sequence[CaseResult]) -> Iterator[Any]:
    """For each case that failed: its key, what was expected, what was got."""
    for each in results:
        if not each.differs:
            continue
        yield layout.heading(f"{each.case.id}: {each.case.title}")
        for key in each.differs:
            yield layout.columns(
                [
                    (f"{key} expected", written(each.case.expect[key])),
                    (f"{key} got", written(each.got[key])),
                ]
            )


def written(value: Any) -> str:
    """A value as a cases file would have it."""
    match value:
        case None:
            return "null"
        case Mapping():
            pairs = (f"{key}: {written(part)}" for key, part in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
        case Decimal():
            return decimal_text(value)
        case _:
            return str(value)


def _line(result: CaseResult) -> tuple[layout.Cell, ...]:
    mark = (
        layout.said("FAILED", layout.BAD)
        if result.differs
        else layout.said("ok", layout.GOOD)
    )
    return mark, result.case.id, result.case.title
