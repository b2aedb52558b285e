"""A client of the core put into the database, and its work put onto tickets.

Keys are the core's own names, so that what comes back can be compared as it is.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import NOBODY, UNKNOWN, WorkItem
from flatwright.imports.plan_shelf import plan_files
from flatwright.office.accounts.models import User
from flatwright.office.agreements.models import (
    AgreedVersion,
    Agreement,
    PlanText,
    Suspension,
)
from flatwright.office.clients.models import (
    Approver,
    Client,
    Condition,
    Person,
    RosterPeriod,
    Site,
    Thing,
)
from flatwright.office.desk.models import (
    Approval,
    Decision,
    Goodwill,
    Material,
    Ticket,
    TimeEntry,
    Use,
)

BEGUN = date(2000, 1, 1)


def at(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, tz=UTC)


def stored_client(terms: Terms) -> Client:
    """The client with people, things and agreement."""
    told = terms.agreement.client
    client = Client.objects.create(name=told.name, time_zone=told.time_zone, first=BEGUN)
    for key in told.sites:
        Site.objects.create(client=client, key=key, name=key, first=BEGUN)
    people = {*told.roster, *told.devices, *told.approvers}
    made = {k: Person.objects.create(client=client, key=k, name=k) for k in sorted(people)}
    for key, periods in told.roster.items():
        for days in periods:
            RosterPeriod.objects.create(person=made[key], first=days.first, last=days.last)
    for key, limit in told.approvers.items():
        most = None if limit is None else int(limit * 100)
        Approver.objects.create(person=made[key], largest_quote=most, first=BEGUN)
    _things(client, terms, made)
    _agreement(client, terms)
    client.touched()
    client.refresh_from_db()
    return client


def _things(client: Client, terms: Terms, people: dict[str, Person]) -> None:
    told = terms.agreement.client
    for key, devices in told.devices.items():
        for place, each in enumerate(devices):
            day = BEGUN + timedelta(days=place)
            _thing(client, each.name, each.kind, owner=people[key], registered=day)
    for each in told.shared.values():
        _thing(client, each.name, each.kind)
    for printer in told.printers.values():
        _thing(client, printer.name, "printer", place=printer.place)
    for name in told.applications:
        _thing(client, name, "application")
    Thing.objects.filter(key__in=told.end_of_life).update(end_of_life=BEGUN)
    for thing in Thing.objects.filter(key__in=told.pre_existing):
        Condition.objects.create(thing=thing, says="faulty", found=BEGUN)


def _thing(client: Client, key: str, kind: str, **more: Any) -> None:
    values = {"registered": BEGUN, "first": BEGUN, **more}
    Thing.objects.create(client=client, key=key, name=key, kind=kind, **values)


def _agreement(client: Client, terms: Terms) -> None:
    told = terms.agreement
    made = Agreement.objects.create(client=client, first=told.first, last=told.last)
    texts = {path.read_text(encoding="utf-8") for path in plan_files()}
    for plan, version in zip(terms.plans, told.versions, strict=True):
        text = next(t for t in texts if _says(t, plan.plan, plan.version))
        row = PlanText.objects.create(
            plan=plan.plan,
            version=plan.version,
            title=plan.title,
            currency=plan.currency,
            text=text,
            digest=f"{plan.name}",
        )
        AgreedVersion.objects.create(agreement=made, plan=row, first=version.first)
    for each in told.suspended:
        Suspension.objects.create(agreement=made, first=each.first, last=each.last)


def _says(text: str, plan: str, version: int) -> bool:
    lines = text.splitlines()
    return f"plan: {plan}" in lines and f"version: {version}" in lines


def stored_ticket(client: Client, work: WorkItem, number: int) -> Ticket:
    """A ticket with the facts, time, approvals and materials of a work item."""
    opened = at(work.opened_at or min((e.start for e in work.entries), default=29_500_000))
    ticket = Ticket.objects.create(
        client=client,
        number=number,
        title=work.key,
        opened=opened,
        updated=opened,
        opened_by="test",
        kind=work.kind,
        action=work.action,
        cause=work.cause,
        priority=work.priority,
        onsite=bool(work.onsite),
        estimate=work.estimate_min,
        after_hours_by=work.after_hours_by,
        planned=work.planned,
        completed=work.completed,
        start=work.confirmed_start if isinstance(work.confirmed_start, date) else None,
        start_told=work.confirmed_start != UNKNOWN,
        will_be_registered=work.object_will_be_registered,
        **_who(client, work.person),
        **_what(client, work),
        **_where(client, work.location),
    )
    _work(ticket, work)
    return ticket


def _who(client: Client, name: str) -> dict[str, Any]:
    person = Person.objects.filter(client=client, key=name).first()
    if person:
        return {"who": "listed", "person": person}
    if name in (NOBODY, UNKNOWN):
        return {"who": name}
    return {"who": "other", "person_name": name}


def _what(client: Client, work: WorkItem) -> dict[str, Any]:
    name = work.object.name
    thing = Thing.objects.filter(client=client, key=name).first()
    if thing:
        return {"what": "listed", "thing": thing}
    if name in (NOBODY, UNKNOWN, "account"):
        return {"what": name}
    kind, place = work.object.kind or "", work.object.place or ""
    for start, told in (("pp-", "personal"), ("hp-", "home"), ("p-", "central")):
        if name.startswith(start):
            kind, place = "printer", told
    return {"what": "other", "thing_name": name, "thing_kind": kind, "thing_place": place}


def _where(client: Client, name: str) -> dict[str, Any]:
    site = Site.objects.filter(client=client, key=name).first()
    if site:
        return {"where": "office", "site": site}
    return {"where": {"home": "home", NOBODY: "none"}.get(name, "other")}


def _work(ticket: Ticket, work: WorkItem) -> None:
    for each in work.entries:
        technician, _ = User.objects.get_or_create(
            key=each.technician, email=f"{each.technician}@example.com"
        )
        other = Person.objects.filter(client=ticket.client, key=each.person or "").first()
        TimeEntry.objects.create(
            ticket=ticket,
            technician=technician,
            person=other,
            start=at(each.start),
            end=at(each.end),
        )
    for yes in work.approvals:
        Approval.objects.create(
            ticket=ticket,
            type=yes.type,
            asked=at(yes.at),
            answered=at(yes.at),
            answer=Approval.Answer.YES,
            person=Person.objects.get(client=ticket.client, key=yes.by),
            amount=yes.amount.minor if yes.amount else None,
            fixed=yes.fixed,
        )
    for part in work.materials:
        Material.objects.create(
            ticket=ticket,
            item=part.item,
            kind=part.kind,
            amount=part.amount.minor,
            under_warranty=part.under_warranty,
        )
    _goodwill(ticket, work)


def _goodwill(ticket: Ticket, work: WorkItem) -> None:
    if work.goodwill:
        amount = work.goodwill.amount
        Goodwill.objects.create(
            ticket=ticket,
            by=work.goodwill.by,
            reason=work.goodwill.reason,
            amount=amount.minor if amount else None,
            at=ticket.opened,
        )


def used_before(client: Client, work: WorkItem) -> None:
    """What was used before this work, as an earlier ticket of the client's drew it."""
    drawn = [
        ("moves", "times", "person", "year", *each) for each in work.prior.moves.items()
    ]
    if work.prior.training_min:
        name, minutes = work.object.name, work.prior.training_min
        drawn.append(("training", "minutes", "installation", "term", name, minutes))
    if not drawn:
        return
    earlier = stored_ticket(client, WorkItem(key="before"), 900)
    decision = Decision.objects.create(
        ticket=earlier,
        agreement=client.agreements.get(),
        at=earlier.opened,
        begins=earlier.opened,
        facts={},
        answer={},
        currency="USD",
        badge="covered",
    )
    Ticket.objects.filter(pk=earlier.pk).update(decision=decision)
    for code, unit, per, each, whose, count in drawn:
        values = {"code": code, "unit": unit, "per": per, "each": each, "whose": whose}
        day = date(2026, 2, 1)
        Use.objects.create(decision=decision, client=client, day=day, count=count, **values)
