"""Exports and mappings that tests write for themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flatwright.imports.exports import history
from flatwright.imports.history import History
from flatwright.imports.mapping import ExportMapping
from flatwright.imports.mapping_read import read_mapping

ENTRIES = """
mapping: entries
title: Time entries
checked: [made by the test]
rows: entry
time: {zone: Europe/London, formats: ["%d/%m/%Y %H:%M", "%d/%m/%Y"]}
columns: {key: Ticket, worked: Start, technician: Who, effort: Minutes}
units: {effort: minutes}
facts:
  client: {column: Client}
"""
HEADER = "Ticket,Client,Who,Start,Minutes\n"
GOOD = "1,Acme,ann,03/02/2026 10:00,30\n"


def mapping_of(text: str) -> ExportMapping:
    made, problems = read_mapping("test.yaml", text)
    assert made is not None, [problem.says for problem in problems]
    return made


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., History]:
    """The history of an export given as text or bytes."""

    def make(
        content: str | bytes, mapping: str = ENTRIES, name: str = "export.csv"
    ) -> History:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        made = history(path, mapping_of(mapping))
        counts = made.counts
        assert counts.read == counts.used + counts.duplicates + counts.rejected
        assert counts.items == len(made.items)
        assert counts.rejected == len(made.rejects)
        return made

    return make
