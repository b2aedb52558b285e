from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from flatwright.office.accounts import actions
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.web.accounts.sessions import browsers, program_of, why_over
from tests.office.accounts.cast import PASSWORD, person, scope
from tests.office.accounts.signing import is_in, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def key(browser: Browser) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def aged(browser: Browser, **ago: int) -> None:
    """Set the clock of a session back."""
    session = browser.session
    for name, minutes in ago.items():
        session[name] = int((timezone.now() - timedelta(minutes=minutes)).timestamp())
    session.save()


def test_session_key_changes_at_the_sign_in() -> None:
    browser = Browser()
    browser.get("/sign-in/")
    session = browser.session
    session["planted"] = True
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    before = key(browser)
    with_password(person("ada"), browser)
    assert key(browser) != before
    thief = Browser()
    thief.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(thief)


def test_session_ends_after_half_an_hour_without_a_click() -> None:
    browser = with_password(person("ada"))
    aged(browser, seen=29)
    assert is_in(browser)
    aged(browser, seen=31)
    assert browser.get("/me/").headers["Location"] == "/sign-in/?next=/me/"
    assert "30 minutes without a click" in browser.get("/sign-in/").content.decode()


def test_session_ends_after_twelve_hours_however_many_clicks() -> None:
    browser = with_password(person("ada"))
    aged(browser, begun=12 * 60 - 1, seen=1)
    assert is_in(browser)
    aged(browser, begun=12 * 60 + 1, seen=1)
    assert not is_in(browser)
    assert not is_in(browser)


def test_session_without_a_clock_does_not_hold() -> None:
    assert why_over(Browser().session, timezone.now())


def test_part_of_a_page_leads_the_whole_page_to_the_sign_in() -> None:
    answer = Browser().get("/me/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in/")


@pytest.mark.parametrize("what", ["role", "close", "password", "way back"])
def test_session_ends_at_the_next_click_after(what: str) -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    browser = with_password(tom)
    assert is_in(browser)
    if what == "role":
        actions.set_place(scope(ada), tom, Place(role=Role.READ_ONLY))
    elif what == "close":
        actions.close(scope(ada), tom)
    elif what == "password":
        actions.change_password(scope(tom).actor, tom, "another four plain words")
    else:
        actions.let_back_in(scope(ada), tom)
    assert not is_in(browser)


def test_own_password_keeps_this_browser_and_ends_the_others() -> None:
    ada = person("ada")
    this, other = with_password(ada), with_password(ada)
    before = key(this)
    new = "another four plain words"
    told = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert this.post("/me/password/", told).headers["Location"] == "/me/"
    assert (is_in(this), is_in(other)) == (True, False)
    assert key(this) != before
    ada.refresh_from_db()
    assert ada.check_password(new)
    assert len(browsers(ada, key(this))) == 1


def test_one_browser_is_signed_out_from_another() -> None:
    ada = person("ada")
    this, other = with_password(ada), with_password(ada)
    listed = browsers(ada, key(this))
    assert sorted(each.is_this for each in listed) == [False, True]
    number = next(each.number for each in listed if not each.is_this)
    this.post(f"/me/sessions/{number}/")
    assert (is_in(this), is_in(other)) == (True, False)


def test_all_other_browsers_are_signed_out_at_once() -> None:
    ada = person("ada")
    this, *others = (with_password(ada) for _ in range(3))
    this.post("/me/sessions/others/")
    assert is_in(this)
    assert not any(is_in(each) for each in others)


def test_nobody_signs_out_somebody_else_s_browser() -> None:
    ada, bob = person("ada"), person("bob")
    adas, bobs = with_password(ada), with_password(bob)
    number = UserSession.objects.get(user=bob).pk
    assert adas.post(f"/me/sessions/{number}/").status_code == 404
    assert is_in(bobs)


def test_closed_account_is_told_so_only_with_the_right_password() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    actions.close(scope(ada), tom)
    answer = Browser().post("/sign-in/", {"login": tom.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/closed/"
    wrong = Browser().post("/sign-in/", {"login": tom.email, "password": "wrong" * 3})
    assert "closed" not in wrong.content.decode()


def test_address_is_found_however_its_capitals_are_written() -> None:
    person("ada")
    told = {"login": "ADA@Example.com", "password": PASSWORD}
    assert Browser().post("/sign-in/", told).status_code == 302
    assert User.objects.get_by_natural_key("Ada@Example.COM").name == "Ada"


def test_page_in_use_writes_once_a_minute_at_most() -> None:
    browser = with_password(person("ada"))
    first = UserSession.objects.get().last_seen_at
    browser.get("/me/")
    assert UserSession.objects.get().last_seen_at == first
    aged(browser, seen=2)
    browser.get("/me/")
    assert UserSession.objects.get().last_seen_at > first


@pytest.mark.parametrize(
    ("agent", "says"),
    [
        (
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/156.0 Safari/537.36"
            ),
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26) Version/26 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.1", "curl/8.1"),
        ("", "unknown program"),
    ],
)
def test_program_is_named_as_far_as_it_tells(agent: str, says: str) -> None:
    assert program_of(agent) == says
