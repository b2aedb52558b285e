"""Which devices a question offers: the caller's own first, and none chosen beforehand."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flatwright.office.clients.models import Thing
from flatwright.office.desk.models import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The caller's own things, the rest, and those that one tap names."""

    own: tuple[Thing, ...]
    rest: tuple[Thing, ...]
    at_once: tuple[Thing, ...]  # the only ones of their kind that the caller has


def offered(ticket: Ticket, things: Collection[Thing], on: date) -> Offered:
    """What may be answered to "which device?" about a ticket, on a day."""
    own = tuple(each for each in things if _is_theirs(each, ticket, on))
    kinds = Counter(each.kind for each in own)
    return Offered(
        own=own,
        rest=tuple(each for each in things if each not in own),
        at_once=tuple(each for each in own if kinds[each.kind] == 1),
    )


def _is_theirs(thing: Thing, ticket: Ticket, on: date) -> bool:
    is_owner = ticket.person_id is not None and thing.owner_id == ticket.person_id
    return is_owner and (thing.last is None or thing.last >= on)
