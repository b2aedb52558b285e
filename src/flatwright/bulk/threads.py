"""Many clients decided side by side: compiled loops run without Python's lock."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from flatwright.bulk.book import Book
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.columns import Columns
from flatwright.bulk.prepared import Prepared
from flatwright.bulk.run import Decided, decide_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientColumns:
    """One client's work, the terms that it falls under, and the codebook of its facts."""

    columns: Columns
    prepared: Prepared
    codebook: Codebook


def decide_book(clients: Iterable[ClientColumns], workers: int = 2) -> Iterator[Decided]:
    """Each client's lines, in the order of the clients; one book for each codebook."""
    books: dict[int, Book] = {}

    def decided(client: ClientColumns) -> Decided:
        book = books.setdefault(id(client.codebook), Book(client.codebook))
        return decide_columns(client.columns, client.prepared, book)

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(decided, clients)
