"""What is close to a limit, said before it costs: the fourth device, the second move."""

from collections.abc import Iterator, Sequence

from flatwright.domain.coverage.allowances import is_close
from flatwright.domain.coverage.approve import STANDING
from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.coverage.ending import end_of, holding_at_each, sliced
from flatwright.domain.coverage.looked import Looked, Near
from flatwright.domain.coverage.near_allowance import near_allowances
from flatwright.domain.coverage.near_size import near_estimate, near_incident
from flatwright.domain.coverage.rows import Row
from flatwright.domain.coverage.slices import stretch_at
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.coverage.valid import probe
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.client import Device
from flatwright.domain.records.work import WorkItem

_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


def near(work: WorkItem, terms: Terms, decision: Decision) -> tuple[Near, ...]:
    """What is close to a limit for a work item, with what it has drawn itself.

    Allowances are told where `work.prior.drawn` says what was drawn before.
    """
    if decision.status is Status.INVALID:
        return ()
    cut = sliced(work if work.entries else probe(work, terms), terms)
    look = Looked(item=work, work=cut, held=holding_at_each(cut, {}))
    return (
        *near_allowances(look, decision),
        *near_incident(look),
        *near_estimate(look),
        *_devices(look),
        *_standing_authority(look),
        *_grace(look),
    )


def _devices(look: Looked) -> Iterator[Near]:
    """A registered device that does not count, because earlier ones take the count."""
    refs = (look.terms.refs[index] for index in look.held_in(look.begins))
    cites = next((ref for ref in refs if ref.code == "devices"), None)
    if cites is None:
        return
    for devices in look.terms.agreement.client.devices.values():
        for device in devices:
            if device.name == look.item.object.name:
                says = _beyond(device, devices, look.plan)
                yield Near(code="device", says=says, cites=cites, left=0)


def _beyond(device: Device, devices: Sequence[Device], plan: PlanVersion) -> str:
    allowed = plan.users.devices
    by_kind = isinstance(allowed, dict)
    kind, count = (device.kind, allowed.get(device.kind, 0)) if by_kind else ("", allowed)
    alike = [each for each in devices if not by_kind or each.kind == kind]
    number = _ordinal(alike.index(device) + 1)
    counts = f"counts {count}" if count else "counts none"
    return f"This is the {number} {kind or 'device'} of its user; the plan {counts}."


def _ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in _TEENS else _ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def _standing_authority(look: Looked) -> Iterator[Near]:
    """After-hours work without a yes first, where little of its time is left."""
    room = look.plan.hours.after_hours.standing_authority.get(look.item.priority)
    index = look.clause("after_hours")
    if not room or index is None or not look.item.entries:
        return
    served = [
        each.taking.minutes
        for each in end_of(look.work, look.held).agreed
        if each.outcome is Outcome.AFTER_HOURS
        and each.approval is None
        and each.missing is None
    ]
    told = look.item.prior.by_code.get(STANDING, 0)
    used = (told if isinstance(told, int) else sum(told.values())) + sum(served)
    if served and is_close(used, room):
        left = max(0, room - used)
        says = (
            f"After hours, {words.duration(used)} of the {words.duration(room)} that need "
            f"no yes first are used; {words.duration(left)} left."
        )
        cites = look.terms.refs[index]
        yield Near(code="standing_authority", says=says, cites=cites, left=left)


def _grace(look: Looked) -> Iterator[Near]:
    """Work that runs on past closing, while that is still covered."""
    running = [
        (row, index)
        for row in look.work.rows
        if row.minute.hours == "grace"
        for index in look.held_in(row.minute)
        if "hours" in look.terms.asks[index]
        and look.terms.clauses[index].outcome is Outcome.COVERED
    ]
    if running:
        row, index = max(running, key=lambda each: each[0].start)
        grace = look.terms.plans[row.minute.version].hours.closing_grace
        used = row.start + row.minutes - _closing(look, row)
        says = (
            f"This work ran on {words.duration(used)} past closing; "
            f"{words.duration(grace)} are covered."
        )
        cites = look.terms.refs[index]
        yield Near(code="grace", says=says, cites=cites, left=grace - used)


def _closing(look: Looked, row: Row) -> int:
    """When the hours closed on which a slice ran on."""
    calendar = look.work.calendar
    stretch = stretch_at(row.start, calendar.at, calendar.by_day, calendar.origin)
    return int(calendar.grace_from[stretch])
