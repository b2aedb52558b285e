"""Bytes become text, when they are UTF-8 and hide nothing from the reader's eye."""

import re

from flatwright.domain.kernel.problem import Problem, Spot, text_lines

_MARKS = (  # the longer mark first: UTF-32 begins like UTF-16
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UNSEEN = (
    ("\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f", "a control character"),
    ("\x85\u2028\u2029", "a line separator that some programs show and some do not"),
    ("\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c", "a mark that turns the text around"),
    ("\ufeff\ufffe\uffff\ud800-\udfff", "a character that cannot be seen"),
)
UNSEEN = re.compile(f"[{''.join(chars for chars, _ in _UNSEEN)}]")


def decoded(file: str, source: bytes | str, largest: int) -> tuple[str, Problem | None]:
    """The text without its byte order mark, or why it is not read."""
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > largest:
        says = f"the text has {len(raw):,} bytes; at most {largest:,} are read"
        remedy = "Split it, or take out what is not used."
        return "", Problem(
            code="text-too-large", spot=Spot(file, 1, 1), says=says, remedy=remedy
        )
    other = _other_encoding(raw)
    if other:
        says = f"the text is written in {other}; expected UTF-8"
        return "", _wrong_encoding(Spot(file, 1, 1), says)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        says = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        before = raw[: error.start].decode("utf-8-sig", "replace")
        return "", _wrong_encoding(spot_at(file, before, len(before)), says)
    found = UNSEEN.search(text)
    if not found:
        return text, None
    spot = spot_at(file, text, found.start())
    says = f"here stands {named(found[0])}"
    return "", Problem(code="not-yaml", spot=spot, says=says, remedy="Delete it.")


def spot_at(file: str, text: str, index: int) -> Spot:
    """The line and the column of a character, by the line ends that YAML knows."""
    lines = text_lines(text[:index])
    return Spot(file, len(lines), len(lines[-1]) + 1)


def named(char: str) -> str:
    """What an unseen character is, with its number."""
    kind = next(says for chars, says in _UNSEEN if re.match(f"[{chars}]", char))
    return f"{kind} (U+{ord(char):04X})"


def _other_encoding(raw: bytes) -> str | None:
    """Another encoding, by its mark or by the zeros that ASCII has in it."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    zeros = [index for index, byte in enumerate(raw[:4]) if byte == 0]
    if zeros in ([0, 1, 2], [1, 2, 3]):
        return "UTF-32"
    return "UTF-16" if zeros in ([0, 2], [1, 3], [0], [1]) else None


def _wrong_encoding(spot: Spot, says: str) -> Problem:
    return Problem(code="wrong-encoding", spot=spot, says=says, remedy="Save it as UTF-8.")
