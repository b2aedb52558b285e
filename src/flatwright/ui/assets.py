"""The name under which styles, scripts and fonts are handed out: it changes with them.

So a browser may keep them for good, and a new version is never mixed with an old one.
"""

import hashlib
from pathlib import Path

from flatwright import __version__

_FILES = Path(__file__).parent / "static"


def edition() -> str:
    """A few signs that stand for all the files together."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(_FILES.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(_FILES).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
