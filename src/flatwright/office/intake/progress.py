"""How far an import, its deciding or its undoing is."""

from dataclasses import dataclass

from flatwright.office.intake.models import Batch, Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is done of how many."""

    what: str  # rows
    done: int
    of: int

    def __str__(self) -> str:
        return f"{self.done:,} of {self.of:,} {self.what}"


def progress(batch: Batch) -> Progress:
    """Rows first, then the tickets that came with them; undoing counts what was done."""
    at = batch.cursor
    if batch.state == Batch.State.UNDOING:
        of = Effect.objects.filter(batch=batch).count()
        return Progress(what="changes taken back", done=batch.done, of=of)
    if batch.state == Batch.State.RUNNING and "of" in at:
        return Progress(what="tickets decided", done=at["decided"], of=at["of"])
    return Progress(what="rows", done=batch.done, of=batch.total)
