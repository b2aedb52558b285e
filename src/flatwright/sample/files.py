"""Some files on tickets: a log, a list, a note."""

from flatwright.office.audit.changes import create
from flatwright.office.desk.files import Upload, kept, kind_of
from flatwright.office.desk.models import TicketFile
from flatwright.sample.chance import Chance
from flatwright.sample.drafts import Draft
from flatwright.sample.house import SAMPLE

_FILES = (
    (
        "event-log.txt",
        "08:14:02 profile service stopped\n08:14:09 profile service started\n",
    ),
    ("shared-folders.csv", "folder,who,right\nOffice,all,write\nPayroll,two,write\n"),
    ("quote.txt", "Labour as estimated, at the project rate. Materials at cost.\n"),
    ("leave-behind.txt", "1. Sign in as before.\n2. Press the blue button.\n3. Done.\n"),
    ("speed-test.txt", "down 12.4 Mbit/s, up 1.1 Mbit/s, 08:40, by cable\n"),
)


def attach_some(chance: Chance, drafts: list[Draft]) -> None:
    """Store the files on a few tickets that somebody works on."""
    worked = [each for each in drafts if each.ticket.assignee_id and each.entries]
    chosen = chance.some(worked[-200:], len(_FILES))
    for draft, (name, text) in zip(chosen, _FILES, strict=False):
        content = text.encode()
        upload = Upload(name=name, size=len(content), begins=content, pieces=[content])
        row = TicketFile(
            ticket=draft.ticket,
            blob=kept(SAMPLE, upload),
            key=chance.key(),
            name=name,
            kind=kind_of(content),
            at=draft.ticket.updated,
            by=str(draft.ticket.assignee),
            is_public=chance.happens(0.5),
        )
        create(SAMPLE, row)
