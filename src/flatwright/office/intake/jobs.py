"""The work of an import in the background: a chunk is a transaction of the job's own."""

from flatwright.office.intake.actions.beginning import step
from flatwright.office.intake.actions.trying import Tried, keep_trial, trial
from flatwright.office.intake.models import Batch
from flatwright.office.intake.progress import progress
from flatwright.office.intake.running import scope_of_batch
from flatwright.office.queue.running import Done, More, Work


def prepare_import(work: Work) -> Tried | None:
    """A dry run reads the whole file and writes nothing: it needs no transaction."""
    batch = _batch(work)
    if batch.state != Batch.State.TRYING:
        return None
    return trial(scope_of_batch(batch, work.by), batch)


def import_job(work: Work) -> Done | More:
    """Keep what a dry run found, or do one chunk; where it is, is kept in the batch."""
    batch = _batch(work)
    if isinstance(work.prepared, Tried):
        if batch.state == Batch.State.TRYING:
            keep_trial(scope_of_batch(batch, work.by), batch, work.prepared)
        return Done(says=f"{batch.name}: tried, nothing is kept yet.")
    if step(work.by, batch.key):
        batch = _batch(work)
        return Done(says=f"{batch.name}: {batch.get_state_display().lower()}.")
    batch = _batch(work)
    far = progress(batch)
    return More(cursor=batch.done, done=far.done, of=far.of, says=far.what)


def _batch(work: Work) -> Batch:
    return Batch.objects.get(key=str(work.payload["batch"]))
