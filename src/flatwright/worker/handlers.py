"""Every kind of job and how it is done, and what is done again and again."""

from datetime import time

from flatwright.office.accounts import mailing
from flatwright.office.desk import again
from flatwright.office.intake.actions import beginning
from flatwright.office.intake.jobs import import_job, prepare_import
from flatwright.office.queue.models import Rhythm
from flatwright.office.queue.running import Handler
from flatwright.office.queue.schedules import Plan
from flatwright.office.queue.times import Every
from flatwright.worker.mailing import note_sent, send_invitation
from flatwright.worker.record import verify_record
from flatwright.worker.tidying import tidy

HANDLERS = {
    "verify record": Handler(verify_record),
    "tidy": Handler(tidy),
    again.JOB: Handler(again.decide_again),
    mailing.JOB: Handler(note_sent, prepare=send_invitation),
    beginning.JOB: Handler(import_job, prepare=prepare_import),
}
SCHEDULES = (
    Plan(
        name="record verified nightly",
        kind="verify record",
        every=Every(rhythm=Rhythm.DAILY, at=time(2, 30)),
    ),
    Plan(
        name="tidied nightly",
        kind="tidy",
        every=Every(rhythm=Rhythm.DAILY, at=time(3, 10)),
    ),
)
