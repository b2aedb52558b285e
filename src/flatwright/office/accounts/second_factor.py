"""The second factor: what somebody has, and that a code is believed once."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from flatwright.office.accounts.models import LastCode, User

_KINDS = Authenticator.Type


def summary(user: User) -> str:
    """What somebody has, in words: app, 2 passkeys, recovery codes of a moment."""
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    kinds = [row.type for row in rows]
    said = ["app"] if _KINDS.TOTP in kinds else []
    keys = kinds.count(_KINDS.WEBAUTHN)
    if keys:
        said.append("1 passkey" if keys == 1 else f"{keys} passkeys")
    codes = [row for row in rows if row.type == _KINDS.RECOVERY_CODES]
    if said and codes:
        said.append(f"recovery codes of {codes[0].created_at:%Y-%m-%d %H:%M:%S}")
    return ", ".join(said)


@transaction.atomic
def is_first_use(authenticator: Authenticator, code: str) -> bool:
    """Whether a code of the app is newer than the last that was believed; then it is it."""
    step = _step_of(authenticator, code)
    if step is None:
        return False
    LastCode.objects.bulk_create(
        [LastCode(user_id=authenticator.user_id)], ignore_conflicts=True
    )
    newer = LastCode.objects.filter(user_id=authenticator.user_id, step__lt=step)
    return newer.update(step=step) == 1


def _step_of(authenticator: Authenticator, code: str) -> int | None:
    """The step of time that a code belongs to, among those now accepted."""
    secret = decrypt(authenticator.data["secret"])
    told = "".join(code.split())
    for step in yield_hotp_counters_from_time():
        if constant_time_compare(told, format_hotp_value(hotp_value(secret, step))):
            return int(step)
    return None
