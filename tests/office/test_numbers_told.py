"""Numbers that pages state of the office are those of the code."""

import pytest
from django.conf import settings

from flatwright.api import gate
from flatwright.imports import rows, text_lines
from flatwright.office.backups import sealing
from flatwright.office.calls.actions import KEPT
from flatwright.office.desk import files
from flatwright.office.intake.actions import beginning, bringing
from tests.house.source import ROOT

IMPORTS = "docs/import-a-business.md"
STATED = [
    ("docs/api.md", f"may make {gate.MOST:,} calls a minute"),
    ("docs/api.md", f"for {KEPT.days} days"),
    (
        "docs/api.md",
        f"more than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1e6} million bytes",
    ),
    ("docs/api.md", f"at most {files.LARGEST // 1024**2} MB"),
    ("docs/api.md", f"up to {beginning.SMALL:,} rows are imported in it"),
    (IMPORTS, f"Up to {beginning.SMALL:,} rows it is done at once"),
    (IMPORTS, f"at most {bringing.LARGEST // 10**6} MB"),
    (IMPORTS, f"more than {text_lines.RATIO} times their size"),
    (IMPORTS, f"cells of more than {rows.CELL:,} characters"),
    ("docs/running.md", f"has {sealing.SHORTEST} characters or more"),
    ("docs/running.md", f"waits {settings.WAITS} seconds for others"),
]


@pytest.mark.once
@pytest.mark.parametrize(("page", "stated"), STATED)
def test_a_number_on_a_page_is_the_one_of_the_code(page: str, stated: str) -> None:
    assert stated in " ".join((ROOT / page).read_text(encoding="utf-8").split())
