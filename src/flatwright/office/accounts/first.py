"""The one-time link by which the first account is made, before anybody can sign in.

Its secret is printed on the terminal that starts the server; a digest of it lies in the
home folder, and goes when set-up is done.
"""

import hmac
import os
from pathlib import Path

from flatwright.office.accounts.models import User
from flatwright.office.accounts.tokens import digest_of, new_secret

_FILE = "setup.token"


def is_nobody_here() -> bool:
    """Whether the first account has still to be made."""
    return not User.objects.exists()


def setup_token(home: Path) -> str | None:
    """A new secret for the set-up link; None once there is an account."""
    if not is_nobody_here():
        end_setup(home)
        return None
    secret = new_secret()
    unfinished = home / f".{_FILE}.{os.getpid()}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(digest_of(secret))
    unfinished.replace(home / _FILE)
    return secret


def is_setup_token(home: Path, told: str) -> bool:
    """Whether this is the secret of the link, and set-up has still to be done."""
    path = home / _FILE
    if not path.exists() or not is_nobody_here():
        return False
    kept = path.read_text(encoding="ascii").strip()
    return hmac.compare_digest(kept, digest_of(told))


def end_setup(home: Path) -> None:
    """The link leads nowhere from now on."""
    (home / _FILE).unlink(missing_ok=True)
