"""A case's facts written out as a file of their own, for `flatwright decide`."""

import json
import re
from collections.abc import Iterator

from flatwright.domain.plan.node import Items, Node, Pairs, Text
from flatwright.domain.plan.read import read_node
from flatwright.imports.cases_text import merged

_SAFE = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_. -]*", re.ASCII)


def facts_of(file: str, source: bytes) -> Iterator[tuple[str, str]]:
    """Each case's id with its facts as a text, the defaults worked in."""
    root, _ = read_node(file, source)
    cases = root.get("cases") if isinstance(root, Pairs) else None
    if not isinstance(root, Pairs) or not isinstance(cases, Items):
        return
    for each in cases:
        if isinstance(each, Pairs):
            facts = merged(root.get("defaults"), each.get("facts"))
            identity = each.get("id")
            yield _inline(identity) if identity else "", _lines(facts)


def _lines(facts: Node) -> str:
    if not isinstance(facts, Pairs):
        return _inline(facts) + "\n"
    return "".join(f"{key.value}: {_inline(value)}\n" for key, value in facts.entries)


def _inline(node: Node) -> str:
    match node:
        case Pairs(entries):
            pairs = (f"{_inline(key)}: {_inline(value)}" for key, value in entries)
            return f"{{{', '.join(pairs)}}}"
        case Items(values):
            return f"[{', '.join(map(_inline, values))}]"
        case Text(value, _, plain):
            bare = plain and _SAFE.fullmatch(value)
            return value if bare else json.dumps(value, ensure_ascii=False)
