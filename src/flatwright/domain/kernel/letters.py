"""Letters that nobody sees: what turns the order of others, or hides between them."""

import re

# Embeddings, overrides and isolates; spaces without width; tags. No name needs them.
_HIDDEN = (
    "\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
# They shape or order letters in Arabic, Hebrew, Hindi or of pictures: not among our own.
_MARKS = "\u061c\u200c-\u200f"
_UNSEEN = re.compile(f"[{_HIDDEN}]+|(?:(?<=[\\x00-\\x7f])|^)[{_MARKS}]+(?=[\\x00-\\x7f]|$)")


def without_hidden(text: str) -> str:
    """A text without what cannot be seen; names of every script stay as they are."""
    return text if text.isascii() else _UNSEEN.sub("", text)
