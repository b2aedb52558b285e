"""Every night the record of changes is followed from its first event."""

from dataclasses import asdict, dataclass, replace

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.chain import first_broken
from flatwright.office.audit.models import Event, Head
from flatwright.office.queue.running import Done, More, Work

CHUNK = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How far the chain was followed, and how far it went when the job began."""

    of: int
    head: str
    count: int = 0
    digest: str = ""
    last: int = 0


def verify_record(work: Work) -> Done | More:
    """Follow the chain as far as it went when the job began; the rest is for tomorrow.

    Raises Refusal (record_broken) where an event was changed or is missing.
    """
    way, problem = _followed(_Way(**work.cursor) if work.cursor else _beginning())
    if problem:
        says = f"The record of changes is not whole: {problem}. Compare it with a backup."
        raise Refusal(code="record_broken", says=says)
    if way.count == way.of:
        return Done(result={"events": way.of}, says=f"{way.of:,} changes, all as written.")
    return More(cursor=asdict(way), done=way.count, of=way.of, says="changes looked at")


def _beginning() -> _Way:
    head = Head.objects.filter(pk=1).first() or Head()
    return _Way(of=head.count, head=head.digest)


def _followed(way: _Way) -> tuple[_Way, str]:
    """A chunk further, and what is wrong there."""
    wanted = min(CHUNK, way.of - way.count)
    events = list(Event.objects.filter(pk__gt=way.last).order_by("id")[:wanted])
    broken, digest, found = first_broken(events, way.digest)
    count = way.count + found
    further = replace(way, count=count, digest=digest)
    if broken is not None:
        return further, f"event {broken.pk} was changed, or one before it is gone"
    if found < wanted:
        return further, f"there are {count:,} events of {way.of:,}"
    if count == way.of and digest != way.head:
        return further, "its last event is not the one that was written last"
    return replace(further, last=events[-1].pk if events else way.last), ""
