"""A wrong sign-in costs one hash, whoever is meant: its time tells nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client as Browser

from flatwright.office.accounts import hashing
from flatwright.office.accounts.models import User
from tests.office.accounts.cast import PASSWORD, person

pytestmark = [pytest.mark.django_db, pytest.mark.argon, pytest.mark.once]


def nobody() -> None:
    """There is no account of that address."""


def with_a_password() -> None:
    person("ada")


def without_a_password() -> None:
    person("ada")
    User.objects.update(password=make_password(None))


def closed() -> None:
    person("ada")
    User.objects.update(is_active=False)


@pytest.mark.parametrize("there", [nobody, with_a_password, without_a_password, closed])
@pytest.mark.parametrize("password", ["not the right one", PASSWORD])
def test_one_hash_is_done_whoever_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, there: Callable[[], None], password: str
) -> None:
    there()
    done: list[str] = []

    def counting(name: str) -> Callable[..., Any]:
        real = getattr(hashing.TwoAtOnce, name)

        def counted(self: hashing.TwoAtOnce, *args: Any) -> Any:
            done.append(name)
            return real(self, *args)

        return counted

    for name in ("encode", "verify"):
        monkeypatch.setattr(hashing.TwoAtOnce, name, counting(name))
    Browser().post("/sign-in/", {"login": "ada@example.com", "password": password})
    assert len(done) == 1
