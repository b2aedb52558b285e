import gzip
import io
import os
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.clients.models import Client, Person
from flatwright.office.intake import actions
from flatwright.office.intake.models import Batch
from flatwright.office.intake.queries import rejected
from flatwright.office.intake.rejects_file import rejects_text
from tests.office.intake.shop import Shop

HEADER = "Client,Name,Email\n"


@pytest.mark.once
def test_a_hundred_thousand_rows_with_one_bad(shop: Shop) -> None:
    rows = [f"Willow,User {n},user{n}@example.com\n" for n in range(100_000)]
    rows[77_777] = "Willow,User,no address\n"
    begun = time.perf_counter()
    batch = shop.tried("people", HEADER + "".join(rows))
    tried = time.perf_counter()
    assert batch.counts["unreadable"] == 1
    assert batch.counts["foreseen"] == {"create": 99_999}
    actions.begin(shop.owner, batch)
    rows_kept = int(os.environ.get("FLATWRIGHT_IMPORT_ROWS", "2000"))
    while Batch.objects.get().done < rows_kept:  # the others are the same again
        actions.go_on(shop.owner, Batch.objects.get(), seconds=0)
    took = time.perf_counter() - tried
    figure = f"100,000 rows: tried in {tried - begun:.1f} s, {rows_kept:,} kept in"
    print(f"{figure} {took:.1f} s")  # noqa: T201 - a figure
    assert Person.objects.count() == Batch.objects.get().done
    assert [each.line for each in rejected(batch)] == [77_779]


@pytest.mark.parametrize(
    ("encoding", "says"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("latin-1", "Latin-1"),
    ],
)
def test_encodings_are_guessed_and_said(shop: Shop, encoding: str, says: str) -> None:
    content = (HEADER + "Willow,Zoë Müller,\n").encode(encoding)
    batch = shop.imported("people", content)
    assert Person.objects.get().name == "Zoë Müller"
    assert says in " ".join(batch.says)


def test_a_workbook_comes_in_like_a_text(shop: Shop) -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((["Client", "Name"], ["Willow", "Ada"])):
            sheet.write_row(row, 0, cells)
    shop.imported("people", data.getvalue(), name="people.xlsx")
    assert Person.objects.get().name == "Ada"


def test_a_packed_bomb_is_refused(shop: Shop) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 20_000_000)
    batch = shop.bring("people", data.getvalue(), name="people.xlsx")
    with pytest.raises(Refusal) as refused:
        actions.look_at(batch)
    assert refused.value.code == "import_bomb"
    packed = gzip.compress(b"a,b\n" + (b"a," + b"b" * 9_997 + b"\n") * 1_000)
    batch = shop.bring("people", packed, name="people.csv.gz")
    batch = actions.choose(shop.owner, batch, {"client": "a", "name": "b"}, {})
    with pytest.raises(Refusal) as refused:
        actions.try_it(shop.owner, batch)
    assert refused.value.code == "import_bomb"


def test_rows_kept_aside_are_no_formulas_and_come_in_once_put_right(shop: Shop) -> None:
    bad = HEADER + '=cmd|\' /C calc\'!A0,"@SUM(1)",\nWillow,"-Bo",nonsense\n'
    batch = shop.imported("people", bad)
    text = "".join(rejects_text(batch))
    assert "'=cmd" in text
    assert "'@SUM" in text
    assert "'-Bo" in text
    fixed = text.replace("nonsense", "bo@example.com")
    again = shop.imported("people", fixed)
    assert again.counts["create"] == 1
    assert Person.objects.get().name == "-Bo"


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien",
        "Null",
        "李",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "A" * 120,
    ],
)
def test_hostile_names_are_kept_as_they_are(shop: Shop, name: str) -> None:
    shop.imported("people", f'{HEADER}Willow,"{name}",\n')
    assert Person.objects.get().name == name


def test_what_nobody_can_see_in_a_name_is_left_out(shop: Shop) -> None:
    shop.imported("people", f'{HEADER}Willow,"\u202egnp\n.exe",\n')
    assert Person.objects.get().name == "gnp .exe"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Willow,\x1b[31mAda,", "control_character"),
        (f"Willow,{'A' * 121},", "cell_too_large"),
        (f"Willow,{'A' * 70_000},", "cell_too_large"),
        ("Willow,Ada", "ragged_row"),
        ("Willow,Ada,,more", "ragged_row"),
        ("Willow,A\0da,", "nul_character"),
        ("Willow,,", "missing_fact"),
        ('Willow,"Ada,', "unclosed_quote"),
        ("Nowhere,Ada,", "unknown_client"),
    ],
)
def test_a_bad_row_is_kept_aside_and_the_rest_comes_in(
    shop: Shop, row: str, code: str
) -> None:
    done = shop.imported("people", f"{HEADER}{row}\nWillow,Bo,\n")
    assert [each.code for each in rejected(done)] == [code]
    assert [each.name for each in Person.objects.all()] == ["Bo"]


@pytest.mark.parametrize(
    ("day", "read"),
    [("2026-02-29", None), ("31/04/2026", None), ("29.02.2028", "2028-02-29")],
)
def test_days_are_of_the_calendar(shop: Shop, day: str, read: str | None) -> None:
    done = shop.imported("clients", f"Name,Since\nAcme,{day}\n")
    found = Client.objects.filter(name="Acme").first()
    assert (str(found.first) if found else None) == read
    assert done.counts.get("rejected", 0) + done.counts["unreadable"] == (read is None)


def test_an_import_that_was_cut_off_goes_on_where_it_was(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flatwright.office.intake.running.CHUNK", 2)
    rows = "".join(f"Willow,User {n},\n" for n in range(7))
    batch = actions.begin(shop.owner, shop.tried("people", HEADER + rows))
    for killed in range(4):
        with monkeypatch.context() as patched:
            patched.setattr("flatwright.office.intake.running._note", _killed)
            with pytest.raises(KeyboardInterrupt):
                actions.go_on(shop.owner, batch)
        assert Person.objects.count() == min(7, 2 * killed)
        actions.go_on(shop.owner, batch, seconds=0)
    done = actions.run_here(shop.owner.actor, batch.key)
    assert (done.state, Person.objects.count()) == ("done", 7)


def _killed(_batch: Batch) -> None:
    raise KeyboardInterrupt


def test_the_staged_records_may_vanish(shop: Shop, tmp_path: Path) -> None:
    batch = shop.tried("people", HEADER + "Willow,Ada,\n")
    for path in (tmp_path / "files" / "imports").rglob("*.jsonl"):
        path.unlink()
    actions.begin(shop.owner, batch)
    actions.run_here(shop.owner.actor, batch.key)
    assert Person.objects.count() == 1
