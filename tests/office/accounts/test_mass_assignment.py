"""A form changes the fields that it shows, whatever else is sent with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client as Browser

from flatwright.office.accounts import actions
from flatwright.office.accounts.actions.invitations import Invitee
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.models import Invitation, Token, User
from flatwright.office.accounts.roles import Role
from tests.office.accounts.cast import PASSWORD, client_named, person, scope

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BOOKKEEPING = {"edited", "last_login", "sign_outs"}


def everything(*kinds: type[models.Model]) -> dict[str, str]:
    """A value for each field of some tables, such as a thief would like it."""
    liked = {"role": "owner", "is_active": "on", "is_limited": "", "second_factor": "app"}
    names = {f.attname for kind in kinds for f in kind._meta.concrete_fields}
    return {name: liked.get(name, "1") for name in names} | {"is_staff": "on"}


def changed(row: models.Model, act: Callable[[], Any]) -> set[str]:
    before = dict(type(row)._default_manager.filter(pk=row.pk).values()[0])
    act()
    after = dict(type(row)._default_manager.filter(pk=row.pk).values()[0])
    return {name for name in after if after[name] != before[name]} - BOOKKEEPING


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser


def test_own_page_changes_own_looks_alone() -> None:
    tom = person("tom", Role.TECHNICIAN)
    sent = everything(User) | {"name": "Thomas", "scheme": "dark", "phone": "555"}
    touched = changed(tom, lambda: browser_of(tom).post("/me/", sent))
    assert touched == {"name", "scheme", "phone"}


def test_owner_s_form_changes_role_and_reach_alone() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    client_named("Acme")
    sent = everything(User) | {"role": "dispatcher", "clients": "acme", "edited": ""}
    at = f"/settings/accounts/{tom.key}/"
    touched = changed(tom, lambda: browser_of(ada).post(at, sent))
    assert touched == {"role", "is_limited"}


def test_invitation_is_open_whatever_is_sent_with_it() -> None:
    sent = everything(Invitation) | {
        "name": "Uma",
        "email": "uma@example.com",
        "role": "finance",
    }
    sent.pop("clients")
    browser_of(person("ada")).post("/settings/accounts/invite/", sent)
    made = Invitation.objects.get()
    assert (made.accepted, made.withdrawn, made.user, made.is_limited) == (
        None,
        None,
        None,
        False,
    )
    assert len(made.digest) == 64


def test_whoever_accepts_gets_the_role_of_the_invitation() -> None:
    place = Place(role=Role.READ_ONLY)
    asked = Invitee(email="uma@example.com", name="Uma", place=place)
    secret = actions.invite(scope(person("ada")), asked).secret
    sent = everything(User, Invitation) | {"name": "Uma", "password": PASSWORD}
    Browser().post(f"/invitation/{secret}/", sent)
    uma = User.objects.get(email="uma@example.com")
    assert (uma.role, uma.second_factor) == (Role.READ_ONLY, "")


def test_token_is_one_s_own_and_has_the_rights_that_one_has() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    sent: dict[str, Any] = everything(Token) | {"name": "mine", "last": "2999-01-01"}
    sent |= {"user": str(ada.pk), "user_id": str(ada.pk), "rights": ["SEE", "MONEY"]}
    browser = browser_of(tom)
    assert browser.post("/me/tokens/", sent).status_code == 422
    sent |= {"rights": ["SEE"]}
    assert browser.post("/me/tokens/", sent).status_code == 422  # too long
    assert not Token.objects.exists()


@pytest.mark.parametrize("field", ["name", "email"])
def test_ten_thousand_signs_are_refused_with_words(field: str) -> None:
    sent = {"name": "Uma", "email": "uma@example.com", "role": "finance"}
    sent[field] = "x" * 10_000
    page = browser_of(person("ada")).post("/settings/accounts/invite/", sent)
    assert page.status_code == 422
    assert not Invitation.objects.exists()


def test_second_of_two_owners_who_edit_one_account_is_told() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    at = f"/settings/accounts/{tom.key}/"
    browser = browser_of(ada)
    first = browser.post(at, {"role": "finance", "edited": "0"})
    second = browser.post(at, {"role": "dispatcher", "edited": "0"})
    assert (first.status_code, second.status_code) == (302, 422)
    assert "was changed by Ada" in second.content.decode()
    tom.refresh_from_db()
    assert tom.role == Role.FINANCE


def test_link_is_shown_once_and_told_to_no_other_site() -> None:
    sent = {"name": "Uma", "email": "uma@example.com", "role": "finance"}
    browser = browser_of(person("ada"))
    page = browser.post("/settings/accounts/invite/", sent)
    assert "http://testserver/invitation/" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "strict-origin"
    listed = browser.get("/settings/accounts/").content.decode()
    assert "uma@example.com" in listed
    assert "/invitation/" not in listed.replace("/settings/accounts/invitations/", "")
