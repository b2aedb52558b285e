"""What commands with a database begin with, and how long work shows that it goes on."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flatwright.cli.console import printable

Tell = Callable[[str, float], None]
SETTINGS = "flatwright.site.settings"


def begin(home: Path | None) -> Path:
    """Start the framework on a home folder; gives the folder."""
    if home is not None:
        os.environ["FLATWRIGHT_HOME"] = str(home.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    from django.conf import settings

    return Path(settings.HOME)


def begin_held(home: Path | None) -> Path:
    """Start on a home that nothing is restored to for as long as this process lives."""
    folder = begin(home)
    from flatwright.office.backups.in_use import hold

    hold(folder)
    return folder


def need_tables() -> None:
    """Raises Refusal where there is no database yet, or one of an older version."""
    from flatwright.domain.kernel.problem import Refusal
    from flatwright.office.backups.schema import is_new, missing_steps

    if is_new():
        says = "There is no database here yet. Begin with: flatwright serve"
        raise Refusal(code="no_database", says=says)
    if missing_steps():
        says = "The database is of an older version. Bring it up with: flatwright upgrade"
        raise Refusal(code="old_schema", says=says)


@contextmanager
def telling(what: str) -> Iterator[Tell]:
    """A bar on stderr that moves as it is told; silent where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _what, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(printable(what), total=1.0)
        yield lambda said, share: bar.update(
            task, description=printable(said), completed=share
        )
