"""Letters that nobody sees are taken out; names of every script stay as they are."""

import pytest

from flatwright.domain.kernel.letters import without_hidden

ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

NAMES = (
    *("Ada Byron", "Zoë Strauß", "محمد علي", "דָּוִד כהן", "می‌خواهم", "क्‍ष", "陳大文"),
    *("Ben 👩‍💻", "שלום\u200f (IT)", "\u200fדוד"),  # noqa: RUF001 - Hebrew is meant
    *(
        "สวัสดี\u200bครับ",
        "Team \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "I \u2764\ufe0f IT",
    ),
    *(f"Leeds {ENGLAND}", "\u8fbb\U000e0100", "1\ufe0f\u20e3", "Ada\u00a0Byron"),
    *("one\ntwo\tthree", "one\r\ntwo", "", "\U0001f600", "\u0301", "."),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_stays_as_it_is(name: str) -> None:
    assert without_hidden(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("\u2066Ada\u2069", "Ada"),
        ("\ufeffAda", "Ada"),
        ("A\u200bd\u2060a", "Ada"),
        ("A\u200cd\u200da\u200e", "Ada"),
        ("soft\u00adly", "softly"),
        ("pay\U000e0041\U000e0042", "pay"),
        ("a\x1b[31mb\x7f\x85c\u2028d\u2029e\x00\rf", "a[31mb c d e f"),
        ("Zo\u00eb\u200d Strau\u00df\u200e", "Zo\u00eb Strau\u00df"),
        ("\u0416\u200d\u0416", "\u0416\u0416"),
        ("Zoe\u0308\u200d", "Zoe\u0308"),
        ("A\u3164d\u034fa\ufe0f\U000e0100", "Ada"),
        ("\U0001f600\ufe0f\U000e0101\U000e0102", "\U0001f600\ufe0f"),
        ("\U0001f3f4" + ENGLAND[1:] * 20, ENGLAND),
        ("\U0001f3f4\U000e0067", "\U0001f3f4"),
        ("\u200bสวัสดี\u200b\u200bครับ\u200b", "สวัสดีครับ"),
        ("مر\u202eحبا", "مرحبا"),  # noqa: RUF001 - Arabic is meant
    ],
)
def test_what_turns_or_hides_among_letters_is_taken_out(typed: str, kept: str) -> None:
    assert without_hidden(typed) == kept


FILLERS = (
    "\u3164\u2800\u115f\u1160\uffa0\u034f\u00a0\u2003\ufe0f\U000e0100\u200c\u200e\u3000"
)


@pytest.mark.parametrize("name", [*FILLERS, "\u00a0\u2003", FILLERS, " ", " \n", "\x1b"])
def test_a_name_that_shows_nothing_is_as_empty(name: str) -> None:
    assert without_hidden(name) == ""
