"""Conditions alone: which clause is the first that holds. No hours, counting or money."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import polars as pl
import zen
from made import WORDS, coded, reference_terms
from measure import median_seconds, rate, row

from flatwright.bulk.codebook import Codebook
from flatwright.bulk.masks import fact_columns, holding_masks
from flatwright.domain.coverage.situation import Estimate
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.condition import Condition, Every, Is, Not, Over

SIZE, FEW = 1_000_000, 2_000
DYNAMIC = {
    "on_roster": ("yes", "no"),
    "hours": ("business", "grace", "after_hours"),
    "day": ("weekday", "weekend", "holiday"),
    "in_force": ("yes",),
    "suspended": ("no", "yes"),
}


def measure() -> None:
    """The same clauses in our columns, polars, DuckDB and zen-engine; all must agree."""
    under = reference_terms()
    situations = _situations(under, SIZE)
    plain = _plain(situations)
    ours = _ours(under, situations)
    expected = ours()
    row(f"flatwright, {SIZE:,} situations", rate(SIZE, median_seconds(ours)))
    for name, peer in (("polars CASE", _polars), ("DuckDB CASE", _duckdb)):
        run = peer(under, plain)
        assert (run() == expected).all(), f"{name} agrees"
        figure = rate(SIZE, median_seconds(run))
        row(f"{name}, {SIZE:,} situations", figure, "same clauses")
    run = _zen(under, {fact: column[:FEW] for fact, column in plain.items()})
    assert (run() == expected[:FEW]).all(), "zen-engine agrees"
    figure = rate(FEW, median_seconds(run))
    row(f"zen-engine table, {FEW:,} situations", figure, "same clauses")


def _situations(under: Terms, size: int) -> tuple[np.ndarray, list[dict[str, Any]]]:
    """Which of the distinct situations each row is, and what those are."""
    rng = np.random.default_rng(3)
    codebook = Codebook(under)
    numbers = codebook.numbers(coded(rng, size), WORDS)
    key = numbers
    for words in DYNAMIC.values():
        key = key * len(words) + rng.integers(0, len(words), size)
    keys, which = np.unique(key, return_inverse=True)
    return which, [_decoded(int(each), codebook) for each in keys]


def _decoded(key: int, codebook: Codebook) -> dict[str, Any]:
    facts = {}
    for name in reversed(DYNAMIC):
        key, code = divmod(key, len(DYNAMIC[name]))
        facts[name] = DYNAMIC[name][code]
    return codebook.values[key][0] | facts


def _plain(situations: tuple[np.ndarray, list[dict[str, Any]]]) -> dict[str, np.ndarray]:
    """Columns of texts and numbers, as a table would hold them."""
    which, distinct = situations
    columns = {}
    for name in distinct[0]:
        values = [each[name] for each in distinct]
        told = [v.at_least if isinstance(v, Estimate) else v for v in values]
        columns[name] = np.array(told)[which]
    return columns


def _ours(under: Terms, situations: tuple[np.ndarray, list[dict[str, Any]]]) -> Any:
    """Every row's facts compared as columns of codes; no run remembers another."""
    which, distinct = situations
    made = fact_columns(distinct)
    full = type(made)(
        codes={name: codes[which] for name, codes in made.codes.items()},
        words=made.words,
        at_least=made.at_least[which],
        estimated=made.estimated[which],
    )

    def run() -> np.ndarray:
        holds, _ = holding_masks(under, 0, full)
        lowest = holds & -holds
        return np.log2(lowest.astype(np.float64)).astype(np.int64)

    return run


def _sql(condition: Condition) -> str:
    match condition:
        case Is(fact, values):
            return f"{fact} IN ({', '.join(repr(value) for value in values)})"
        case Over(fact, limit):
            return f"{fact} > {limit}"
        case Not(part):
            return f"NOT ({_sql(part)})"
        case _:
            word = " AND " if isinstance(condition, Every) else " OR "
            return word.join(f"({_sql(part)})" for part in condition.parts) or "TRUE"


def _cases(under: Terms) -> str:
    whens = (
        f"WHEN {_sql(under.clauses[clause].when)} THEN {place}"
        for place, clause in enumerate(under.under(0))
    )
    return f"CASE {' '.join(whens)} END"


def _polars(under: Terms, plain: dict[str, np.ndarray]) -> Any:
    frame = pl.DataFrame(plain).with_columns(pl.col(pl.String).cast(pl.Categorical))
    clause = pl.sql_expr(_cases(under)).alias("clause")

    def run() -> np.ndarray:
        return frame.select(clause)["clause"].to_numpy()

    return run


def _duckdb(under: Terms, plain: dict[str, np.ndarray]) -> Any:
    link = duckdb.connect()
    link.execute("SET threads = 2")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "situations.parquet"
        pl.DataFrame(plain).with_row_index("place").write_parquet(path)
        link.execute("CREATE TABLE situations AS FROM read_parquet(?)", [str(path)])
    query = " ".join(("SELECT place,", _cases(under), "AS clause FROM situations"))

    def run() -> np.ndarray:
        found = link.execute(query).fetchnumpy()  # rows come in any order
        clause = np.empty(len(found["place"]), dtype=np.int64)
        clause[found["place"]] = found["clause"]
        return clause

    return run


def _zen(under: Terms, plain: dict[str, np.ndarray]) -> Any:
    rules = [
        {"_id": str(place), "c": _zen_text(under.clauses[clause].when), "o": str(place)}
        for place, clause in enumerate(under.under(0))
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "c", "name": "c"}],
        "outputs": [{"id": "o", "name": "o", "field": "clause"}],
        "rules": rules,
    }
    nodes = [
        _node("i", "inputNode"),
        {**_node("t", "decisionTableNode"), "content": table},
        _node("o", "outputNode"),
    ]
    edges = [
        {"id": f"{a}{b}", "type": "edge", "sourceId": a, "targetId": b}
        for a, b in ("it", "to")
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    listed = zip(*(column.tolist() for column in plain.values()), strict=True)
    rows = [dict(zip(plain, each, strict=True)) for each in listed]
    return lambda: np.array([decision.evaluate(each)["result"]["clause"] for each in rows])


def _node(identity: str, kind: str) -> dict[str, Any]:
    return {"id": identity, "type": kind, "name": identity, "position": {"x": 0, "y": 0}}


def _zen_text(condition: Condition) -> str:
    match condition:
        case Is(fact, values):
            return f"{fact} in {json.dumps(list(values))}"
        case Over(fact, limit):
            return f"{fact} > {limit}"
        case Not(part):
            return f"not({_zen_text(part)})"
        case _:
            word = " and " if isinstance(condition, Every) else " or "
            return word.join(f"({_zen_text(part)})" for part in condition.parts) or "true"
