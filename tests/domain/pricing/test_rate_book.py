"""A rate book is a text: read whole, or refused with every problem."""

from decimal import Decimal

import pytest

from flatwright.domain.pricing.rate_book import DemandClass, read_rate_book
from flatwright.imports.rate_texts import example_file
from tests.domain.pricing.some import EXAMPLE

TEXT = example_file().read_text(encoding="utf-8")


def problems(text: str) -> list[str]:
    """What is wrong with a text, in words."""
    book, found = read_rate_book("rates.yaml", text)
    assert (book is None) == bool(found)
    return [f"{each.code}: {each.says}" for each in found]


def test_the_shipped_book_is_marked_as_an_example() -> None:
    assert EXAMPLE.example
    assert EXAMPLE.name == "example@1"


def test_each_figure_of_the_shipped_book_has_a_source() -> None:
    book = EXAMPLE
    sources = [each.source for each in book.classes.values()]
    sources += [book.between_clients.source, book.after_hours.source, book.causes.source]
    sources += [book.onsite.source, book.estimates.source, book.months.source]
    sources += [book.costs.source, book.goals.source, book.client.source]
    assert all("assumed" in each or "(" in each for each in sources)


def test_minutes_of_a_class_are_lognormal() -> None:
    minutes = EXAMPLE.classes["user"].minutes
    assert (minutes.median, minutes.sigma) == (20, 1)


def test_months_that_nobody_tells_are_alike() -> None:
    assert [EXAMPLE.month_factor(month) for month in range(1, 13)] == [1] * 12


def test_months_that_are_told_have_a_mean_of_one() -> None:
    text = TEXT.replace("months:\n", "months:\n  factors: {january: 2, july: 0.5}\n")
    book, _ = read_rate_book("rates.yaml", text)
    assert book
    factors = [book.month_factor(month) for month in range(1, 13)]
    assert sum(factors) == pytest.approx(12)
    assert factors[0] == pytest.approx(4 * factors[6])


def test_months_without_any_work_are_taken_as_alike() -> None:
    names = "january february march april may june july august september october "
    zeros = ", ".join(f"{name}: 0" for name in (names + "november december").split())
    book, _ = read_rate_book(
        "x", TEXT.replace("months:\n", f"months:\n  factors: {{{zeros}}}\n")
    )
    assert book
    assert book.month_factor(3) == 1


@pytest.mark.parametrize(
    ("was", "is_now", "said"),
    [
        ("tickets: 0.4 ", "tickets: -0.4 ", 'wrong-value: "-0.4" does not fit'),
        ("median: 20,", "median: 0,", 'wrong-value: "0" does not fit'),
        ("counts: server", "counts: servers", 'unknown-word: "servers" is not known'),
        ("share: 8%", "share: 0.08", 'wrong-value: "0.08" does not fit'),
        ("currency: USD\n", "", 'missing-setting: a rate book has no "currency"'),
        (
            "gross_margin: 50%",
            "gross_margin: 100%",
            "contradiction: a gross margin of 100%",
        ),
        ("margin_floor: 40%", "margin_floor: 60%", "contradiction: margin_floor 60%"),
        ("overhead: 30%", "overhead: 90%", "contradiction: overhead and net take 102%"),
        ("seldom: 5%", "seldom: 50%", "contradiction: seldom is 50%"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(was: str, is_now: str, said: str) -> None:
    found = problems(TEXT.replace(was, is_now, 1))
    assert len(found) == 1
    assert found[0].startswith(said)


def test_a_text_that_is_not_yaml_is_refused() -> None:
    assert problems("classes: [")[0].startswith("not-yaml")


def test_a_class_says_of_which_unit_its_tickets_are() -> None:
    """There is no rate without its denominator: `counts` has no default."""
    text = TEXT.replace("    counts: server\n", "", 1)
    (found,) = problems(text)
    assert found.startswith('missing-setting: a class of demand has no "counts"')
    assert isinstance(EXAMPLE.classes["server"], DemandClass)
    assert EXAMPLE.classes["server"].tickets == Decimal("0.6")
