"""Which kinds of things a form offers, and which of them the client's plan counts."""

from flatwright.domain.plan.words import listing, plural
from flatwright.imports.business.kinds import KINDS
from flatwright.office.agreements.now import plan_now
from flatwright.office.clients.models import APPLICATION, PRINTER, Client, Thing
from flatwright.web.clients.forms import ThingForm

_UNOWNED = (PRINTER, APPLICATION)  # they count to nobody


def offered(client: Client) -> tuple[str, ...]:
    """Every known kind, those that the plan counts first."""
    return tuple(dict.fromkeys((*_counted(client), *KINDS)))


def tell_counted(form: ThingForm, client: Client) -> None:
    """Let the form say what the plan counts to a user, before a kind is chosen."""
    counted = _counted(client)
    if counted:
        told = listing([plural(count, kind) for kind, count in counted.items()])
        says = f"The plan counts {told} for each user, and none of another kind."
        form.fields["kind"].help_text = says


def uncounted(thing: Thing) -> str:
    """What is to be said of a user's device of a kind that the plan counts none of."""
    counted = _counted(thing.client)
    plain = thing.owner_id is None or thing.kind in (*_UNOWNED, *counted)
    if plain or not counted:
        return ""
    return f"{thing.name} is kept as {thing.kind}. The plan counts none of this kind."


def _counted(client: Client) -> dict[str, int]:
    """How many of each kind count to a user; nothing where kinds do not matter."""
    plan = plan_now(client)
    allowed = plan.users.devices if plan else None
    return {k: n for k, n in allowed.items() if n} if isinstance(allowed, dict) else {}
