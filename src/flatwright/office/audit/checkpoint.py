"""A checkpoint: how far the record of changes went, kept where nobody here can reach it.

Whoever can write to the database can cut the end of the record and its head with it. What
was noted elsewhere tells that it once went further.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.models import Event, Head

_MOST = (1 << 63) - 1  # that a database counts to


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How many events there were, and the digest of the last."""

    events: int
    digest: str


def now() -> Checkpoint:
    """The head of the chain as it stands."""
    head = Head.objects.filter(pk=1).first() or Head()
    return Checkpoint(events=head.count, digest=head.digest)


def problem_since(path: Path) -> str:
    """What is wrong since a checkpoint was written; nothing, too, where there is none yet.

    Raises Refusal (no_checkpoint) for a file that is something else.
    """
    if not path.exists():
        return ""
    noted = _read(path)
    if not noted.events:
        return ""
    rows = Event.objects.order_by("id").values_list("digest", flat=True)
    found = rows[noted.events - 1 : noted.events].first()
    if found is None:
        return f"there were {noted.events} events, and now there are {rows.count()}"
    if found != noted.digest:
        return f"event number {noted.events} is another one than it was"
    return ""


def note_head(path: Path, head: Checkpoint) -> None:
    """Write how far the record goes, in place of what the file said before."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_text(f"{json.dumps(asdict(head))}\n", encoding="ascii")
    unfinished.replace(path)


def _read(path: Path) -> Checkpoint:
    try:
        told = json.loads(path.read_bytes())
        events, digest = told["events"], told["digest"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _no_checkpoint(path) from error
    if type(events) is not int or not 0 <= events <= _MOST or not isinstance(digest, str):
        raise _no_checkpoint(path)
    return Checkpoint(events=events, digest=digest)


def _no_checkpoint(path: Path) -> Refusal:
    says = f"{path} is no checkpoint. Name a file that --checkpoint wrote, or a new one."
    return Refusal(code="no_checkpoint", says=says)
