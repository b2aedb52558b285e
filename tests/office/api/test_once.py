"""A call under a key is done once, however often and from wherever it is sent."""

import json
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.calls.actions import forget_calls
from flatwright.office.calls.models import Call
from flatwright.office.clients.models import Client, Site
from flatwright.office.desk.models import Comment, Ticket
from tests.office.api.caller import Caller, caller
from tests.office.town import Town

FIRST = "2026-02-01"
KEY = {"Idempotency-Key": "first"}


@pytest.fixture
def program(town: Town) -> Caller:
    return caller(town.staff["owner"])


def site(program: Caller, at: str, name: str = "Mill") -> HttpResponse:
    body = {"name": name, "first": FIRST}
    return program.call("POST", f"{at}/sites", body, **KEY)


@pytest.mark.django_db
def test_same_call_again_is_answered_byte_for_byte_and_does_nothing(
    town: Town, program: Caller
) -> None:
    at = f"/clients/{town.elsewhere.key}"
    first, second = site(program, at), site(program, at)
    assert (first.status_code, first.content) == (201, second.content)
    assert second.status_code == 201
    assert Site.objects.filter(client=town.elsewhere).count() == 1


@pytest.mark.django_db
def test_other_body_under_the_key_is_refused_and_does_nothing(
    town: Town, program: Caller
) -> None:
    at = f"/clients/{town.elsewhere.key}"
    site(program, at)
    other = site(program, at, "Quay")
    assert other.status_code == 409
    assert b"key_used_before" in other.content
    assert Site.objects.filter(client=town.elsewhere).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["k\xe9", "\u20ac", "a\tb", "a b", "a\n", "k" * 201, "a\x7f"]
)
def test_key_that_is_none_is_refused_and_told_what_one_holds(
    town: Town, program: Caller, key: str
) -> None:
    at, body = f"/clients/{town.elsewhere.key}/sites", {"name": "Mill", "first": FIRST}
    wire = key.encode().decode("latin-1")  # as servers hand headers on
    answer = program.call("POST", at, body, **{"Idempotency-Key": wire})
    assert answer.status_code == 422
    assert "at most 200 signs" in json.loads(answer.content)["error"]["says"]
    assert not Site.objects.filter(client=town.elsewhere).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["!~", "k" * 200, "8e03978e-40d5-43e8-bc93-6894a57f9324"])
def test_key_of_any_seen_sign_is_taken(town: Town, program: Caller, key: str) -> None:
    at, body = f"/clients/{town.elsewhere.key}/sites", {"name": "Mill", "first": FIRST}
    program.post(at, body, **{"Idempotency-Key": key})
    assert Call.objects.get().key == key


@pytest.mark.django_db
def test_refusal_is_answered_alike_and_leaves_nothing(town: Town, program: Caller) -> None:
    at = f"/people/{town.ada.key}/roster"
    answers = [program.call("POST", at, {"first": "2026-03-01"}, **KEY) for _ in "12"]
    assert [each.status_code for each in answers] == [409, 409]
    assert answers[0].content == answers[1].content
    assert town.ada.periods.count() == 1


@pytest.mark.django_db
def test_refused_call_put_right_is_done_under_the_same_key(
    town: Town, program: Caller
) -> None:
    at = f"/clients/{town.elsewhere.key}/sites"
    wrong = program.call("POST", at, {"nam": "Mill", "first": FIRST}, **KEY)
    assert (wrong.status_code, Call.objects.count()) == (422, 0)
    assert site(program, f"/clients/{town.elsewhere.key}").status_code == 201
    assert site(program, f"/clients/{town.elsewhere.key}", "Quay").status_code == 409


@pytest.mark.django_db
def test_refused_call_is_done_once_its_cause_is_gone(town: Town, program: Caller) -> None:
    at = f"/people/{town.zoe.key}/roster"
    leave = {"day": "2026-06-01"}
    assert program.call("POST", f"{at}/end", leave, **KEY).status_code == 422
    program.post(at, {"first": "2026-03-01"})
    done = [program.call("POST", f"{at}/end", leave, **KEY) for _ in "12"]
    assert [each.status_code for each in done] == [200, 200]
    assert done[0].content == done[1].content


@pytest.mark.django_db
def test_keys_of_two_programs_do_not_meet(town: Town, program: Caller) -> None:
    at = f"/clients/{town.elsewhere.key}"
    other = caller(town.staff["dispatcher"])
    assert site(program, at).content != site(other, at).content
    assert Site.objects.filter(client=town.elsewhere).count() == 2


@pytest.mark.django_db
def test_old_answer_is_not_for_who_may_less_now(town: Town, program: Caller) -> None:
    at = f"/clients/{town.elsewhere.key}"
    site(program, at)
    User.objects.filter(pk=town.staff["owner"].pk).update(role=Role.DISPATCHER)
    assert site(program, at).status_code == 409
    User.objects.filter(pk=town.staff["owner"].pk).update(role=Role.READ_ONLY)
    assert site(program, at).status_code == 403


@pytest.mark.django_db
def test_answers_are_kept_for_thirty_days(town: Town, program: Caller) -> None:
    site(program, f"/clients/{town.elsewhere.key}")
    now = timezone.now()
    assert forget_calls(now + timedelta(days=29)) == 0
    assert forget_calls(now + timedelta(days=31)) == 1
    assert not Call.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_have_one_effect_and_one_answer(town: Town, program: Caller) -> None:
    ticket = program.post(f"/clients/{town.willow.key}/tickets", {"title": "No network"})
    at, answers = f"/tickets/{ticket['number']}/comments", list[HttpResponse]()
    barrier = threading.Barrier(4)

    def send() -> None:
        own = Caller(secret=program.secret)
        barrier.wait()
        answers.append(own.call("POST", at, {"text": "On it"}, **KEY))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {(each.status_code, each.content) for each in answers} == {
        (201, answers[0].content)
    }
    assert Comment.objects.count() == 1
    assert Ticket.objects.count() == 1
    assert Client.objects.count() == 2
