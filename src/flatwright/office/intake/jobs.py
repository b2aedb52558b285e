"""The work of an import in the background: a chunk is a transaction of the job's own."""

from flatwright.office.intake.actions.beginning import step
from flatwright.office.intake.models import Batch
from flatwright.office.queue.running import Done, More, Work


def import_job(work: Work) -> Done | More:
    """Do one chunk of a batch; where it is, is kept in the batch."""
    key = str(work.payload["batch"])
    if step(work.by, key):
        batch = Batch.objects.get(key=key)
        return Done(says=f"{batch.name}: {batch.get_state_display().lower()}.")
    batch = Batch.objects.get(key=key)
    return More(cursor=batch.done, done=batch.done, of=batch.total, says="rows")
