"""What the author of a text must fix, and what the rules refuse."""

from dataclasses import dataclass


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
        lines = source.splitlines()
        first = f"{at.file}:{at.line}:{at.column}: {self.says} [{self.code}]"
        if not 0 < at.line <= len(lines):
            return f"{first}\n       {self.remedy}"
        excerpt, column = _shortened(lines[at.line - 1], at.column)
        number = f"{at.line:>4}"
        mark = "^" * max(1, min(at.width, len(excerpt) - column + 1))
        return "\n".join(
            (
                first,
                f"{number} | {excerpt}",
                f"{' ' * len(number)} | {' ' * (column - 1)}{mark}",
                f"       {self.remedy}",
            ),
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
    shown = "".join(char if char.isprintable() else "·" for char in line)
    if len(shown) <= _EXCERPT:
        return shown, column
    start = max(0, min(column - 1 - _EXCERPT // 3, len(shown) - _EXCERPT))
    return shown[start : start + _EXCERPT], column - start
