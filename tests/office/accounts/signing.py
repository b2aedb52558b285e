"""Browsers that sign in, and the app that shows codes."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client as Browser

from flatwright.office.accounts.models import User
from tests.office.accounts.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - of people that there are not


def code(steps: int = 0, secret: str = SECRET) -> str:
    """What the app shows now, or some steps of half a minute from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def with_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    user.refresh_from_db()
    return user


def recovery_codes(user: User) -> list[str]:
    row = Authenticator.objects.get(user=user, type="recovery_codes")
    return list(row.wrap().get_unused_codes())


def with_password(user: User, browser: Browser | None = None) -> Browser:
    """A browser in which the password was right: the second factor may be missing."""
    browser = browser or Browser()
    browser.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    return browser


def signed_in(user: User) -> Browser:
    browser = with_password(user)
    if Authenticator.objects.filter(user=user).exists():
        browser.post("/sign-in/second-factor/code/", {"code": recovery_codes(user)[0]})
    return browser


def is_in(browser: Browser) -> bool:
    return browser.get("/me/").status_code == 200
