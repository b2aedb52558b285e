"""Programs that call: each with a token."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone

from flatwright.office.accounts.actions.tokens import Wish, create_token
from flatwright.office.accounts.models import User
from flatwright.office.clients.scope import Right
from tests.office.accounts.cast import scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A program with a token; without one it is a stranger."""

    secret: str = ""
    browser: Browser = field(default_factory=Browser)

    def call(self, method: str, at: str, body: Any = None, **headers: str) -> HttpResponse:
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        if isinstance(body, dict) and any(map(is_file, body.values())):
            for each in filter(is_file, body.values()):
                each.seek(0)
            return self.browser.post(f"/api{at}", body, headers=headers)  # type: ignore[return-value] # the same
        response: HttpResponse = self.browser.generic(
            method,
            f"/api{at}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers=headers,
        )  # type: ignore[assignment] # the same with more to look at
        return response

    def get(self, at: str) -> Any:
        response = self.call("GET", at)
        assert response.status_code == 200, response.content
        return json.loads(response.content)

    def post(self, at: str, body: Any = None, **headers: str) -> Any:
        response = self.call("POST", at, body, **headers)
        assert response.status_code in {200, 201}, response.content
        return json.loads(response.content)

    def download(self, at: str) -> bytes:
        response = self.call("GET", at)
        assert response.status_code == 200, response.content
        return content_of(response)

    def refused(self, method: str, at: str, body: Any = None) -> tuple[int, str]:
        """Status and code of an error, which has the one form."""
        response = self.call(method, at, body)
        told = json.loads(response.content)["error"]
        assert told.keys() == {"code", "says", "fields"}
        return response.status_code, told["code"]


def content_of(response: HttpResponse) -> bytes:
    """A whole answer; a file comes in pieces, and is closed after the last."""
    return b"".join(response)


def is_file(value: Any) -> bool:
    """Whether a field brings a file: then the body is a form."""
    return isinstance(value, File)


def caller(user: User, *only: Right) -> Caller:
    """A program of somebody's, with all of their rights or some."""
    rights = frozenset(only) or user.rights
    until = timezone.now() + timedelta(days=30)
    wish = Wish(name=f"program {len(rights)}", rights=rights, expires=until)
    return Caller(secret=create_token(scope(user), user, wish).secret)
