import gzip
import time
from collections.abc import Callable

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.history import History
from flatwright.imports.rows import unique_names
from tests.imports.conftest import ENTRIES, GOOD, HEADER

Make = Callable[..., History]


def codes(told: History) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in told.rejects]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]
)
def test_any_common_encoding_is_read(told: Make, encoding: str) -> None:
    text = HEADER + GOOD.replace("Acme", "Müller & Søn")
    made = told(text.encode(encoding))
    assert [each.client for each in made.items] == ["Müller & Søn"]


def test_the_stated_fallback_reads_lines_that_are_not_utf8(told: Make) -> None:
    rows = (
        HEADER.encode() + GOOD.encode() + "2,Café,ann,03/02/2026 11:00,5\n".encode("cp1252")
    )
    kept = told(rows)
    assert codes(kept) == [(3, "undecodable")]
    read = told(rows, ENTRIES + "file: {fallback: windows-1252}\n")
    assert [each.client for each in read.items] == ["Acme", "Café"]
    assert "1 rows are read as windows-1252." in read.assumptions


def test_a_nul_is_kept_aside_with_its_row(told: Make) -> None:
    made = told(HEADER + "1,Ac\0me,ann,03/02/2026 10:00,30\n" + GOOD)
    assert codes(made) == [(2, "nul_character")]
    assert made.counts.items == 1


def test_ragged_rows_are_kept_aside_but_trailing_empty_cells_are_not(told: Make) -> None:
    made = told(HEADER + GOOD.strip() + ",,,\n2,Acme\n3,A,b,03/02/2026 11:00,5,6,7\n")
    assert codes(made) == [(3, "ragged_row"), (4, "ragged_row")]


def test_an_unclosed_quote_costs_its_own_line_alone(told: Make) -> None:
    rows = [f"{n},Acme,ann,03/02/2026 10:00,30\n" for n in range(50)]
    rows[20] = '20,"Acme,ann,03/02/2026 10:00,30\n'
    made = told(HEADER + "".join(rows))
    assert codes(made) == [(22, "unclosed_quote")]
    assert made.rejects[0].raw == rows[20].strip()
    assert made.counts.items == 49


def test_quotes_that_never_close_take_no_longer_than_lines(told: Make) -> None:
    begun = time.perf_counter()
    made = told(HEADER + '""x","\n' * 60_000)
    assert made.counts.rejected > 50_000
    assert time.perf_counter() - begun < 20


def test_a_cell_over_lines_is_one_row(told: Make) -> None:
    made = told(HEADER + '1,"Ac\nme",ann,03/02/2026 10:00,30\n2,Acme,ann,bad,30\n')
    assert made.items[0].client == "Ac\nme"
    assert codes(made) == [(4, "bad_date")]  # the physical line, as an editor shows it


def test_a_column_called_pk_makes_no_workbook(told: Make) -> None:
    made = told("PK," + HEADER + "9," + GOOD)
    assert made.counts.items == 1


def test_a_huge_cell_is_kept_aside(told: Make) -> None:
    made = told(HEADER + f"1,{'x' * 70_000},a,03/02/2026 10:00,30\n" + GOOD)
    huge = told(HEADER + f"1,{'x' * 2_500_000},a,03/02/2026 10:00,30\n" + GOOD)
    assert codes(made) == codes(huge) == [(2, "cell_too_large")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_and_line_ends_are_found(told: Make, end: str, separator: str) -> None:
    text = (HEADER + GOOD).replace(",", separator).replace("\n", end)
    assert told(text).counts.items == 1
    assert told(f"sep={separator}{end}{text}").counts.items == 1


def test_a_second_header_of_a_name_is_told_apart() -> None:
    header = ["Variant", "Variant index", "Variant", "", "Variant"]
    names = ("Variant", "Variant index", "Variant (2)", "column 4", "Variant (3)")
    assert unique_names(header) == names


def test_a_missing_column_names_the_nearest(told: Make) -> None:
    with pytest.raises(Refusal, match=r'no "Minutes".*Did you mean "Minuten"') as refused:
        told(HEADER.replace("Minutes", "Minuten") + GOOD)
    assert refused.value.code == "missing_column"


def test_titles_above_the_header_are_passed_over(told: Make) -> None:
    made = told("Report of February\n\nmade, by, us\n" + HEADER + GOOD)
    assert made.counts.items == made.counts.read == 1


def test_empty_files_and_a_million_columns_are_refused(told: Make) -> None:
    with pytest.raises(Refusal, match="no header"):
        told("")
    with pytest.raises(Refusal, match="columns"):
        told("a," * 60_000 + "\n")


def test_a_hundred_thousand_rows_with_one_bad(told: Make) -> None:
    rows = [f"{n},Acme,t{n % 9},03/02/2026 10:00,30\n" for n in range(100_000)]
    rows[77_777] = "77777,Acme,ann,31.02.2026,30\n"
    made = told(HEADER + "".join(rows))
    assert codes(made) == [(77_779, "bad_date")]
    assert made.counts.items == 99_999


def test_packed_files_are_read_and_bombs_refused(told: Make) -> None:
    assert told(gzip.compress((HEADER + GOOD).encode()), name="e.csv.gz").counts.items == 1
    with pytest.raises(Refusal, match="unpacks") as refused:
        told(
            gzip.compress((HEADER + ("x" * 999 + "\n") * 60_000).encode()), name="e.csv.gz"
        )
    assert refused.value.code == "import_bomb"
    with pytest.raises(Refusal, match="in the middle"):
        told(gzip.compress((HEADER + GOOD).encode())[:-9], name="e.csv.gz")


def test_the_same_row_twice_counts_once(told: Make) -> None:
    made = told(HEADER + GOOD + GOOD)
    assert (made.counts.duplicates, made.counts.used) == (1, 1)
    assert len(made.items[0].work.entries) == 1
