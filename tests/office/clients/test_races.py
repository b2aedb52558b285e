"""What one at a time is refused stays refused for several at once."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db.models import F

from flatwright.office.agreements.actions import (
    Signed,
    add_shipped_plans,
    agree_version,
    end_agreement,
    enter_agreement,
)
from flatwright.office.agreements.models import Agreement
from flatwright.office.clients.actions import (
    Joining,
    add,
    edit,
    hand_over,
    join_roster,
    leave_roster,
)
from flatwright.office.clients.models import Client, Person, Site, Thing
from flatwright.office.clients.queries import lives_of
from tests.office.clients.at_once import DONE, at_once
from tests.office.town import BEGUN, Town

pytestmark = pytest.mark.django_db(transaction=True)

LATER = date(2026, 6, 1)
TRIES = range(4)  # one alone may end well by luck


def test_of_a_device_handed_over_three_times_at_once_each_day_has_one_owner(
    town: Town,
) -> None:
    house, willow = town.house, town.willow
    people = [add(house, Person(client=willow, name=f"P{n}")) for n in range(3)]
    for n in TRIES:
        days = {"registered": BEGUN, "first": BEGUN}
        thing = add(house, Thing(client=willow, name=f"pc-{n}", owner=town.ada, **days))
        given = [
            partial(hand_over, house, Thing.objects.get(pk=thing.pk), to, LATER)
            for to in people
        ]
        assert at_once([*given]) == [DONE, "handed_over_already", "handed_over_already"]
        lives = lives_of(house, thing)
        assert [each.last for each in lives] == [None, date(2026, 5, 31)]


def test_who_joins_three_times_at_once_is_a_user_once(town: Town) -> None:
    for n in TRIES:
        bea = add(town.house, Person(client=town.willow, name=f"Bea {n}"))
        joins = [
            partial(join_roster, town.house, Joining(person=bea, first=date(2026, 2, day)))
            for day in (1, 2, 3)
        ]
        told = at_once([*joins])
        assert told == [DONE, "roster_overlaps", "roster_overlaps"]
        assert bea.periods.count() == 1


def test_of_three_agreements_entered_at_once_one_holds(town: Town) -> None:
    plan = town.agreement.versions.get().plan
    for n in TRIES:
        client = Client.objects.create(name=f"C{n}", time_zone="UTC", first=BEGUN)
        signs = [
            partial(
                enter_agreement,
                town.house,
                Client.objects.get(pk=client.pk),
                Signed(plan=plan, first=date(2026, 1, day)),
            )
            for day in (1, 2, 3)
        ]
        assert at_once([*signs]) == ["agreements_overlap", "agreements_overlap", DONE]
        assert client.agreements.count() == 1


def test_versions_agreed_at_once_follow_one_another(town: Town) -> None:
    plan = add_shipped_plans(town.house, {"premium"})[0]
    for n in TRIES:
        day = date(2027 + n, 2, 1)
        agreed = [
            partial(
                agree_version,
                town.house,
                Agreement.objects.get(pk=town.agreement.pk),
                Signed(plan=plan, first=day),
            )
            for _ in range(3)
        ]
        assert at_once([*agreed]) == [DONE, "version_too_early", "version_too_early"]


def test_those_who_write_other_things_of_the_client_do_not_stand_in_the_way(
    town: Town,
) -> None:
    house, willow = town.house, town.willow
    for n in TRIES:
        bea = add(house, Person(client=willow, name=f"Bea {n}"))
        join_roster(house, Joining(person=bea, first=BEGUN))
        thing = Thing.objects.filter(pk=town.ada_pc.pk).get()
        acts: list[Callable[[], object]] = [
            partial(edit, house, thing, name=f"renamed {n}"),
            partial(leave_roster, house, bea, date(2026, 3, 1)),
            partial(hand_over, house, Thing.objects.get(pk=thing.pk), bea, BEGUN),
            partial(add, house, Site(client=willow, name=f"Quay {n}", first=BEGUN)),
            partial(edit, house, Person.objects.get(pk=bea.pk), name=f"Bee {n}"),
            partial(end_agreement, house, town.agreement, date(2030 + n, 1, 1)),
        ]
        assert at_once([*acts]) == [DONE] * len(acts)


def test_an_end_is_not_taken_back_into_the_next_agreement(town: Town) -> None:
    plan = town.agreement.versions.get().plan
    end_agreement(town.house, town.agreement, date(2026, 3, 31))
    enter_agreement(town.house, town.willow, Signed(plan=plan, first=date(2026, 4, 1)))
    for last in (None, date(2026, 4, 1)):
        told = at_once([partial(end_agreement, town.house, town.agreement, last)])
        assert told == ["agreements_overlap"]
    still = Agreement.objects.filter(last__gte=F("first"))
    assert still.get().last == date(2026, 3, 31)
