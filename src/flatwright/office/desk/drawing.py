"""What was drawn from allowances, as sums by whose they are: a client's year is short."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet, Sum

from flatwright.domain.plan.limit import Period
from flatwright.domain.records.work import Drawn, WorkItem
from flatwright.office.desk.models import Decision, Ticket, Use

LAST = datetime.max.replace(tzinfo=UTC)  # work that has not begun comes after all other
_Of = tuple[str, str, str, str, date]  # code, unit, per, each, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A place in the order of a client's work: what begins before it, or is numbered so."""

    client: int
    begins: datetime
    number: int


class Draws:
    """What work drew so far: for each owner the sum by allowance and day."""

    def __init__(self, drawn: Iterable[Drawn] = ()) -> None:
        self._of: dict[str, Counter[_Of]] = defaultdict(Counter)
        self.add(drawn)

    def add(self, drawn: Iterable[Drawn]) -> None:
        """More was drawn; what ends with a work item counts for no other."""
        for each in drawn:
            if each.each != Period.WORK_ITEM.value:
                of = (each.code, each.unit, each.per, each.each, each.day)
                self._of[each.whose][of] += each.count

    def before(self, item: WorkItem) -> tuple[Drawn, ...]:
        """What matters to a work item: the client's, and that of whom it is for."""
        people = (each.person for each in item.entries if each.person)
        owners = {"", item.person, item.location, item.object.name, *people}
        return tuple(
            Drawn(
                code=code, unit=unit, per=per, each=each, whose=whose, day=day, count=count
            )
            for whose in sorted(owners & self._of.keys())
            for (code, unit, per, each, day), count in self._of[whose].items()
        )


def drawn_sums(before: Before, but: Iterable[int]) -> list[Drawn]:
    """What a client's work drew that stands before a place; but some tickets."""
    rows = standing_before(before).exclude(decision__ticket__in=list(but)).order_by()
    fields = ("code", "unit", "per", "each", "whose", "day")
    return [
        Drawn(**{k: v for k, v in row.items() if k != "sum"}, count=row["sum"])
        for row in rows.values(*fields).annotate(sum=Sum("count"))
    ]


def drawn_by(tickets: Iterable[int]) -> dict[int, list[Drawn]]:
    """What the standing decisions of some tickets drew."""
    uses = Use.objects.filter(decision__current_of__in=list(tickets))
    found: dict[int, list[Drawn]] = defaultdict(list)
    for use in uses.select_related("decision"):
        found[use.decision.ticket_id].append(drawn(use))
    return found


def standing_before(place: Before) -> QuerySet[Use]:
    """What standing decisions drew on work that stands before a place."""
    standing = Use.objects.filter(
        client=place.client, decision__current_of__isnull=False
    ).exclude(each=Period.WORK_ITEM.value)
    if place.begins == LAST:
        return standing
    earlier = standing.filter(decision__begins__lt=place.begins)
    at_once = standing.filter(
        decision__begins=place.begins, decision__ticket__number__lt=place.number
    )
    return earlier | at_once


def drawn_before(ticket: Ticket, begins: datetime | None) -> tuple[Drawn, ...]:
    """What the client's other work drew that began before; work not begun is the last."""
    place = Before(client=ticket.client_id, begins=begins or LAST, number=ticket.number)
    standing = standing_before(place).exclude(decision__ticket=ticket.pk)
    return tuple(drawn(each) for each in standing.order_by("day", "id"))


def drawn(use: Use) -> Drawn:
    """A stored use as the core counts it."""
    return Drawn(
        code=use.code,
        unit=use.unit,
        per=use.per,
        each=use.each,
        whose=use.whose,
        day=use.day,
        count=use.count,
    )


def later_codes(ticket: Ticket, begins: datetime) -> Iterable[list[str]]:
    """The clauses that standing decisions on work of the client since then looked at."""
    rows = Decision.objects.filter(
        current_of__isnull=False, ticket__client=ticket.client_id, begins__gte=begins
    )
    return rows.exclude(ticket=ticket).values_list("codes", flat=True)
