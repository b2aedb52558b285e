"""What the author of a text must fix, and what the rules refuse."""

import re
import unicodedata
from dataclasses import dataclass

_LINE_END = r"\r\n|\r|\n"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a text, counted from 1."""

    file: str
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing the author of a text must fix; `code` names its entry in docs/errors.md."""

    code: str
    spot: Spot
    says: str
    remedy: str

    def show(self, source: str) -> str:
        """Render for a terminal: clickable place, excerpt, then the remedy."""
        at = self.spot
        line = _line(source, at.line)
        first = f"{at.file}:{at.line}:{at.column}: {self.says} [{self.code}]"
        if line is None:
            return f"{first}\n       {self.remedy}"
        excerpt, column = _shortened(line, at.column)
        number = f"{at.line:>4}"
        before = " " * cells(excerpt[: column - 1])
        marks = "^" * max(1, cells(excerpt[column - 1 : column - 1 + at.width]))
        return "\n".join(
            (
                first,
                f"{number} | {excerpt}",
                f"{' ' * len(number)} | {before}{marks}",
                f"       {self.remedy}",
            ),
        )


def text_lines(source: str) -> list[str]:
    """The lines of a text, by the line ends that YAML knows, and no others."""
    return re.split(_LINE_END, source)


def _line(source: str, number: int) -> str | None:
    """One line of a text that may be long, without its byte order mark."""
    if number < 1:
        return None
    begin = int(source.startswith("\ufeff"))
    ends = re.finditer(_LINE_END, source)
    for _ in range(number - 1):
        end = next(ends, None)
        if end is None:
            return None
        begin = end.end()
    end = next(ends, None)
    return source[begin : end.start() if end else None]


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: accents none, wide signs two."""
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


class Refusal(Exception):  # noqa: N818 - the glossary's word for what the rules forbid
    """A person asked for what the rules forbid: a code, and one sentence that says why."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


_EXCERPT = 120


def _shortened(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around a column, and where the column stands in it."""
    start = 0
    if len(line) > _EXCERPT:
        start = max(0, min(column - 1 - _EXCERPT // 3, len(line) - _EXCERPT))
    shown = line[start : start + _EXCERPT]
    return "".join(char if char.isprintable() else "·" for char in shown), column - start
