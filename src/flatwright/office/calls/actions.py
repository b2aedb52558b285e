"""A call is done once: its effect and its answer are kept in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.calls.models import Call

KEPT = timedelta(days=30)
_REFUSED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Who calls, under which key (empty: none), and a digest of all that is asked."""

    sender: str
    key: str
    asked: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a call: its status and its body."""

    status: int
    body: str


def once(sent: Sent, act: Callable[[], Answered]) -> Answered:
    """Act, and keep the answer; the same call again is given it, and nothing is done.

    What is refused leaves nothing behind. Raises Refusal (key_used_before) where the key
    came with another call. Of two at once the second waits for the first.
    """
    with transaction.atomic():
        if not sent.key:
            return _undone_if_refused(act)
        row = _claimed(sent)
        if row.status:
            return _again(sent, row)
        answered = _undone_if_refused(act)
        if answered.status >= _REFUSED:
            row.delete()  # put right, it may come again under the same key
            return answered
        row.asked, row.status, row.answer = sent.asked, answered.status, answered.body
        row.save()
    return answered


def forget_calls(now: datetime) -> int:
    """Remove the answers that are kept no longer; how many there were."""
    return Call.objects.filter(at__lt=now - KEPT).delete()[0]


def _claimed(sent: Sent) -> Call:
    """The row of a key, locked; whoever comes second waits here until the first is done."""
    row = Call(sender=sent.sender, key=sent.key, at=timezone.now())
    Call.objects.bulk_create([row], ignore_conflicts=True)
    return Call.objects.select_for_update().get(sender=sent.sender, key=sent.key)


def _again(sent: Sent, row: Call) -> Answered:
    if row.asked != sent.asked:
        says = "This key came with another call before: choose a new key for each call."
        raise Refusal(code="key_used_before", says=says)
    return Answered(row.status, row.answer)


def _undone_if_refused(act: Callable[[], Answered]) -> Answered:
    with transaction.atomic():
        answered = act()
        if answered.status >= _REFUSED:
            transaction.set_rollback(True)
    return answered
