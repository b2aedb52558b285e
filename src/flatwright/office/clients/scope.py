"""What somebody may reach and do: told to every query, in place of a user."""

from dataclasses import dataclass
from enum import Enum

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.actor import Actor


class Right(Enum):
    """What somebody may do with what they reach."""

    SEE = "see clients and tickets"
    WORK = "write tickets and log time"
    DISPATCH = "assign work and answer for others"
    FORGIVE = "waive a bill as goodwill"
    CLIENTS = "change clients, people and devices"
    AGREE = "enter plans and agreements"
    MONEY = "see cost and margin"
    IMPORT = "import and undo an import"
    AUDIT = "read the whole record of changes"
    HOUSE = "change settings, accounts and jobs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Who acts, which clients they reach (None: all), and what they may do."""

    actor: Actor
    clients: frozenset[int] | None = frozenset()
    rights: frozenset[Right] = frozenset()
    user: int | None = None  # the account's number, where a person acts

    def may(self, right: Right) -> bool:
        """Whether this is among their rights."""
        return right in self.rights

    def need(self, right: Right) -> None:
        """Raises Refusal (not_allowed) where the right is missing."""
        if right not in self.rights:
            says = f"Your role does not let you {right.value}."
            raise Refusal(code="not_allowed", says=says)

    def reaches(self, client: int) -> bool:
        """Whether a client is among those reached."""
        return self.clients is None or client in self.clients

    def need_client(self, client: int) -> None:
        """Raises Refusal (not_reached) where a client is not among those reached."""
        if not self.reaches(client):
            raise Refusal(code="not_reached", says="This client is not among yours.")


def everything(actor: Actor) -> Scope:
    """The scope of the house itself: its jobs and its command line."""
    return Scope(actor=actor, clients=None, rights=frozenset(Right))
