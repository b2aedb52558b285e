"""Answers to what a decision asks: only what is asked now is heard."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from flatwright.domain.plan.facts import BY_NAME
from flatwright.office.clients.queries import people, things
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.actions.tickets import Reply
from flatwright.office.desk.deciding import day_of, preview
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.telling import ToldQuestion, telling

Heard = tuple[str, dict[str, Any]]  # what was said, in words, and what it sets
_NOT_ASKED = "This is not asked any more. Look at what the ticket asks now."
_NO_ANSWER = "This is no answer to the question. Choose or write another one."
_PERSON = {"none": "nobody in particular"}
_THING = {"none": "nothing in particular", "account": "an account"}
_MINUTES = 60_000
_DIGITS = 5


def reply_to(
    scope: Scope, ticket: Ticket, fact: str, value: str, said_by: str = ""
) -> Reply:
    """What a word answers to an open question; whoever acts said so, if nobody else did.

    Raises ValidationError where it is not asked any more, or where this is no answer.
    """
    said, sets = _heard(scope, ticket, _asked(ticket, fact), value)
    by = said_by or scope.actor.name
    return Reply(fact=fact, value=said[:200], said_by=by[:200], sets=sets)


def _asked(ticket: Ticket, fact: str) -> ToldQuestion:
    """The open question about a fact; a second tap finds none."""
    found = preview(ticket, day_of(ticket))
    for question in telling(found).questions if found else ():
        if question.fact == fact:
            return question
    raise ValidationError(_NOT_ASKED)


def _heard(scope: Scope, ticket: Ticket, question: ToldQuestion, value: str) -> Heard:
    said = {choice.value: choice.says for choice in question.choices}
    if said and value in said:
        known = question.fact in BY_NAME
        sets = {question.fact: value} if known else _other(ticket, question.fact, value)
        return said[value], sets
    listen = _BY_HAND.get(question.fact)
    if listen:
        return listen(scope, ticket, value)
    if said or not value.strip():
        raise ValidationError(_NO_ANSWER)
    return value, _other(ticket, question.fact, value)


def _other(ticket: Ticket, fact: str, value: str) -> dict[str, Any]:
    return {"other": {**ticket.other, fact: value}}


def _person(scope: Scope, ticket: Ticket, value: str) -> Heard:
    person = people(scope).filter(client=ticket.client, key=value).first()
    if person:
        return person.name, {"who": "listed", "person": person}
    return _word(_PERSON, value), {"who": value, "person": None}


def _thing(scope: Scope, ticket: Ticket, value: str) -> Heard:
    thing = things(scope).filter(client=ticket.client, key=value).first()
    if thing:
        return thing.name, {"what": "listed", "thing": thing}
    return _word(_THING, value), {"what": value, "thing": None}


def _word(known: dict[str, str], value: str) -> str:
    if value not in known:
        raise ValidationError(_NO_ANSWER)
    return known[value]


def _estimate(scope: Scope, ticket: Ticket, value: str) -> Heard:
    fits = value.isdecimal() and len(value) <= _DIGITS and 0 < int(value) <= _MINUTES
    if not fits:
        raise ValidationError(_NO_ANSWER)
    return f"{int(value)} minutes", {"estimate": int(value)}


def _start(scope: Scope, ticket: Ticket, value: str) -> Heard:
    return value or "no day", {"start": value or None, "start_told": True}


_BY_HAND: dict[str, Callable[[Scope, Ticket, str], Heard]] = {
    "person": _person,
    "object": _thing,
    "estimate_min": _estimate,
    "confirmed_start": _start,
}
