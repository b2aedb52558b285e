"""What happens on the desk, from words to a decision that stands."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.models import Event
from flatwright.office.clients.models import Person, RosterPeriod, Thing
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk import actions
from flatwright.office.desk.actions.tickets import Reply
from flatwright.office.desk.models import Answer, Decision, Ticket, TimeEntry
from tests.office.desk.place import Place

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)  # 10:00 in the client's zone


def incident(place: Place, **values: Any) -> Ticket:
    told = {
        "title": "cannot print",
        "cause": "normal",
        "who": "listed",
        "person": place.ada,
        "what": "listed",
        "thing": place.ada_pc,
        **values,
    }
    return actions.open_ticket(place.owner, place.client, told, at=MONDAY)


def move(place: Place, day: int) -> Ticket:
    ticket = incident(place, title="move desk", kind="request", action="move")
    hour(place, ticket, MONDAY + timedelta(days=day))
    return ticket


def hour(place: Place, ticket: Ticket, start: datetime, minutes: int = 60) -> TimeEntry:
    end = start + timedelta(minutes=minutes)
    span = actions.Span(start=start, end=end, technician=place.technician)
    return actions.log_time(place.owner, ticket, span)


def decision(ticket: Ticket) -> Decision:
    ticket.refresh_from_db()
    assert ticket.decision is not None
    return ticket.decision


def outcomes(ticket: Ticket) -> list[tuple[int, str, str]]:
    lines = decision(ticket).answer["lines"]
    return [(worked, outcome, clause) for worked, _, outcome, _, _, clause in lines]


def test_a_ticket_asks_until_the_cause_is_known_and_keeps_who_said_it(place: Place) -> None:
    ticket = incident(place, cause="unknown")
    assert decision(ticket).status == "needs_facts"
    assert decision(ticket).answer["questions"] == ["cause"]
    said = Reply(
        fact="cause", value="nothing special", said_by="Ada", sets={"cause": "normal"}
    )
    actions.answer(place.owner, ticket, said)
    assert decision(ticket).status == "decided"
    kept = Answer.objects.get()
    assert (kept.fact, kept.said_by, kept.told_by) == ("cause", "Ada", "owner")


def test_each_user_has_one_move_a_year_and_the_second_is_hourly(place: Place) -> None:
    first, second = move(place, 0), move(place, 1)
    assert outcomes(first) == [(60, "covered", "moves")]
    assert outcomes(second) == [(60, "absorbed", "moves")]  # nobody said yes to the hour


def test_a_move_told_late_takes_the_allowance_of_the_one_that_came_after(
    place: Place,
) -> None:
    later = move(place, 3)
    assert outcomes(later) == [(60, "covered", "moves")]
    earlier = move(place, 1)
    assert outcomes(earlier) == [(60, "covered", "moves")]
    assert outcomes(later) == [(60, "absorbed", "moves")]


def test_taking_an_entry_away_gives_the_allowance_back(place: Place) -> None:
    first, second = move(place, 0), move(place, 1)
    actions.remove_entry(place.owner, first.entries.get())
    assert outcomes(second) == [(60, "covered", "moves")]
    assert decision(second).supersedes is not None


def test_a_corrected_fact_decides_again_and_says_what_changes(place: Place) -> None:
    ticket = incident(place, who="other", person=None, person_name="a visitor")
    yes = actions.ask_approval(place.owner, ticket, actions.Asked(type="hourly"))
    before = MONDAY - timedelta(minutes=5)
    actions.answer_approval(place.owner, yes, place.ada, yes=True, at=before)
    hour(place, ticket, MONDAY)
    assert decision(ticket).pays == 15_000
    actions.edit_ticket(place.owner, ticket, None, {"who": "listed", "person": place.ada})
    now = decision(ticket)
    assert (now.pays, now.delta, now.document) == (0, -15_000, "credit_note")


def test_a_confirmed_start_puts_the_person_on_the_roster_from_that_day(
    place: Place,
) -> None:
    told = {"who": "other", "person": None, "person_name": "Ned", "start": MONDAY.date()}
    ticket = incident(place, **told)
    hour(place, ticket, MONDAY)
    ned = Person.objects.get(name="Ned")
    assert RosterPeriod.objects.get(person=ned).first == MONDAY.date()
    assert outcomes(ticket) == [(60, "covered", "helpdesk")]


def test_the_device_that_counted_on_the_day_decides_and_not_that_of_today(
    place: Place,
) -> None:
    ticket = incident(place)
    hour(place, ticket, MONDAY)
    assert outcomes(ticket) == [(60, "covered", "helpdesk")]
    gone = MONDAY.date() + timedelta(days=30)
    Thing.objects.filter(pk=place.ada_pc.pk).update(last=gone)
    place.client.touched()
    actions.edit_ticket(place.owner, ticket, None, {"title": "cannot print at all"})
    assert outcomes(ticket) == [(60, "covered", "helpdesk")]


def test_a_timer_that_ran_past_closing_is_split_at_the_grace(place: Place) -> None:
    ticket = incident(place)
    start = MONDAY.replace(hour=16, minute=30)
    hour(place, ticket, start, minutes=60)  # 17:00 closes, 17:15 ends the grace
    assert outcomes(ticket) == [
        (30, "covered", "helpdesk"),
        (15, "covered", "helpdesk"),
        (15, "absorbed", "after_hours"),
    ]


def test_a_second_timer_stops_the_first_and_keeps_its_time(place: Place) -> None:
    one, two = incident(place), incident(place, title="another")
    actions.start_timer(place.owner, one, place.technician)
    actions.start_timer(place.owner, one, place.technician)  # a second click
    actions.start_timer(place.owner, two, place.technician)
    assert [entry.ticket_id for entry in TimeEntry.objects.all()] == [one.pk]


def test_two_entries_of_one_technician_cannot_overlap(place: Place) -> None:
    ticket = incident(place)
    hour(place, ticket, MONDAY)
    with pytest.raises(Refusal, match="overlaps"):
        hour(place, ticket, MONDAY + timedelta(minutes=30))
    assert TimeEntry.objects.count() == 1


def test_the_second_of_two_editors_is_told_who_was_first(place: Place) -> None:
    ticket = incident(place)
    seen = ticket.edited
    actions.edit_ticket(place.owner, ticket, seen, {"title": "first"})
    with pytest.raises(Refusal, match="changed by owner while you were editing"):
        actions.edit_ticket(place.owner, ticket, seen, {"title": "second"})
    ticket.refresh_from_db()
    assert ticket.title == "first"


def test_goodwill_needs_a_reason_and_the_right_to(place: Place) -> None:
    ticket = incident(place, who="other", person=None, person_name="a visitor")
    with pytest.raises(Refusal, match="Say why"):
        actions.waive(place.owner, ticket, " ", None)
    scope = Scope(actor=place.owner.actor, clients=None, rights=frozenset({Right.WORK}))
    with pytest.raises(Refusal, match="does not let you"):
        actions.waive(scope, ticket, "a friend of the house", None)


def test_merging_carries_the_time_over_and_frees_what_it_drew(place: Place) -> None:
    one, two = move(place, 0), move(place, 1)
    actions.merge(place.owner, one, two)
    assert outcomes(two) == [(120, "covered", "moves")]
    one.refresh_from_db()
    assert one.status == Ticket.Status.MERGED
    with pytest.raises(Refusal, match="was merged into"):
        hour(place, one, MONDAY + timedelta(days=5))


def test_related_requests_are_one_by_their_estimates(place: Place) -> None:
    told = {"kind": "request", "action": "change", "estimate": 150}
    one = incident(place, **told)
    two = incident(place, title="and the rest", **told)
    assert decision(two).status == "decided"
    actions.join(place.owner, one, two)
    assert decision(two).answer["approvals"] == ["quote"]


def test_a_yes_given_after_the_ticket_was_opened_counts_before_work_begins(
    place: Place,
) -> None:
    ticket = incident(place, kind="request", action="new_software", estimate=60)
    assert decision(ticket).answer["approvals"] == ["quote"]
    asked = actions.ask_approval(
        place.owner, ticket, actions.Asked(type="quote", amount=20_000)
    )
    later = MONDAY + timedelta(days=1)
    actions.answer_approval(place.owner, asked, place.ada, yes=True, at=later)
    assert decision(ticket).answer["approvals"] == []


def test_somebody_who_does_not_reach_the_client_changes_nothing(place: Place) -> None:
    ticket = incident(place)
    before = Event.objects.count()
    scope = Scope(
        actor=place.owner.actor, clients=frozenset(), rights=frozenset(Right), user=1
    )
    with pytest.raises(Refusal, match="not among yours"):
        actions.comment(scope, ticket, "hello", public=True)
    assert Event.objects.count() == before


def test_a_person_of_another_client_is_refused(place: Place) -> None:
    with pytest.raises(Refusal, match="another client"):
        incident(place, person=place.stranger)
    assert Ticket.objects.count() == 0
