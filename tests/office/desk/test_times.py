"""Time that cannot be is refused; time that can be moves a ticket on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.desk import actions
from flatwright.office.desk.models import Ticket, TimeEntry
from tests.office.desk.place import Place
from tests.office.town import Town

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def opened(place: Place, at: datetime = MONDAY) -> Ticket:
    told = {"title": "slow", "cause": "normal", "what": "listed", "thing": place.ada_pc}
    return actions.open_ticket(place.owner, place.client, told, at=at)


def worked(place: Place, start: datetime, end: datetime) -> actions.Span:
    return actions.Span(start=start, end=end, technician=place.technician)


def test_time_that_ends_in_the_future_is_refused(place: Place) -> None:
    now = timezone.now()
    with pytest.raises(Refusal, match="This ends in the future") as refused:
        actions.log_time(place.owner, opened(place), worked(place, now, now + HOUR))
    assert refused.value.code == "ends_in_the_future"
    assert not TimeEntry.objects.exists()


def test_a_clock_that_is_some_minutes_ahead_is_forgiven(place: Place) -> None:
    end = timezone.now() + timedelta(minutes=4)
    actions.log_time(place.owner, opened(place), worked(place, end - HOUR, end))
    assert TimeEntry.objects.count() == 1


def test_an_entry_is_not_corrected_into_the_future(place: Place) -> None:
    kept = actions.log_time(
        place.owner, opened(place), worked(place, MONDAY, MONDAY + HOUR)
    )
    late = worked(place, MONDAY, timezone.now() + HOUR)
    with pytest.raises(Refusal, match="This ends in the future"):
        actions.edit_entry(place.owner, kept, None, late)


def test_a_timer_does_not_stop_in_the_future(place: Place) -> None:
    ticket = opened(place)
    actions.start_timer(place.owner, ticket, place.technician)
    with pytest.raises(Refusal, match="This ends in the future"):
        actions.stop_timer(place.owner, place.technician, end=timezone.now() + HOUR)
    assert actions.stop_timer(place.owner, place.technician) is not None


def test_work_before_the_ticket_answers_no_earlier_than_it_was_opened(
    place: Place,
) -> None:
    ticket = opened(place, MONDAY)
    actions.log_time(place.owner, ticket, worked(place, MONDAY - HOUR, MONDAY))
    ticket.refresh_from_db()
    assert ticket.responded == MONDAY


def test_work_after_the_ticket_answers_when_it_begins(place: Place) -> None:
    ticket = opened(place, MONDAY)
    begun = MONDAY + HOUR
    actions.log_time(place.owner, ticket, worked(place, begun, begun + HOUR))
    ticket.refresh_from_db()
    assert ticket.responded == begun


def test_a_new_ticket_that_is_worked_on_is_open_and_theirs(place: Place) -> None:
    ticket = opened(place)
    actions.log_time(place.owner, ticket, worked(place, MONDAY, MONDAY + HOUR))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == (Ticket.Status.OPEN, place.technician)


def test_a_ticket_that_waits_stays_as_it_is_when_time_is_written_down(
    place: Place,
) -> None:
    ticket = opened(place)
    actions.set_status(place.owner, ticket, Ticket.Status.CLIENT)
    actions.log_time(place.owner, ticket, worked(place, MONDAY, MONDAY + HOUR))
    ticket.refresh_from_db()
    assert (ticket.status, ticket.assignee) == (Ticket.Status.CLIENT, None)


@pytest.mark.parametrize(
    ("begin", "end", "minutes"), [("22:00", "02:00", 240), ("20:00", "08:00", 720)]
)
def test_a_night_ends_on_the_next_day(
    cast: dict[str, Browser], town: Town, begin: str, end: str, minutes: int
) -> None:
    sent(cast, town, begin, end)
    assert TimeEntry.objects.get().minutes == minutes


def test_an_end_before_the_begin_is_a_slip_where_it_would_be_more_than_a_night(
    cast: dict[str, Browser], town: Town
) -> None:
    page = sent(cast, town, "17:00", "16:00")
    assert "The time ends before it begins" in page
    assert not TimeEntry.objects.exists()


def sent(cast: dict[str, Browser], town: Town, begin: str, end: str) -> str:
    ticket = actions.open_ticket(town.house, town.willow, {"title": "slow"}, at=MONDAY)
    told = {"day": "2026-02-02", "begin": begin, "end": end}
    page = cast["dispatcher"].post(f"/tickets/{ticket.number}/time/", told, follow=True)
    return page.content.decode()
