import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts import actions
from flatwright.office.accounts.actions.people import Place
from flatwright.office.accounts.gate import scope_of
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.models import Event
from tests.office.accounts.cast import client_named, person, scope

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_last_owner_stays_an_owner() -> None:
    ada = person("ada")
    with pytest.raises(Refusal, match="last owner"):
        actions.set_place(scope(ada), ada, Place(role=Role.FINANCE))
    with pytest.raises(Refusal, match="last owner"):
        actions.close(scope(ada), ada)


def test_one_of_two_owners_may_go_and_a_closed_one_does_not_count() -> None:
    ada, bob = person("ada"), person("bob")
    actions.close(scope(ada), bob)
    with pytest.raises(Refusal, match="last owner"):
        actions.close(scope(ada), ada)
    actions.reopen(scope(ada), bob)
    actions.set_place(scope(ada), ada, Place(role=Role.FINANCE))
    assert ada.role == Role.FINANCE


def test_technician_reaches_the_named_clients_and_no_other() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    acme, bolt = client_named("Acme"), client_named("Bolt")
    place = Place(role=Role.TECHNICIAN, is_limited=True, clients=("acme",))
    actions.set_place(scope(ada), tom, place)
    assert scope(tom).clients == frozenset({acme.pk})
    actions.set_place(scope(ada), tom, Place(role=Role.TECHNICIAN))
    assert scope(tom).reaches(bolt.pk)


def test_changed_reach_ends_sessions_and_the_same_again_does_not() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    client_named("Acme")
    place = Place(role=Role.TECHNICIAN, is_limited=True, clients=("acme",))
    before = tom.get_session_auth_hash()
    actions.set_place(scope(ada), tom, place)
    after = tom.get_session_auth_hash()
    assert before != after
    actions.set_place(scope(ada), tom, place)
    assert tom.get_session_auth_hash() == after


def test_limited_owner_and_empty_reach_are_refused() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    with pytest.raises(Refusal, match="every client"):
        actions.set_place(
            scope(ada), tom, Place(role=Role.OWNER, is_limited=True, clients=("acme",))
        )
    with pytest.raises(Refusal, match="at least one client"):
        actions.set_place(scope(ada), tom, Place(role=Role.TECHNICIAN, is_limited=True))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OWNER])
def test_nobody_but_an_owner_changes_accounts(role: str) -> None:
    ada, tom = person("ada"), person("tom", role)
    for act in (
        lambda: actions.set_place(scope(tom), tom, Place(role=Role.OWNER)),
        lambda: actions.close(scope(tom), ada),
        lambda: actions.reopen(scope(tom), ada),
        lambda: actions.let_back_in(scope(tom), ada),
    ):
        with pytest.raises(Refusal, match="does not let you"):
            act()


def test_closed_account_may_nothing_and_reaches_nobody() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    actions.close(scope(ada), tom)
    closed = scope_of(tom, "test")
    assert (closed.clients, closed.rights) == (frozenset(), frozenset())


def test_somebody_changes_their_own_name_but_not_their_role() -> None:
    tom = person("tom", Role.TECHNICIAN)
    actions.change_own(scope(tom), tom, name="Thomas", scheme="dark", shortcuts=False)
    assert (tom.name, tom.scheme, tom.shortcuts) == ("Thomas", "dark", False)
    with pytest.raises(Refusal, match="by an owner"):
        actions.change_own(scope(tom), tom, role=Role.OWNER)
    with pytest.raises(Refusal, match="somebody else"):
        actions.change_own(scope(person("ada")), tom, name="Tim")


def test_each_change_is_recorded_without_the_password() -> None:
    ada, tom = person("ada"), person("tom", Role.TECHNICIAN)
    actions.change_password(scope(tom).actor, tom, "another four plain words")
    actions.close(scope(ada), tom)
    told = [(e.actor, e.verb, sorted(e.after)) for e in Event.objects.order_by("id")]
    assert told == [
        (str(tom), "changed", ["password_set", "sign_outs"]),
        (str(ada), "changed", ["is_active", "sign_outs"]),
    ]
    assert tom.check_password("another four plain words")
