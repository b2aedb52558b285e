"""Where compiled code is kept: a folder of its own for each state of its sources.

numba keeps what it compiled by the outer function's file alone. A change to a function that
it calls would go unseen, and an upgrade could count by old rules.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import numba


def keep_by_sources(modules: Iterable[ModuleType], *more: str) -> None:
    """Keep compiled code in a folder named by the sources of these modules and files.

    Where that folder cannot be written, numba looks for another by itself.
    """
    files = [*(str(module.__file__) for module in modules), *more]
    state = hashlib.sha256(numba.__version__.encode())
    for file in files:
        state.update(Path(file).read_bytes())
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home) / "flatwright" / state.hexdigest()[:16]
    vars(numba.config)["CACHE_DIR"] = str(folder)
