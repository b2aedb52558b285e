"""The people, places or things of one client, found by their words without a search."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from flatwright.imports.business.fields import same_name

_WORDS = ("name", "email", "serial")


class Theirs:
    """Rows of one kind of one client, by name, e-mail and serial number."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._by: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def add(self, row: Any) -> None:
        """One more."""
        for word in _WORDS:
            said = same_name(getattr(row, word, ""))
            if said:
                self._by[word, said].append(row)

    def by(self, word: str, told: str) -> list[Any]:
        """Those whose name, e-mail or serial number this is."""
        return self._by.get((word, same_name(told)), []) if told else []
