"""A piece of work's facts as a text: what was asked for, done and agreed."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flatwright.domain.kernel.money import Money, money
from flatwright.domain.plan.kinds import (
    AMOUNT,
    MISSING,
    YES_NO,
    ListOf,
    OneOf,
    TableOf,
    shape_of,
)
from flatwright.domain.plan.node import Items, Node, Reading
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.records.work import (
    NOBODY,
    Approval,
    Goodwill,
    Material,
    PriorUse,
    TimeEntry,
    WorkItem,
    WorkObject,
)
from flatwright.imports.words import (
    ANY,
    COUNT,
    DAY_OR_UNKNOWN,
    MINUTES,
    MOMENT,
    SIGNED,
    TEXT,
    TRUTH_OR_WORD,
    Moment,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """`[start, end, technician, person]`; the last two may be left out."""

    expects: str = "[start, end], with a technician and a person behind them if need be"

    def read(self, node: Node, reading: Reading) -> Any:
        """Start, end, technician and person; or MISSING with problems noted."""
        if not isinstance(node, Items) or not 2 <= len(node.values) <= 4:  # noqa: PLR2004 - as said
            says = f"an entry is {shape_of(node)}; expected {self.expects}"
            reading.refuse("wrong-shape", node, says, f"Write {self.expects}.")
            return MISSING
        times = [MOMENT.read(value, reading) for value in node.values[:2]]
        names = [ANY.read(value, reading) for value in node.values[2:]]
        read = (*times, *names, None, None)[:4]
        return MISSING if MISSING in read else read

    def schema(self) -> dict[str, Any]:
        """A list of two to four texts."""
        return {"type": "array", "minItems": 2, "maxItems": 4, "items": {"type": "string"}}

    def plain(self, value: Any) -> Any:
        """The entry as written."""
        return [str(each) for each in value if each is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    name: str = setting(ANY, "its name")
    kind: str | None = setting(ANY, "its kind", None)
    place: str | None = setting(ANY, "its place", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Yes:
    type: str = setting(ANY, "hourly, after_hours, quote or purchase")
    by: str = setting(ANY, "who said yes")
    at: Moment = setting(MOMENT, "when")
    amount: Any = setting(AMOUNT, "a quote's amount", None)
    fixed: bool = setting(YES_NO, "a fixed price", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bought:
    item: str = setting(ANY, "what it is")
    amount: Any = setting(AMOUNT, "what it costs")
    kind: str = setting(ANY, "software, parts, freight or licensing", "parts")
    under_warranty: bool = setting(YES_NO, "a maker's warranty pays", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waived:
    by: str = setting(TEXT, "who waives it", "")
    reason: str = setting(TEXT, "why", "")
    amount: Any = setting(SIGNED, "how much; all of it, when left out", None)


_USED = OneOf((TableOf(ANY, COUNT), COUNT), lambda value: int(isinstance(value, int)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    kind: str = setting(ANY, "incident, request, vendor or proactive", "incident")
    action: str = setting(ANY, "what is done", "fix")
    cause: str = setting(ANY, "what happened before", "normal")
    priority: str = setting(ANY, "p1 to p4", "p3")
    person: str = setting(ANY, "for whom", NOBODY)
    object: Any = setting(
        OneOf((Section(_Thing, "an object"), ANY), lambda v: int(isinstance(v, str))),
        "on what",
        NOBODY,
    )
    location: str = setting(ANY, "where", NOBODY)
    onsite: Any = setting(TRUTH_OR_WORD, "whether we go there", False)
    entries: tuple[Any, ...] = setting(ListOf(_Entry()), "the time worked", ())
    estimate_min: int | None = setting(MINUTES, "labour minutes, before the work", None)
    related_estimates_min: tuple[int, ...] = setting(
        ListOf(COUNT), "of related requests", ()
    )
    related_within_days: int = setting(COUNT, "days between the first and the last", 0)
    after_hours_by: str = setting(ANY, "who wants it then: client, provider", "client")
    planned: bool = setting(YES_NO, "not done yet", False)
    completed: bool = setting(YES_NO, "a cancelled move is not", True)
    approvals: tuple[_Yes, ...] = setting(
        ListOf(Section(_Yes, "an approval")), "what was agreed", ()
    )
    materials: tuple[_Bought, ...] = setting(
        ListOf(Section(_Bought, "a material")), "what is bought", ()
    )
    confirmed_start: Any = setting(
        DAY_OR_UNKNOWN, "a start that the client confirmed", None
    )
    object_will_be_registered: bool = setting(YES_NO, "a joiner's own device", False)
    prior_covered_min: int = setting(COUNT, "helpdesk minutes before this work", 0)
    moves_used: dict[str, int] = setting(TableOf(ANY, COUNT), "moves used, by person", {})
    training_used_min: int = setting(COUNT, "training minutes of this installation", 0)
    used: dict[str, Any] = setting(
        TableOf(ANY, _USED), "drawn from other clauses before, by code", {}
    )
    carried: dict[str, int] = setting(TableOf(ANY, COUNT), "rolled over, by code", {})
    goodwill: _Waived | None = setting(Section(_Waived, "goodwill"), "a bill waived", None)
    opened_at: Moment | None = setting(MOMENT, "when it was opened; decides nothing", None)
    other: dict[str, str] = setting(
        TableOf(ANY, ANY), "facts that the plan's owner added", {}
    )


FACTS = Section(_Facts, "facts")


def work_item(
    key: str, node: Node, reading: Reading, under: tuple[ZoneInfo, str]
) -> WorkItem | None:
    """A work item from its facts, or None with problems; `under` are zone and currency."""
    found = FACTS.read(node, reading)
    if found is MISSING:
        return None
    zone, currency = under
    return WorkItem(
        key=key,
        **{name: getattr(found, name) for name in _AS_TOLD},
        object=_object(found.object),
        entries=tuple(_entry(each, zone) for each in found.entries),
        approvals=tuple(_approval(each, zone, currency) for each in found.approvals),
        materials=tuple(
            Material(
                item=each.item,
                amount=money(each.amount, currency),
                kind=each.kind,
                under_warranty=each.under_warranty,
            )
            for each in found.materials
        ),
        prior=_prior(found),
        goodwill=_goodwill(found.goodwill, currency),
        opened_at=found.opened_at.utc(zone) if found.opened_at else None,
    )


_AS_TOLD = (
    *(
        "kind",
        "action",
        "cause",
        "priority",
        "person",
        "location",
        "onsite",
        "estimate_min",
    ),
    *(
        "related_estimates_min",
        "related_within_days",
        "after_hours_by",
        "planned",
        "completed",
    ),
    *("confirmed_start", "object_will_be_registered", "other"),
)


def _object(told: Any) -> WorkObject:
    if isinstance(told, str):
        return WorkObject(name=told)
    return WorkObject(name=told.name, kind=told.kind, place=told.place)


def _entry(told: Any, zone: ZoneInfo) -> TimeEntry:
    start, end, technician, person = told
    return TimeEntry(
        start=start.utc(zone),
        end=end.utc(zone),
        technician=technician or "t1",
        person=person,
    )


def _approval(told: _Yes, zone: ZoneInfo, currency: str) -> Approval:
    return Approval(
        type=told.type,
        by=told.by,
        at=told.at.utc(zone),
        amount=_money(told.amount, currency),
        fixed=told.fixed,
    )


def _money(amount: Any, currency: str) -> Money | None:
    return None if amount is None else money(amount, currency)


def _prior(found: _Facts) -> PriorUse:
    return PriorUse(
        covered_min=found.prior_covered_min,
        training_min=found.training_used_min,
        moves=found.moves_used,
        by_code=found.used,
        carried=found.carried,
    )


def _goodwill(told: _Waived | None, currency: str) -> Goodwill | None:
    if told is None:
        return None
    return Goodwill(by=told.by, reason=told.reason, amount=_money(told.amount, currency))
