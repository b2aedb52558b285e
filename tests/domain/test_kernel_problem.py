import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.problem import Problem, Refusal, Spot, cells, text_lines

SOURCE = "plan: complete\nrates: {hourly: 14O}\n"
printable = st.characters(exclude_categories=("C", "Z"))


def problem(line: int, column: int, width: int = 1) -> Problem:
    return Problem(
        code="wrong-value",
        spot=Spot("plans/complete.yaml", line, column, width),
        says='"14O" does not fit',
        remedy="Write an amount.",
    )


def test_a_problem_shows_place_excerpt_and_remedy() -> None:
    assert problem(2, 17, 3).show(SOURCE).splitlines() == [
        'plans/complete.yaml:2:17: "14O" does not fit [wrong-value]',
        "   2 | rates: {hourly: 14O}",
        "     |                 ^^^",
        "       Write an amount.",
    ]


@pytest.mark.parametrize("line", [0, -1, 4, 999])
def test_a_place_outside_the_text_has_no_excerpt(line: int) -> None:
    first, remedy = problem(line, 1).show(SOURCE).splitlines()
    assert first.startswith(f"plans/complete.yaml:{line}:1: ")
    assert remedy == "       Write an amount."


@pytest.mark.parametrize(("source", "line"), [("", 1), (SOURCE, 3)])
def test_the_end_of_a_text_is_marked_on_its_empty_line(source: str, line: int) -> None:
    shown = problem(line, 1).show(source).splitlines()
    assert shown[1:3] == [f"   {line} | ", "     | ^"]


@pytest.mark.parametrize(("column", "before"), [(1, 0), (20, 19), (21, 20), (40, 20)])
def test_a_place_past_the_line_or_without_width_is_still_marked(
    column: int, before: int
) -> None:
    mark = problem(2, column, 0).show(SOURCE).splitlines()[2]
    assert mark == f"     | {' ' * before}^"


def test_a_mark_ends_with_its_line() -> None:
    mark = problem(2, 17, 500).show(SOURCE).splitlines()[2]
    assert mark.count("^") == len("14O}")


def test_a_long_number_of_a_line_moves_the_mark_along() -> None:
    shown = problem(12345, 3).show("\n" * 12344 + "abc").splitlines()
    assert shown[1:3] == ["12345 | abc", "      |   ^"]


def test_control_characters_are_shown_as_dots() -> None:
    shown = problem(1, 6).show("a: b\x1b[31mc\td\u202ee\n").splitlines()
    assert shown[1] == "   1 | a: b·[31mc·d·e"
    assert "\x1b" not in "".join(shown)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_where_yaml_ends_them(end: str) -> None:
    source = f"a: 1\u2028 \x85 \x0b{end}b: 2{end}"
    assert problem(2, 1).show(source).split("\n")[1] == "   2 | b: 2"
    assert len(text_lines(source)) == 3


def test_a_byte_order_mark_takes_no_column() -> None:
    shown = problem(1, 4).show("\ufeffa: 1\n").splitlines()
    assert shown[1:3] == ["   1 | a: 1", "     |    ^"]


def test_wide_signs_take_two_columns_and_accents_none() -> None:
    assert [cells(text) for text in ("abc", "日本", "e\u0301", "", "·")] == [3, 4, 1, 0, 1]
    shown = problem(1, 4, 2).show("日e\u0301本語").splitlines()
    assert shown[2] == "     |    ^^^^"


@pytest.mark.parametrize(
    ("column", "starts", "marked"),
    [(1, 0, 0), (41, 0, 40), (42, 1, 40), (200, 159, 40), (300, 180, 119)],
)
def test_a_long_line_is_shortened_around_the_place(
    column: int, starts: int, marked: int
) -> None:
    line = "".join(chr(0x410 + index % 50) for index in range(300))
    _, excerpt, mark, _ = problem(1, column).show(line).splitlines()
    assert excerpt == f"   1 | {line[starts : starts + 120]}"
    assert mark == f"     | {' ' * marked}^"


def test_a_line_that_just_fits_is_shown_whole() -> None:
    line = "x" * 120
    assert line in problem(1, 120).show(line)
    assert line not in problem(1, 120).show(f"{line[:-1]}yz")


@given(
    line=st.text(printable, min_size=1, max_size=400),
    place=st.integers(0, 399),
    width=st.integers(0, 500),
)
def test_the_mark_stands_under_the_place(line: str, place: int, width: int) -> None:
    column = place % len(line) + 1
    _, excerpt, mark, _ = problem(1, column, width).show(line).split("\n")
    before = [len(start) for start in starts_of(excerpt) if cells(start) == mark.index("^")]
    assert line[column - 1] in [excerpt[length] for length in before]
    assert cells(mark) <= max(cells(excerpt), mark.index("^") + 1)
    assert len(excerpt) <= len("   1 | ") + 120


def starts_of(text: str) -> list[str]:
    return [text[:length] for length in range(len(text))]


@given(source=st.text(max_size=200), line=st.integers(-2, 9), column=st.integers(1, 300))
def test_any_text_and_place_can_be_shown(source: str, line: int, column: int) -> None:
    shown = problem(line, column).show(source).split("\n")
    assert len(shown) in (2, 4)
    assert all(char.isprintable() for each in shown for char in each)


def test_problems_stand_in_the_order_of_their_places() -> None:
    assert Spot("a", 2, 1) < Spot("a", 2, 3) < Spot("a", 10, 1) < Spot("b", 1, 1)


def test_a_refusal_has_a_code_and_a_sentence() -> None:
    refusal = Refusal(code="unknown_plan", says="There is no plan complete@9.")
    assert refusal.code == "unknown_plan"
    assert str(refusal) == refusal.says == "There is no plan complete@9."
