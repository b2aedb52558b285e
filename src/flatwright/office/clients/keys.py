"""Public names of rows: random, so that an address tells nothing and cannot be guessed."""

import secrets

_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # none that look alike
LENGTH = 10


def new_key() -> str:
    """Ten letters and digits, one of 6 x 10^14."""
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
