"""What can be done with imports: bring a file, choose columns, try, import, undo."""

from flatwright.office.intake.actions.beginning import (
    begin,
    go_on,
    is_long,
    run_here,
    try_later,
    undo,
)
from flatwright.office.intake.actions.bringing import Brought, bring, choose, look_at
from flatwright.office.intake.actions.inventories import (
    Inventory,
    accept,
    bring_inventory,
    ignore,
)
from flatwright.office.intake.actions.trying import try_it

__all__ = [
    "Brought",
    "Inventory",
    "accept",
    "begin",
    "bring",
    "bring_inventory",
    "choose",
    "go_on",
    "ignore",
    "is_long",
    "look_at",
    "run_here",
    "try_it",
    "try_later",
    "undo",
]
