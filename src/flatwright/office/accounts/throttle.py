"""Attempts to sign in are counted before the password is looked at, in one locked row.

A strange browser shares its account's few attempts with every other stranger, and its
network's. A known one, which signed in before, has attempts of its own: so nobody locks
somebody out by guessing at their account.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from flatwright.office.accounts.models import Attempts
from flatwright.office.accounts.tokens import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most so many attempts within a time, under a key."""

    key: str
    most: int
    within: timedelta


def limits(email: str, address: str, device: str | None) -> tuple[Limit, ...]:
    """What an attempt counts against: the device's own limit, or those of strangers."""
    minutes = timedelta(minutes=5)
    account = digest_of(email.strip().lower())[:32]
    if device:
        key = f"device {digest_of(device)[:24]} {account}"
        return (Limit(key=key, most=10, within=minutes),)
    return (
        Limit(key=f"account {account}", most=5, within=minutes),
        Limit(key=f"address {address}", most=20, within=minutes),
        Limit(key="everybody", most=300, within=minutes),
    )


@transaction.atomic
def counted(tried: Iterable[Limit], now: datetime | None = None) -> bool:
    """Count an attempt; False where there were too many, and then it counts nowhere."""
    at = now or timezone.now()
    rows = [_locked(limit, at) for limit in sorted(tried, key=lambda each: each.key)]
    if any(row.count >= limit.most for limit, row in rows):
        return False
    for _, row in rows:
        row.count += 1
        row.save()
    return True


@transaction.atomic
def taken(limit: Limit, wanted: int, now: datetime) -> tuple[int, datetime]:
    """Count some attempts before they are made: how many there are, and until when."""
    _, row = _locked(limit, now)
    count = max(0, min(wanted, limit.most - row.count))
    if count:
        row.count += count
        row.save()
    return count, row.since + limit.within


@transaction.atomic
def forgiven(tried: Iterable[Limit], now: datetime | None = None) -> None:
    """Take back an attempt that turned out right; those before it still count."""
    at = now or timezone.now()
    for limit in sorted(tried, key=lambda each: each.key):
        _, row = _locked(limit, at)
        row.count = max(0, row.count - 1)
        row.save()


def forget_old(now: datetime) -> int:
    """Remove the counts that no longer count; how many there were."""
    return Attempts.objects.filter(since__lt=now - timedelta(days=1)).delete()[0]


def _locked(limit: Limit, now: datetime) -> tuple[Limit, Attempts]:
    """The row of a limit, locked, begun anew when its time is over."""
    Attempts.objects.bulk_create(
        [Attempts(key=limit.key, since=now)], ignore_conflicts=True
    )
    row = Attempts.objects.select_for_update().get(key=limit.key)
    if row.since <= now - limit.within:
        row.since, row.count = now, 0
    return limit, row
