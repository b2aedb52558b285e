"""Writing to the desk: every change of a ticket ends in a decision that is up to date."""

from flatwright.office.desk.actions.agreeing import (
    Asked,
    add_material,
    answer_approval,
    ask_approval,
    remove_material,
    take_back_goodwill,
    waive,
)
from flatwright.office.desk.actions.talk import attach, comment, tick
from flatwright.office.desk.actions.tickets import (
    answer,
    assign,
    edit_ticket,
    join,
    merge,
    open_from,
    open_ticket,
    set_status,
)
from flatwright.office.desk.actions.time import (
    Span,
    edit_entry,
    log_time,
    remove_entry,
    start_timer,
    stop_timer,
)

__all__ = [
    "Asked",
    "Span",
    "add_material",
    "answer",
    "answer_approval",
    "ask_approval",
    "assign",
    "attach",
    "comment",
    "edit_entry",
    "edit_ticket",
    "join",
    "log_time",
    "merge",
    "open_from",
    "open_ticket",
    "remove_entry",
    "remove_material",
    "set_status",
    "start_timer",
    "stop_timer",
    "take_back_goodwill",
    "tick",
    "waive",
]
