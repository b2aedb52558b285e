"""Letters that nobody sees are taken out; names of every script stay as they are."""

import pytest

from flatwright.domain.kernel.letters import without_hidden

NAMES = (
    *("Ada Byron", "Zoë Strauß", "محمد علي", "דָּוִד כהן", "می‌خواهم", "क्‍ष", "陳大文"),
    *("Ben 👩‍💻", "שלום\u200f (IT)", "\u200fדוד"),  # noqa: RUF001 - Hebrew is meant
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
        ("مر\u202eحبا", "مرحبا"),  # noqa: RUF001 - Arabic is meant
    ],
)
def test_what_turns_or_hides_among_letters_is_taken_out(typed: str, kept: str) -> None:
    assert without_hidden(typed) == kept
