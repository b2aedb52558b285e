"""Where rate books are found: the shipped example, or a file of the owner's."""

from importlib import resources
from pathlib import Path

from flatwright.domain.pricing.rate_book import RateBook, read_rate_book


def example_file() -> Path:
    """The shipped rate book's text."""
    return Path(str(resources.files("flatwright") / "rates" / "example.yaml"))


def example_rates() -> RateBook:
    """The shipped rate book: figures of others, until the provider's own replace them."""
    path = example_file()
    book, problems = read_rate_book(str(path), path.read_bytes())
    if book is None:
        raise ValueError(problems[0].says)
    return book
