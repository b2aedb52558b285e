import io
import struct
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.history import History
from tests.imports.conftest import ENTRIES, HEADER

Make = Callable[..., History]
WORKBOOK = "xl/workbook.xml"


def workbook(rows: Sequence[Sequence[Any]], sheet: str = "Sheet1", first: int = 0) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows, first):
            page.write_row(number, 0, row)
    return made.getvalue()


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        for name, content in {WORKBOOK: b"<workbook/>", **members}.items():
            packed.writestr(name, content)
    return made.getvalue()


def refusal(told: Make, content: bytes) -> Refusal:
    begun = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        told(content, name="export.xlsx")
    assert time.perf_counter() - begun < 1
    return refused.value


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) // 60


def test_a_workbook_is_read_as_a_csv_of_the_same_cells_is(told: Make) -> None:
    at = datetime(2026, 7, 3, 10, 15)  # noqa: DTZ001 - a sheet has wall times
    made = told(workbook([HEADER.strip().split(","), [1, "Acme", "ann", at, 30]]))
    (one,) = made.items
    assert (one.key, one.client, one.rows) == ("1", "Acme", (2,))
    assert one.work.entries[0].start == utc("2026-07-03T09:15")  # London in summer


def test_midnight_is_a_time_where_the_mapping_has_only_times(told: Make) -> None:
    rows: list[list[Any]] = [
        HEADER.strip().split(","),
        [1, "Acme", "ann", date(2026, 2, 3), 30],
    ]
    assert told(workbook(rows)).items[0].date_only
    timed = ENTRIES.replace(', "%d/%m/%Y"', "")
    one = told(workbook(rows), timed).items[0]
    assert (one.date_only, one.work.entries[0].start) == (False, utc("2026-02-03T00:00"))


def test_decimal_marks_of_the_mapping_do_not_spoil_numbers(told: Make) -> None:
    at = datetime(2026, 2, 3, 10, 15)  # noqa: DTZ001 - a sheet has wall times
    hours = ENTRIES.replace("effort: minutes", "effort: hours")
    european = hours + "numbers: {decimal: ',', grouping: '.'}\n"
    made = told(workbook([HEADER.strip().split(","), [1, "A", "ann", at, 1.75]]), european)
    entry = made.items[0].work.entries[0]
    assert entry.end - entry.start == 105


def test_rows_are_numbered_as_the_sheet_shows_them(told: Make) -> None:
    rows: list[list[Any]] = [
        HEADER.strip().split(","),
        [1, "Acme\nLtd", "ann", "never", 30],
    ]
    made = told(workbook(rows, first=4))
    assert [(each.row, each.code) for each in made.rejects] == [(6, "bad_date")]


def test_the_named_sheet_is_read_or_refused(told: Make) -> None:
    rows: list[list[Any]] = [
        HEADER.strip().split(","),
        [1, "A", "ann", "03/02/2026 10:00", 30],
    ]
    made = told(workbook(rows, "Time"), ENTRIES + "file: {sheet: Time}\n")
    assert made.counts.items == 1
    with pytest.raises(Refusal, match='no sheet "Hours", but Time'):
        told(workbook(rows, "Time"), ENTRIES + "file: {sheet: Hours}\n")


def test_formulas_are_not_computed(told: Make) -> None:
    made = told(workbook([HEADER.strip().split(","), [1, "=1+1", "ann", "=NOW()", 30]]))
    assert [each.code for each in made.rejects] == ["bad_date"]


def test_a_bomb_is_refused_at_once(told: Make) -> None:
    bomb = archive({"xl/worksheets/sheet1.xml": b"0" * 117_000_000})
    assert len(bomb) < 345_000
    assert refusal(told, bomb).code == "import_bomb"


def test_a_directory_that_lies_is_refused_at_once(told: Make) -> None:
    bomb = bytearray(archive({"xl/sheet.xml": b"0" * 40_000_000}))
    at = bomb.rindex(b"PK\x01\x02")
    struct.pack_into("<L", bomb, at + 24, 90_000)  # the unpacked size that it claims
    assert "not as long as the directory says" in refusal(told, bytes(bomb)).says


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({f"m{n}": b"" for n in range(300)}, "holds 301 files"),
        ({f"m{n}": b"" for n in range(70_000)}, "files"),
        ({"xl/embeddings/book.xlsx": b"x"}, "another archive"),
        ({"xl/media/a.png": b"PK\x03\x04..."}, "another archive"),
        ({"../../etc/cron.d/x": b"x"}, "out of the archive"),
        ({"/etc/passwd": b"x"}, "out of the archive"),
        ({"xl/a.xml": b"<x/>"}, "cannot be read"),
    ],
    ids=["many", "very many", "nested", "hidden", "slip", "absolute", "no sheet"],
)
def test_archives_that_are_no_export_are_refused(
    told: Make, members: dict[str, bytes], says: str
) -> None:
    content = archive(members)
    with pytest.raises(Refusal, match=says):
        told(content, name="export.xlsx")


def test_encrypted_old_and_broken_workbooks_are_refused(told: Make) -> None:
    locked = bytearray(archive({}))
    struct.pack_into("<H", locked, locked.index(b"PK\x01\x02") + 8, 1)
    assert "encrypted" in refusal(told, bytes(locked)).says
    assert "password or an old" in refusal(told, b"\xd0\xcf\x11\xe0" + b"\0" * 600).says
    assert refusal(told, b"PK\x03\x04" + b"\0" * 600).code == "unreadable_workbook"
    assert refusal(told, b"PK\x03\x04" + b"x" * 20_000_001).code == "import_bomb"
    only = io.BytesIO()
    with zipfile.ZipFile(only, "w") as packed:
        packed.writestr("export.csv", HEADER)
    assert "no workbook" in refusal(told, only.getvalue()).says


def test_two_far_cells_do_not_take_the_memory_of_all_between(told: Make) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet()
        page.write(0, 0, "Ticket")
        page.write(1_048_575, 16_383, "far")
    with pytest.raises(Refusal, match="more memory or time"):
        told(made.getvalue(), name="export.xlsx")


def test_external_entities_are_not_read(told: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-7f3a")
    good = workbook([HEADER.strip().split(","), [1, "Acme", "ann", "x", 30]])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/sharedStrings.xml":
                head = f'<!DOCTYPE sst [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
                text = text.replace(b"<sst", head + b"<sst", 1).replace(b"Acme", b"&x;")
            new.writestr(name, text)
    assert "canary" not in outcome(told, made.getvalue())


def outcome(told: Make, content: bytes) -> str:
    """Everything that a reader gets to see."""
    try:
        return repr(told(content, name="export.xlsx"))
    except Refusal as refused:
        return refused.says
