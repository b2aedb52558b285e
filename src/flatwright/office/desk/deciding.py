"""What the core says of a ticket, and the decision as a record.

The same function previews what is typed and records what is done. `deciding_one` decides
a ticket and keeps it, `deciding_many` much work of a client.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from flatwright import __version__
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision as Decided
from flatwright.domain.coverage.near import near
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Drawn, PriorUse, TimeEntry, WorkItem
from flatwright.imports.answers import full_answer
from flatwright.office.agreements.models import Agreement
from flatwright.office.agreements.terms import terms_on
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create_all
from flatwright.office.clients.models import Client
from flatwright.office.desk.ahead import looked_ahead
from flatwright.office.desk.badges import badge
from flatwright.office.desk.drawing import drawn_before
from flatwright.office.desk.facts import (
    Hanging,
    hanging_on,
    told,
    work_item,
)
from flatwright.office.desk.models import Decision, Ticket, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What the core said of a ticket, from which facts, under which agreement."""

    decided: Decided
    item: WorkItem
    terms: Terms
    agreement: Agreement
    ahead: Decided | None = None

    @property
    def shown(self) -> Decided:
        """What pages tell: who pays, or before any work who would pay for it."""
        return self.ahead or self.decided


def preview(
    ticket: Ticket,
    on: date,
    more: tuple[TimeEntry, ...] = (),
    hanging: Hanging | None = None,
) -> Worked | None:
    """What would be decided of a ticket as it is told, stored or not; None: no agreement.

    `more` are entries that are being written; `hanging` is what hangs on it, where that
    was read already. Asking records nothing.
    """
    found = terms_on(ticket.client, on)
    if found is None:
        return None
    _, terms = found
    window = max(plan.projects.related_within.count for plan in terms.plans)
    stored = ticket.pk is not None
    item = (
        work_item(ticket, terms.currency, window, hanging or hanging_on(ticket))
        if stored
        else told(ticket, terms.currency)
    )
    item = replace(item, entries=(*item.entries, *more))
    return worked(item, found, drawn_before(ticket, begins_of(item)))


def worked(
    item: WorkItem, under: tuple[Agreement, Terms], before: tuple[Drawn, ...]
) -> Worked:
    """What the core says of work under an agreement, after what was drawn before it."""
    agreement, terms = under
    item = replace(item, prior=replace(item.prior, drawn=before))
    decided = decide(item, terms)
    return Worked(
        decided=decided,
        item=item,
        terms=terms,
        agreement=agreement,
        ahead=looked_ahead(item, terms, decided),
    )


def day_of(ticket: Ticket, hanging: Hanging | None = None) -> date:
    """The client's day on which a ticket's work begins; before any, when it was opened."""
    if hanging:
        first = min((each.start for each in hanging.entries), default=None)
    else:
        starts = ticket.entries.order_by("start").values_list("start", flat=True)
        first = starts.first()
    return (first or ticket.opened).astimezone(ZoneInfo(ticket.client.time_zone)).date()


def decision_of(by: Actor, ticket: Ticket, found: Worked) -> Decision:
    """The record of what was decided; it is not stored yet."""
    decided, terms = found.decided, found.terms
    facts = _plain(dataclasses.asdict(replace(found.item, prior=PriorUse())))
    answer = _plain(full_answer(decided))
    minutes = decided.minutes
    before = ticket.decision
    pays = decided.client_pays().minor
    delta = pays - before.pays if before else 0
    return Decision(
        ticket=ticket,
        agreement=found.agreement,
        at=timezone.now(),
        by=by.name[:200],
        supersedes=before,
        engine=__version__,
        facts=facts,
        facts_digest=_digest(facts),
        plans=", ".join(dict.fromkeys(plan.name for plan in terms.plans))[:200],
        near=[each.says for each in near(found.item, terms, decided)],
        status=decided.status.value,
        badge=badge(found.shown),
        answer=answer,
        codes=sorted({step.cites.code for step in decided.walk}),
        begins=begins_of(found.item),
        worked=sum(minutes.values()),
        covered=minutes.get(Outcome.COVERED, 0),
        absorbed=minutes.get(Outcome.ABSORBED, 0),
        currency=terms.currency,
        pays=pays,
        waived=decided.final.goodwill_amount.minor if decided.final else 0,
        cost=(decided.final or decided).cost_tracked.minor,
        delta=delta,
        document="credit_note" if delta < 0 else "invoice_line" if delta > 0 else "",
    )


def says_the_same(before: Decision, made: Decision) -> bool:
    """Whether a decision that stands has the same facts and the same answer."""
    return (before.facts_digest, before.answer) == (made.facts_digest, made.answer)


def keep_all(by: Actor, client: Client, made: list[tuple[Decision, Worked]]) -> None:
    """Keep decisions on a client's tickets, with what they drew: these stand now."""
    decisions = create_all(by, [decision for decision, _ in made])
    uses = [
        Use(decision=decision, client=client, **dataclasses.asdict(each))
        for decision, found in made
        for each in found.decided.drawn
    ]
    create_all(by, uses)
    for decision in decisions:
        decision.ticket.decision = decision
        decision.ticket.stands = decision.status
    # Which one stands follows from the decisions: no edit that somebody could have missed.
    tickets = [each.ticket for each in decisions]
    Ticket.objects.bulk_update(tickets, ["decision", "stands"], 500)


def begins_of(item: WorkItem) -> datetime | None:
    """The first minute of work; None before any."""
    if not item.entries:
        return None
    return datetime.fromtimestamp(min(e.start for e in item.entries) * 60, tz=UTC)


def _plain(value: Any) -> Any:
    """As JSON keeps it: what is compared with a stored row is what was stored."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder, default=_told))


def _told(value: Any) -> Any:
    if isinstance(value, Iterable):
        return list(value)
    return DjangoJSONEncoder().default(value)


def _digest(facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
