"""What is stored of work."""

from flatwright.office.desk.models.decisions import Answer, Decision, Use
from flatwright.office.desk.models.tickets import (
    Aim,
    Blob,
    CheckItem,
    Comment,
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
)

__all__ = [
    "Aim",
    "Answer",
    "Approval",
    "Blob",
    "CheckItem",
    "Comment",
    "Decision",
    "Goodwill",
    "Material",
    "Template",
    "Ticket",
    "TicketFile",
    "TimeEntry",
    "Timer",
    "Use",
]
