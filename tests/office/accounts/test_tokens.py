from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts import actions, queries
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.actions.tokens import Made, Wish, used
from flatwright.office.accounts.gate import scope_of_token
from flatwright.office.accounts.models import Token, User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.models import Event
from flatwright.office.clients.scope import Right
from tests.office.accounts.cast import client_named, person, scope

pytestmark = pytest.mark.django_db


def wish(*rights: Right) -> Wish:
    expires = timezone.now() + timedelta(days=90)
    return Wish(name="monitoring", rights=frozenset(rights), expires=expires)


def made(user: User, *rights: Right) -> Made:
    return actions.create_token(scope(user), user, wish(*rights))


def test_token_opens_what_it_names_and_its_secret_is_not_kept() -> None:
    ada = person("ada")
    new = made(ada, Right.SEE, Right.WORK)
    token = queries.token_of(new.secret)
    assert token is not None
    told = scope_of_token(token, "api 192.0.2.1")
    assert told.rights == {Right.SEE, Right.WORK}
    assert (told.actor.name, told.actor.source) == (
        str(ada),
        'api 192.0.2.1, token "monitoring"',
    )
    kept = str(list(Token.objects.values())) + str(list(Event.objects.values()))
    assert new.secret not in kept


def test_token_holds_no_right_that_its_maker_has_not() -> None:
    tom = person("tom", Role.TECHNICIAN)
    with pytest.raises(Refusal, match="more than you may: see cost and margin"):
        made(tom, Right.SEE, Right.MONEY)


def test_demoted_owner_s_token_loses_the_right_at_once() -> None:
    ada, bob = person("ada"), person("bob")
    new = made(bob, Right.SEE, Right.HOUSE)
    actions.set_place(scope(ada), bob, Place(role=Role.READ_ONLY))
    token = queries.token_of(new.secret)
    assert token is not None
    assert scope_of_token(token, "api").rights == {Right.SEE}


def test_token_reaches_no_more_clients_than_its_account_at_this_moment() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    acme, bolt = client_named("Acme"), client_named("Bolt")
    new = made(tom, Right.SEE)
    place = Place(role=Role.TECHNICIAN, is_limited=True, clients=("acme",))
    actions.set_place(scope(ada), tom, place)
    token = queries.token_of(new.secret)
    assert token is not None
    told = scope_of_token(token, "api")
    assert (told.reaches(acme.pk), told.reaches(bolt.pk)) == (True, False)


def test_revoked_expired_and_closed_tokens_open_nothing() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    revoked, expired = made(ada, Right.SEE), made(tom, Right.SEE)
    actions.revoke_token(scope(ada), revoked.token)
    Token.objects.filter(pk=expired.token.pk).update(expires=timezone.now())
    expired.token.refresh_from_db()
    assert queries.token_of(revoked.secret) is queries.token_of(expired.secret) is None
    for token in (revoked.token, expired.token):
        assert scope_of_token(token, "api").rights == frozenset()
    closed = made(tom, Right.SEE)
    actions.close(scope(ada), tom)
    actions.reopen(scope(ada), tom)
    assert queries.token_of(closed.secret) is None
    assert queries.token_of("fw_invented") is None


def test_token_lasts_a_year_at_most() -> None:
    ada = person("ada")
    for days in (-1, 400):
        expires = timezone.now() + timedelta(days=days)
        with pytest.raises(Refusal, match="a year"):
            actions.create_token(scope(ada), ada, replace(wish(Right.SEE), expires=expires))


def test_form_sent_twice_makes_one_token() -> None:
    ada = person("ada")
    made(ada, Right.SEE)
    with pytest.raises(Refusal, match='have a token "monitoring"'):
        made(ada, Right.SEE)


def test_token_is_made_and_revoked_by_its_own_account_or_an_owner() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    uma = person("uma", Role.FINANCE)
    with pytest.raises(Refusal, match="its own account"):
        actions.create_token(scope(ada), tom, wish(Right.SEE))
    of_tom = made(tom, Right.SEE).token
    with pytest.raises(Refusal, match="does not let you"):
        actions.revoke_token(scope(uma), of_tom)
    assert list(queries.tokens(scope(uma))) == []
    actions.revoke_token(scope(ada), of_tom)
    again = actions.revoke_token(scope(tom), of_tom)
    assert again.revoked
    assert Event.objects.filter(subject="accounts.token", verb="changed").count() == 1


def test_use_of_a_token_is_noted_to_the_minute_and_is_no_change() -> None:
    token = made(person("ada"), Right.SEE).token
    events = Event.objects.count()
    used(token)
    token.refresh_from_db()
    first = token.last_used
    used(token)
    token.refresh_from_db()
    assert token.last_used == first is not None
    assert Event.objects.count() == events
