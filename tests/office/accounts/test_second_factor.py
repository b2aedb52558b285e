import re
from collections.abc import Callable
from threading import Thread

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client as Browser
from pytest_django import Settings

from flatwright.office.accounts.models import LastCode, User
from flatwright.office.accounts.second_factor import is_first_use
from flatwright.office.audit.models import Event
from tests.office.accounts.cast import PASSWORD, person
from tests.office.accounts.signing import (
    SECRET,
    code,
    is_in,
    recovery_codes,
    signed_in,
    with_app,
    with_password,
)

CODE = "/sign-in/second-factor/code/"
SET_UP = "/sign-in/second-factor/"


def bare(name: str = "ada") -> User:
    user = person(name)
    User.objects.filter(pk=user.pk).update(second_factor="")
    user.refresh_from_db()
    return user


@pytest.mark.django_db
def test_password_alone_opens_nothing_where_there_is_a_second_factor() -> None:
    browser = with_password(with_app(person("ada")))
    assert browser.get("/me/").headers["Location"] == "/sign-in/?next=/me/"
    browser.post(CODE, {"code": code()})
    assert is_in(browser)


@pytest.mark.django_db
def test_code_of_the_app_is_believed_once() -> None:
    ada, now = with_app(person("ada")), code()
    first, second = with_password(ada), with_password(ada)
    first.post(CODE, {"code": now})
    second.post(CODE, {"code": now})
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.django_db
def test_code_older_than_one_that_was_believed_is_refused() -> None:
    ada = with_app(person("ada"))
    app = Authenticator.objects.get(user=ada, type="totp")
    older, newer = code(-1), code(1)
    assert is_first_use(app, newer)
    assert not is_first_use(app, older)
    assert not is_first_use(app, newer)


@pytest.mark.django_db(transaction=True)
def test_one_code_twenty_times_at_once_is_believed_once() -> None:
    ada, now = with_app(person("ada")), code()
    app = Authenticator.objects.get(user=ada, type="totp")
    told: list[bool] = []
    _at_once(20, lambda: told.append(is_first_use(app, now)))
    assert sorted(told) == [False] * 19 + [True]
    assert LastCode.objects.count() == 1


@pytest.mark.django_db
def test_sixth_wrong_code_in_a_quarter_of_an_hour_is_not_looked_at() -> None:
    ada = with_app(person("ada"))
    browser = with_password(ada)
    for _ in range(5):
        browser.post(CODE, {"code": "000000"})
    browser.post(CODE, {"code": code()})
    assert not is_in(browser)


@pytest.mark.django_db
def test_recovery_code_opens_once() -> None:
    ada = with_app(person("ada"))
    first = recovery_codes(ada)[0]
    browsers = [with_password(ada), with_password(ada)]
    for browser in browsers:
        browser.post(CODE, {"code": first})
    assert [is_in(browser) for browser in browsers] == [True, False]


@pytest.mark.django_db
def test_seeds_are_not_stored_as_they_are() -> None:
    ada = with_app(person("ada"))
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert not any(each in stored for each in recovery_codes(ada))


@pytest.mark.django_db
def test_without_a_second_factor_every_page_leads_to_setting_one_up() -> None:
    browser = with_password(bare())
    for address in ("/me/", "/settings/accounts/", "/me/password/", "/me/tokens/"):
        assert browser.get(address).headers["Location"] == SET_UP
        assert browser.post(address).headers["Location"] == SET_UP
    assert browser.get(SET_UP).status_code == 200


@pytest.mark.django_db
def test_none_is_asked_for_where_the_house_does_without(settings: Settings) -> None:
    settings.SECOND_FACTOR = False
    assert is_in(with_password(bare()))


@pytest.mark.django_db(transaction=True)
def test_app_is_set_up_from_the_sign_in_to_the_recovery_codes() -> None:
    ada = bare()
    browser, other = with_password(ada), with_password(ada)
    page = browser.get("/sign-in/second-factor/app/").content.decode()
    found = re.search(r">([A-Z2-7]{32})</p>", page)
    assert found
    after = browser.post(
        "/sign-in/second-factor/app/", {"code": code(secret=found.group(1))}
    )
    assert after.headers["Location"] == "/sign-in/second-factor/codes/"
    shown = browser.post("/sign-in/second-factor/codes/").content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", shown)) == 10
    again = browser.post("/sign-in/second-factor/codes/").content.decode()
    assert "<code>" not in again
    assert is_in(browser)
    assert not is_in(other)
    ada.refresh_from_db()
    assert ada.second_factor.startswith("app, recovery codes of 20")
    event = Event.objects.filter(subject="accounts.user").latest("id")
    assert (event.actor, event.source) == (str(ada), "web 127.0.0.1")


@pytest.mark.django_db(transaction=True)
def test_removed_app_ends_the_other_sessions_and_is_asked_for_again() -> None:
    ada = with_app(person("ada"))
    browser, other = signed_in(ada), signed_in(ada)
    browser.post("/sign-in/second-factor/app/remove/")
    assert not Authenticator.objects.exists()
    assert browser.get("/me/").headers["Location"] == SET_UP
    assert other.get("/me/").headers["Location"] == "/sign-in/?next=/me/"
    assert Event.objects.filter(after__second_factor="").exists()


@pytest.mark.django_db
def test_owner_who_says_that_it_is_lost_removes_it_whole() -> None:
    ada, tom = person("ada"), with_app(person("tom", "technician"))
    owner = Browser()
    owner.force_login(ada)
    page = owner.post(f"/settings/accounts/{tom.key}/way-back/", {"second_factor": "on"})
    assert page.status_code == 200
    assert not Authenticator.objects.exists()
    tom.refresh_from_db()
    assert (tom.second_factor, tom.check_password(PASSWORD)) == ("", False)


def _at_once(count: int, act: Callable[[], object]) -> None:
    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
