"""Browsers that signed in before carry a mark, and have attempts of their own."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from flatwright.office.accounts.tokens import digest_of

KEPT = timedelta(days=90)
_SALT = "flatwright.device"


def device_of(request: HttpRequest, email: str) -> str | None:
    """The mark of a browser in which this account signed in before."""
    mark = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        told = signing.loads(mark, salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    is_its = isinstance(told, dict) and told.get("of") == _name(email)
    return str(told["mark"]) if is_its else None


def remember_device(response: HttpResponse, email: str) -> None:
    """Give a browser its mark; a new one each time, with new attempts."""
    told = {"of": _name(email), "mark": secrets.token_urlsafe(16)}
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(told, salt=_SALT),
        max_age=KEPT,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _name(email: str) -> str:
    return digest_of(email.strip().lower())[:32]
