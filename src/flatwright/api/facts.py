"""The facts of a ticket, from what was sent to what the desk takes."""

from typing import Any

from flatwright.api.values import named
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import Ticket

_WORDS = {"person": "who", "thing": "what"}  # how one is told, where there is no row


def facts_of(scope: Scope, client: Client, sent: dict[str, Any]) -> dict[str, Any]:
    """What a key names is listed; a word in its place takes the key away."""
    facts = named(scope, client, sent)
    for name, word in _WORDS.items():
        if facts.get(name) is not None:
            facts[word] = Ticket.Told.LISTED.value
        elif word in facts and facts[word] != Ticket.Told.LISTED:
            facts[name] = None
    if facts.get("site") is not None:
        facts["where"] = "office"
    return facts
