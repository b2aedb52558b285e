"""Where it is printed: answers to stdout alone; progress and notes to stderr."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import typer

from flatwright.cli.json_text import json_text

Each = TypeVar("Each")
WIDEST = 110  # prose is hard to read in longer lines


def print_json(value: Any) -> None:
    """The answer for another program."""
    print_text(json_text(value))


def print_text(text: str) -> None:
    """A text as it is."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def show(parts: Iterable[Any]) -> None:
    """A page for people: as wide as the terminal, plain where there is none."""
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False)
    console.width = min(console.width, WIDEST)
    with console.capture() as caught:
        for part in parts:
            console.print(part, crop=False)
    print_text("\n".join(line.rstrip() for line in caught.get().splitlines()))


def note(text: str) -> None:
    """Something worth knowing that is not part of the answer."""
    sys.stderr.write(f"{printable(text)}\n")


def stop(text: str) -> NoReturn:
    """Say why it does not go on, and end with exit code 1."""
    note(text)
    raise typer.Exit(1)


def printable(text: str) -> str:
    """A text that cannot steer a terminal: what is not printable is shown as a dot."""
    return "".join(char if char.isprintable() or char == "\n" else "·" for char in text)


def progress(items: Sequence[Each], what: str) -> Iterator[Each]:
    """The items one by one, with a bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, what, console=Console(stderr=True), transient=True)


@contextmanager
def busy(what: str) -> Iterator[None]:
    """A sign of life with the time gone by, for work whose length is not known."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(printable(what), total=None)
        yield


def steady_streams() -> None:
    """A sign that the terminal's encoding lacks becomes a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def hush() -> None:
    """Nobody reads stdout any more: let what is left go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
