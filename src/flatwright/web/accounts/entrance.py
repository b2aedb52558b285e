"""How the sign-in library behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from flatwright.office.accounts.actions import change_password
from flatwright.office.accounts.ciphering import deciphered, enciphered
from flatwright.office.accounts.models import User
from flatwright.office.accounts.second_factor import is_first_use
from flatwright.office.accounts.throttle import counted, forgiven, limits
from flatwright.office.audit.actor import Actor
from flatwright.web.accounts.devices import device_of, remember_device
from flatwright.web.asking import source_of

_JUST_NOW = 300  # seconds
_TOO_MANY, _WRONG = "too_many_login_attempts", "incorrect_code"  # the library's names


class Entrance(DefaultAccountAdapter):
    """Accounts come by invitation, attempts are counted first, changes are recorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The address or the password is not right.",
        "incorrect_password": "The password is not right.",
        "enter_current_password": "This is not your password of today.",
        "too_many_login_attempts": (
            "There were too many attempts. Wait some minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an owner invites."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: `authenticate` counts attempts in a row of the database."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Look at the password, unless there were too many attempts."""
        email = str(credentials.get("email", ""))
        device = device_of(request, email)
        tried = limits(email, self.get_client_ip(request), device)
        if not counted(tried):
            raise self.validation_error(_TOO_MANY)
        user = super().authenticate(request, **credentials)
        if user:
            forgiven(tried)
        return user

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:
        """Remember the browser, so that strangers cannot lock it out."""
        response: HttpResponse = super().post_login(request, user, **told)
        remember_device(response, user.email)
        return response

    def set_password(self, user: User, password: str) -> None:
        """Store a new password, with its record; all other sessions end."""
        by = Actor(name=str(user), source=source_of(context.request))
        change_password(by, User.objects.get(pk=user.pk), password)
        user.refresh_from_db()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return reverse("me")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """The password again, unless it was given a few minutes ago."""
        request = context.request
        records = get_authentication_records(request, request.user)
        now = timezone.now().timestamp()
        return not records or now - records[-1]["at"] > _JUST_NOW


class SecondFactor(DefaultMFAAdapter):
    """Seeds are stored enciphered, under a key that is not in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used. Try the next one.",
    }

    def build_totp_svg(self, url: str) -> str:
        """The picture for the app, on white: cameras read no other ground."""
        head, svg, rest = str(super().build_totp_svg(url)).partition("<svg")
        opening, end, drawn = rest.partition(">")
        ground = '<rect width="100%" height="100%" fill="#fff"/>'
        return head + svg + opening + end + ground + drawn

    def encrypt(self, text: str) -> str:
        """What is stored of a seed."""
        return enciphered(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed again."""
        return deciphered(encrypted_text)


class CodeForm(AuthenticateForm):
    """The code after the password; one of the app is believed once."""

    def clean_code(self) -> str:
        """Refuse a code that was used, or is older than one that was."""
        return _once(self, super().clean_code())


class CodeAgainForm(ReauthenticateForm):
    """The code before something delicate; one of the app is believed once."""

    def clean_code(self) -> str:
        """Refuse a code that was used, or is older than one that was."""
        return _once(self, super().clean_code())


def _once(form: CodeForm | CodeAgainForm, code: str) -> str:
    used: Authenticator = form.authenticator
    if used.type == Authenticator.Type.TOTP and not is_first_use(used, code):
        raise get_adapter().validation_error(_WRONG)
    return code
