"""Letters that nobody sees: what turns the order of others, or hides between them."""

import re
from unicodedata import category

# Ends of lines that no other program here takes for one: they part words.
_BREAKS = re.compile(r"\r(?!\n)|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Controls; embeddings, overrides and isolates; spaces without width; signs that fill the
# place of a letter; tags. No name needs them.
_CONTROLS = r"\x00-\x08\x0e-\x1b\x7f-\x9f"
_TURNING = r"\u00ad\u180e\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_FILLING = r"\u034f\u115f\u1160\u2800\u3164\uffa0"
_HIDDEN = rf"{_CONTROLS}{_TURNING}{_FILLING}\U000e0000-\U000e007f"
# A space without width parts the words of Thai, Lao, Tibetan, Burmese and Khmer.
_UNPARTED = r"\u0e00-\u109f\u1780-\u17ff"
_PARTING = rf"\u200b(?:(?<![{_UNPARTED}]\u200b)|(?![{_UNPARTED}]))"
# A flag of a land within a country: a black flag, the letters as tags, and their end.
_FLAG = r"\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_UNSEEN = re.compile(rf"({_FLAG})|{_PARTING}|[{_HIDDEN}]+")

# They shape or order letters in Arabic, Hebrew, Hindi or of pictures: not among ours, the
# Greek and the Cyrillic ones.
_MARKS = r"\u061c\u200c-\u200f"
_OURS = r"\x00-\u052f\u1d00-\u1fff\u2010-\u2027"
# They choose the look of the sign before: of a picture, a digit or a Chinese letter.
_LOOKS = r"\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_IDLE = re.compile(
    rf"(?:(?<=[{_OURS}])|^)[{_MARKS}]+(?=[{_OURS}]|$)|(?:(?<=[A-Za-z\s{_LOOKS}])|^)[{_LOOKS}]+"
)
_LOOK = re.compile(f"[{_LOOKS}]")
_BLANK = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


def without_hidden(text: str) -> str:
    """A text without what cannot be seen; names of every script stay as they are.

    One that shows nothing at all is empty.
    """
    if not (text.isascii() and text.isprintable()):
        text = _IDLE.sub("", _UNSEEN.sub(r"\1", _BREAKS.sub(" ", text)))
    return text if any(_is_seen(sign) for sign in text) else ""


def _is_seen(sign: str) -> bool:
    return category(sign) not in _BLANK and not _LOOK.match(sign)
