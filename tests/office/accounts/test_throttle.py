from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from flatwright.office.accounts import hashing
from flatwright.office.accounts.models import Attempts
from flatwright.office.accounts.throttle import counted, forget_old, forgiven, limits
from tests.office.accounts.cast import PASSWORD, person

TOO_MANY = "There were too many attempts"
WRONG = "The address or the password is not right."


def sign_in(browser: Browser, password: str, email: str = "ada@example.com") -> str:
    told = {"login": email, "password": password}
    response = browser.post("/sign-in/", told)
    return response.headers.get("Location") or response.content.decode()


@pytest.mark.django_db
def test_sixth_stranger_is_told_to_wait_and_the_first_again_when_the_time_is_over() -> None:
    tried = limits("ada@example.com", "192.0.2.1", None)
    now = timezone.now()
    assert [counted(tried, now) for _ in range(6)] == [True] * 5 + [False]
    assert counted(tried, now + timedelta(minutes=5))


@pytest.mark.django_db
def test_attempt_that_turned_out_right_is_taken_back_and_the_wrong_ones_stay() -> None:
    tried = limits("ada@example.com", "192.0.2.1", None)
    for _ in range(4):
        counted(tried)
    for _ in range(3):
        assert counted(tried)
        forgiven(tried)
    assert [counted(tried), counted(tried)] == [True, False]


@pytest.mark.django_db
def test_one_address_has_twenty_attempts_for_all_accounts() -> None:
    told = [counted(limits(f"{n}@example.com", "192.0.2.1", None)) for n in range(21)]
    assert told == [True] * 20 + [False]


@pytest.mark.django_db
def test_device_does_not_count_against_strangers_nor_they_against_it() -> None:
    stranger = limits("ada@example.com", "192.0.2.1", None)
    device = limits("ada@example.com", "192.0.2.1", "mark")
    assert not {limit.key for limit in stranger} & {limit.key for limit in device}


@pytest.mark.django_db
def test_counts_of_yesterday_are_removed() -> None:
    counted(limits("ada@example.com", "192.0.2.1", None))
    assert forget_old(timezone.now()) == 0
    assert forget_old(timezone.now() + timedelta(days=2)) == 3
    assert not Attempts.objects.exists()


@pytest.mark.django_db
def test_known_browser_comes_in_while_strangers_are_held_off() -> None:
    person("ada")
    known = Browser()
    assert sign_in(known, PASSWORD) == "/"
    known.post("/sign-out/")
    stranger = Browser()
    told = [sign_in(stranger, "wrong" * 3) for _ in range(6)]
    assert [TOO_MANY in each for each in told] == [False] * 5 + [True]
    assert TOO_MANY in sign_in(stranger, PASSWORD)
    assert sign_in(known, PASSWORD) == "/"


@pytest.mark.django_db
def test_forged_mark_and_the_mark_of_another_account_are_no_help() -> None:
    person("ada")
    person("bob")
    bobs = Browser()
    sign_in(bobs, PASSWORD, "bob@example.com")
    bobs.post("/sign-out/")
    forged = Browser()
    forged.cookies[settings.DEVICE_COOKIE_NAME] = "forged"
    for browser in (forged, bobs):
        Attempts.objects.all().delete()
        told = [sign_in(browser, "wrong" * 3) for _ in range(6)]
        assert TOO_MANY in told[5]


@pytest.mark.django_db
def test_unknown_account_is_answered_with_the_same_text() -> None:
    person("ada")
    known, unknown = (
        sign_in(Browser(), "wrong" * 3, email)
        for email in ("ada@example.com", "bob@example.com")
    )
    assert WRONG in known
    for word in ("ada", "bob"):
        assert f'value="{word}@' in (known if word == "ada" else unknown)
    assert _plain(known, "ada") == _plain(unknown, "bob")


def _plain(page: str, name: str) -> str:
    lines = page.replace(f"{name}@example.com", "").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


@pytest.mark.argon
@pytest.mark.django_db
@pytest.mark.parametrize("email", ["ada@example.com", "nobody@example.com"])
def test_one_hash_is_made_whether_or_not_there_is_an_account(
    email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("ada")
    count = _counted_hashes(monkeypatch)
    sign_in(Browser(), "wrong" * 3, email)
    assert len(count) == 1


@pytest.mark.argon
@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_make_ten_hashes_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person("ada")
    known = Browser()
    assert sign_in(known, PASSWORD) == "/"
    known.post("/sign-out/")
    count = _counted_hashes(monkeypatch)
    _at_once(8, lambda: [sign_in(Browser(), "wrong" * 3) for _ in range(25)])
    assert 1 <= len(count) <= 10
    assert max(count) <= hashing.AT_ONCE
    assert sign_in(known, PASSWORD) == "/"


def _counted_hashes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many hashes ran at the same time, noted as each begins."""
    began: list[int] = []
    base: Any = hashing.TwoAtOnce.__mro__[1]
    running = [0]

    def noting(name: str) -> Any:
        real = getattr(base, name)

        def hashed(self: Any, *told: Any) -> Any:
            running[0] += 1
            began.append(running[0])
            try:
                return real(self, *told)
            finally:
                running[0] -= 1

        return hashed

    for name in ("encode", "verify"):
        monkeypatch.setattr(base, name, noting(name))
    return began


def _at_once(count: int, act: Any) -> None:
    gate, failed = Barrier(count), []

    def run() -> None:
        gate.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001 - told to the test below
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
