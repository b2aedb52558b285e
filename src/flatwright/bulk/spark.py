"""A book that outgrows one machine: each client's rows decided in a task of Spark's.

Nothing is decided otherwise than here: a task turns its rows to columns and calls
`decide_columns`. Needs the extra `spark`; nothing else imports it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from flatwright.bulk.book import Book
from flatwright.bulk.codebook import WORKED, Codebook
from flatwright.bulk.columns import Columns
from flatwright.bulk.prepared import Prepared, prepared, reaching
from flatwright.bulk.run import Decided, decide_columns
from flatwright.domain.coverage.calendar import Span
from flatwright.domain.coverage.lines import OUTCOMES
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import NOBODY, UNKNOWN

Ints = npt.NDArray[np.int64]
FACTS = ("kind", "action", "cause", "priority", "object", "location", "onsite")
FACTS_TOO = ("estimate_min", "after_hours_by")
ASKED = "asked"  # in place of an outcome: a fact is missing, so no line can be made
ROWS = (
    "client string, item long, entry long, start long, end long, person string, "
    "uses long, kind string, action string, cause string, priority string, "
    "object string, location string, onsite boolean, estimate_min long, "
    "after_hours_by string"
)
LINES = (
    "client string, item long, outcome string, code string, band long, day long, "
    "worked long, billed long, amount long"
)


@dataclass(slots=True)
class Clients:
    """The clients' terms, made ready in a task when the first row of each arrives."""

    terms: Mapping[str, Terms]
    _ready: dict[tuple[int, Span], tuple[Prepared, Book]] = field(default_factory=dict)

    def lines(self, table: Any) -> Any:
        """One client's rows, as ROWS has them, decided: an Arrow table as LINES has it."""
        import pyarrow as pa  # noqa: PLC0415 - only where the extra `spark` is installed

        client = table["client"][0].as_py()
        under = reaching(self.terms[client], int(_ints(table, "end").max()))
        key = id(self.terms[client]), under.span
        if key not in self._ready:
            self._ready[key] = prepared(under), Book(Codebook(under))
        ready, book = self._ready[key]
        order = np.lexsort((_ints(table, "entry"), _ints(table, "item")))
        rows = table.take(order)
        columns, items = _columns(rows, book.codebook)
        decided = decide_columns(columns, ready, book)
        made = _line_columns(decided, columns, len(under.codes))
        made["item"] = items[made["item"]]
        texts = {
            "client": (client,),
            "outcome": (*OUTCOMES, ASKED),
            "code": (*under.codes, ""),
        }
        for name, words in texts.items():
            made[name] = pa.array(words).take(pa.array(made[name]))
        return pa.table(made).select(LINES.replace(",", "").split()[::2])


def decide_on_spark(rows: Any, terms: Mapping[str, Terms]) -> Any:
    """The lines of a Spark frame as ROWS has it, as one that LINES has; a task a client."""
    clients = Clients(terms)

    def lines(table: Any) -> Any:  # Spark counts arguments, and a method has one more
        return clients.lines(table)

    return rows.groupBy("client").applyInArrow(lines, LINES)


def _ints(table: Any, name: str) -> Ints:
    return np.asarray(table[name].to_numpy(), dtype=np.int64)


def _columns(rows: Any, codebook: Codebook) -> tuple[Columns, Ints]:
    """Rows in the order of their items as columns, with the numbers of the items."""
    item, start, end = (_ints(rows, name) for name in ("item", "start", "end"))
    items, first = np.unique(item, return_index=True)
    work = rows.take(first)
    words, codes = {}, {}
    for fact in (*FACTS, *FACTS_TOO):
        words[fact], codes[fact] = _coded(work[fact])
    if any(plan.projects.incident_whole for plan in codebook.terms.plans):
        minutes = np.add.reduceat(end - start, first)
        told, codes[WORKED] = np.unique(minutes, return_inverse=True)
        words[WORKED] = told.tolist()
    people, person = _named(rows["person"])
    sites, site = _named(work["location"])
    things, thing = _named(work["object"])
    wanted_by = np.array(words["after_hours_by"])[codes["after_hours_by"]]
    return Columns(
        item_first=np.append(first, len(item)).astype(np.int64),
        start=start,
        end=end,
        person=person,
        site=site,
        installation=thing,
        uses=_ints(work, "uses"),
        by_provider=wanted_by == "provider",
        facts=codebook.numbers(codes, words),
        alone=wanted_by == UNKNOWN,
        people=people,
        sites=sites,
        installations=things,
    ), items


def _coded(column: Any) -> tuple[list[Any], Ints]:
    """A column's values, in order, and the number of each row's."""
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    values = coded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=lambda n: (values[n] is None, values[n]))
    place = np.argsort(np.array(order))
    return [values[n] for n in order], place[coded.indices.to_numpy()].astype(np.int64)


def _named(column: Any) -> tuple[tuple[str, ...], Ints]:
    """A column's names, nobody first, and the number of each row's."""
    names, codes = _coded(column)
    known = {name: number for number, name in enumerate(dict.fromkeys((NOBODY, *names)))}
    return tuple(known), np.array([known[name] for name in names], dtype=np.int64)[codes]


def _line_columns(decided: Decided, columns: Columns, codes: int) -> dict[str, Any]:
    """Lines as columns of LINES, texts by number; what is open is a line of its own."""
    lines, unclear = decided.lines, decided.unclear
    worked = np.add.reduceat(columns.end - columns.start, columns.item_first[:-1])
    none = np.zeros(len(unclear), dtype=np.int64)
    code = np.concatenate((lines.code, none + codes))
    return {
        "client": np.zeros(len(code), dtype=np.int64),
        "item": np.concatenate((lines.item, unclear)),
        "outcome": np.concatenate((lines.outcome, none + len(OUTCOMES))),
        "code": code,
        "band": np.concatenate((lines.band, none)),
        "day": np.concatenate((lines.day, none - 1)),
        "worked": np.concatenate((lines.worked, worked[unclear])),
        "billed": np.concatenate((lines.billed, none)),
        "amount": np.concatenate((lines.amount, none)),
    }
