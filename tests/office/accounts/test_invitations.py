from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts import actions
from flatwright.office.accounts.actions.invitations import Invitee
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.models import Invitation, User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.models import Event
from tests.office.accounts.cast import PASSWORD, client_named, person, scope

pytestmark = pytest.mark.django_db

GONE = "no longer holds"


def asked(email: str = "tom@example.com", **place: object) -> Invitee:
    where = Place(role=Role.TECHNICIAN, **place)  # type: ignore[arg-type] # told by a test
    return Invitee(email=email, name="Tom", place=where)


def test_invited_technician_gets_the_role_and_the_reach_that_the_owner_named() -> None:
    acme = client_named("Acme")
    sent = actions.invite(scope(person("ada")), asked(is_limited=True, clients=("acme",)))
    tom = actions.accept(sent.secret, "Tom Turner", PASSWORD, "web 192.0.2.1")
    assert (tom.name, tom.email, tom.role) == (
        "Tom Turner",
        "tom@example.com",
        "technician",
    )
    assert scope(tom).clients == frozenset({acme.pk})
    assert tom.check_password(PASSWORD)


def test_the_password_that_an_invited_person_just_chose_is_not_asked_for_again() -> None:
    sent = actions.invite(scope(person("ada")), asked())
    browser = Browser()
    told = {"name": "Tom", "password": PASSWORD}
    browser.post(f"/invitation/{sent.secret}/", told)
    assert browser.get("/sign-in/second-factor/app/").status_code == 200


def test_link_is_accepted_once() -> None:
    sent = actions.invite(scope(person("ada")), asked())
    actions.accept(sent.secret, "Tom", PASSWORD, "web")
    with pytest.raises(Refusal, match=GONE):
        actions.accept(sent.secret, "Tim", PASSWORD, "web")
    assert User.objects.count() == 2


def test_withdrawn_old_and_invented_links_are_answered_alike() -> None:
    ada = person("ada")
    withdrawn = actions.invite(scope(ada), asked())
    actions.withdraw(scope(ada), withdrawn.invitation)
    old = actions.invite(scope(ada), asked())
    Invitation.objects.filter(pk=old.invitation.pk).update(expires=timezone.now())
    for secret in (withdrawn.secret, old.secret, "invented"):
        with pytest.raises(Refusal, match=GONE):
            actions.accept(secret, "Tom", PASSWORD, "web")


def test_link_holds_a_week_and_is_not_kept() -> None:
    sent = actions.invite(scope(person("ada")), asked())
    left = sent.invitation.expires - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    kept = str(list(Invitation.objects.values())) + str(list(Event.objects.values()))
    assert sent.secret not in kept
    assert len(sent.secret) == 43  # 256 bits


def test_second_invitation_of_one_person_is_refused_until_the_first_is_withdrawn() -> None:
    ada = person("ada")
    first = actions.invite(scope(ada), asked())
    with pytest.raises(Refusal, match="invited already"):
        actions.invite(scope(ada), asked("TOM@example.com"))
    actions.withdraw(scope(ada), first.invitation)
    assert actions.invite(scope(ada), asked()).secret


def test_somebody_with_an_account_is_not_invited() -> None:
    ada = person("ada")
    with pytest.raises(Refusal, match="has an account"):
        actions.invite(scope(ada), asked("Ada@Example.com"))


def test_accepted_invitation_is_not_withdrawn() -> None:
    ada = person("ada")
    sent = actions.invite(scope(ada), asked())
    actions.accept(sent.secret, "Tom", PASSWORD, "web")
    with pytest.raises(Refusal, match="has accepted"):
        actions.withdraw(scope(ada), sent.invitation)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("eleven char", "too short"),
        ("qwerty123456", "too common"),
        ("tom@example.com", "too similar"),
    ],
)
def test_password_that_is_guessed_uses_nothing_up(password: str, says: str) -> None:
    sent = actions.invite(scope(person("ada")), asked())
    with pytest.raises(ValidationError, match=says):
        actions.accept(sent.secret, "Tom", password, "web")
    assert actions.accept(sent.secret, "Tom", "letters only is fine", "web").pk


def test_way_back_in_ends_the_old_password_and_the_tokens_but_not_the_second_factor() -> (
    None
):
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    before = tom.get_session_auth_hash()
    sent = actions.let_back_in(scope(ada), tom)
    tom.refresh_from_db()
    assert not tom.check_password(PASSWORD)
    assert tom.get_session_auth_hash() != before
    assert tom.second_factor == "app"
    again = actions.accept(sent.secret, "ignored", "four other plain words", "web")
    assert again.pk == tom.pk
    assert (again.name, again.role) == ("Tom", Role.TECHNICIAN)
    assert again.check_password("four other plain words")


def test_lost_second_factor_is_removed_where_the_owner_says_so() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    actions.let_back_in(scope(ada), tom, second_factor=True)
    tom.refresh_from_db()
    assert tom.second_factor == ""


def test_new_way_back_makes_the_former_one_worthless() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    former = actions.let_back_in(scope(ada), tom)
    actions.let_back_in(scope(ada), tom)
    with pytest.raises(Refusal, match=GONE):
        actions.accept(former.secret, "", PASSWORD, "web")


def test_way_back_into_a_closed_account_leads_nowhere() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    sent = actions.let_back_in(scope(ada), tom)
    actions.close(scope(ada), tom)
    with pytest.raises(Refusal, match=GONE):
        actions.accept(sent.secret, "", PASSWORD, "web")
    with pytest.raises(Refusal, match="reopen"):
        actions.let_back_in(scope(ada), tom)


def test_owner_does_not_send_themselves_back_in() -> None:
    ada = person("ada")
    with pytest.raises(Refusal, match="own page"):
        actions.let_back_in(scope(ada), ada)
