"""What is stored of work."""

from flatwright.office.desk.models.decisions import Answer, Decision, Use
from flatwright.office.desk.models.ending import still_open
from flatwright.office.desk.models.tickets import (
    ENDED,
    UNKNOWN,
    WAITING,
    Aim,
    Blob,
    CheckItem,
    Comment,
    Sequence,
    Template,
    Ticket,
    TicketFile,
)
from flatwright.office.desk.models.work import (
    Approval,
    Goodwill,
    Material,
    TimeEntry,
    Timer,
    Wait,
)

__all__ = [
    "ENDED",
    "UNKNOWN",
    "WAITING",
    "Aim",
    "Answer",
    "Approval",
    "Blob",
    "CheckItem",
    "Comment",
    "Decision",
    "Goodwill",
    "Material",
    "Sequence",
    "Template",
    "Ticket",
    "TicketFile",
    "TimeEntry",
    "Timer",
    "Use",
    "Wait",
    "still_open",
]
