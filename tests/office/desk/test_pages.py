"""Pages of the desk: what was typed is kept, what cannot be is said, nothing breaks."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from flatwright.office.agreements.models import PlanText
from flatwright.office.clients.actions import edit_client
from flatwright.office.desk.actions import open_ticket
from flatwright.office.desk.models import (
    Answer,
    Comment,
    Template,
    Ticket,
    TimeEntry,
)
from tests.office.town import Town

MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)
Cast = dict[str, Browser]


@pytest.fixture
def asking(town: Town) -> Ticket:
    """A ticket that asks what happened before."""
    told = {"title": "slow", "who": "listed", "person": town.ada}
    told |= {"what": "listed", "thing": town.ada_pc, "cause": "unknown"}
    return open_ticket(town.house, town.willow, told, at=MONDAY)


def sent(cast: Cast, ticket: Ticket, page: str, **told: Any) -> str:
    browser = cast["dispatcher"]
    shown = browser.post(f"/tickets/{ticket.number}/{page}/", told, follow=True)
    return shown.content.decode()


def test_an_answer_is_kept_in_the_words_that_were_tapped(
    cast: Cast, asking: Ticket
) -> None:
    page = sent(cast, asking, "answer", fact="cause", value="normal", said_by="Ada")
    assert Answer.objects.get().value == "the cause is ordinary"
    assert "“the cause is ordinary”, said Ada" in page


def test_a_second_tap_answers_nothing(cast: Cast, asking: Ticket) -> None:
    sent(cast, asking, "answer", fact="cause", value="normal")
    page = sent(cast, asking, "answer", fact="cause", value="own_error")
    assert "not asked any more" in page
    asking.refresh_from_db()
    assert (asking.cause, Answer.objects.count()) == ("normal", 1)


@pytest.mark.parametrize(
    ("fact", "value"), [("cause", "nonsense"), ("colour", "red"), ("cause", "")]
)
def test_what_is_no_answer_is_not_kept(
    cast: Cast, asking: Ticket, fact: str, value: str
) -> None:
    sent(cast, asking, "answer", fact=fact, value=value)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2926-02-02"])
def test_time_of_an_impossible_day_is_refused(cast: Cast, asking: Ticket, day: str) -> None:
    told = {"day": day, "begin": "00:00", "end": "01:00"}
    assert "Look at the date" in sent(cast, asking, "time", **told)
    assert not TimeEntry.objects.exists()
    address = f"/tickets/{asking.number}/time/preview/"
    assert cast["dispatcher"].get(address, told).status_code == 200


def test_time_is_shown_in_the_zone_in_which_it_was_typed(
    cast: Cast, asking: Ticket, town: Town
) -> None:
    edit_client(town.house, town.willow, None, time_zone="America/New_York")
    page = sent(cast, asking, "time", day="2026-02-02", begin="16:30", end="17:00")
    assert "2 February 2026, 16:30 EST" in page


def test_words_that_do_not_fit_are_not_lost(cast: Cast, asking: Ticket) -> None:
    page = sent(cast, asking, "comment", text="tell Ada" * 3_000)
    assert "at most 20000 characters" in page
    assert "tell Adatell Ada" in page


def test_a_refused_file_keeps_the_words_in_the_form_alone(
    cast: Cast, asking: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flatwright.office.desk.files.LARGEST", 3)
    file = SimpleUploadedFile("photo.png", b"large")
    page = sent(cast, asking, "comment", text="see the photo", file=file)
    assert "share larger ones by link" in page
    assert "see the photo</textarea>" in page
    assert not Comment.objects.exists()


def test_who_may_only_look_is_offered_no_new_ticket(cast: Cast, town: Town) -> None:
    for address in ("/", "/tickets/", f"/clients/{town.willow.key}/"):
        assert "New ticket" in cast["dispatcher"].get(address).content.decode()
        assert "New ticket" not in cast["read_only"].get(address).content.decode()


def test_version_that_is_no_number_begins_an_empty_plan(cast: Cast) -> None:
    assert cast["owner"].get("/plans/new/?plan=complete&version=x").status_code == 200


def test_a_yes_that_is_asked_twice_is_asked_once(cast: Cast, asking: Ticket) -> None:
    for _ in range(2):
        sent(cast, asking, "approval", type="hourly")
    assert asking.approvals.count() == 1
    sent(cast, asking, "approval", type="quote", amount="100")
    sent(cast, asking, "approval", type="quote", amount="200")
    assert asking.approvals.count() == 3


@pytest.mark.parametrize("first", ["0001-01-01", "9999-12-31"])
def test_agreement_of_an_impossible_year_is_refused(
    cast: Cast, town: Town, first: str
) -> None:
    home = f"/clients/{town.elsewhere.key}/"
    told = {"plan": "complete@1", "first": first}
    page = cast["owner"].post(f"{home}agreements/new/", told)
    assert "cannot be meant. Look at the dates." in page.content.decode()
    assert cast["owner"].get(home).status_code == 200


def test_set_up_puts_the_plans_that_it_showed_on_the_shelf(cast: Cast) -> None:
    cast["owner"].post("/setup/plan/", {"plan": "premium", "region": "US"})
    names = set(PlanText.objects.values_list("plan", flat=True))
    assert names == {"essential", "complete", "premium"}


def test_a_template_is_written_used_and_taken_away(cast: Cast, town: Town) -> None:
    owner = cast["dispatcher"]
    told = {"name": "Joiner", "title": "Set up somebody new", "kind": "request"}
    steps = {"action": "account_change", "steps": "Account\n\n Mail \nTraining"}
    assert owner.post("/templates/new/", {**told, **steps}).status_code == 302
    kept = Template.objects.get()
    assert kept.checklist == ["Account", "Mail", "Training"]
    assert "Joiner" in owner.get("/templates/").content.decode()
    home = f"/clients/{town.willow.key}/tickets/new/?template={kept.key}"
    assert "Set up somebody new" in owner.get(home).content.decode()
    owner.post(f"/templates/{kept.key}/remove/")
    assert Template.objects.count() == 0


def test_too_many_steps_are_refused_where_they_were_typed(cast: Cast) -> None:
    told = {"name": "n", "title": "t", "kind": "request", "action": "fix"}
    page = cast["owner"].post("/templates/new/", {**told, "steps": "x\n" * 41})
    assert page.status_code == 422
    assert "At most 40 steps" in page.content.decode()


def test_who_answered_an_approval_is_not_taken_out(
    cast: Cast, town: Town, asking: Ticket
) -> None:
    sent(cast, asking, "approval", type="hourly")
    yes = asking.approvals.get()
    answer = {"by": town.ada.key, "answer": "yes"}
    cast["owner"].post(f"/approvals/{yes.key}/", answer)
    page = cast["owner"].post(f"/rows/person/{town.ada.key}/remove/", follow=True)
    assert "stands on other records" in page.content.decode()


def test_a_last_day_that_cannot_be_meant_is_refused(cast: Cast, town: Town) -> None:
    told = {"name": "Annex", "address": "", "first": "2026-01-01", "last": "9999-12-31"}
    home = f"/clients/{town.willow.key}/"
    page = cast["owner"].post(f"{home}add/site/", told)
    assert "cannot be meant" in page.content.decode()
    assert cast["owner"].get(home).status_code == 200


def test_the_plan_can_be_asked_without_scripts_and_nothing_is_kept(
    cast: Cast, town: Town
) -> None:
    new = f"/clients/{town.willow.key}/tickets/new/"
    facts = {"title": "slow", "kind": "incident", "action": "fix", "cause": "normal"}
    facts |= {"who": town.ada.key, "what": town.ada_pc.key, "where": "office"}
    facts |= {"impact": "3", "urgency": "2", "once": "12345", "ask": ""}
    for _ in range(2):
        page = cast["dispatcher"].post(new, facts)
        assert page.status_code == 200
        assert 'value="slow"' in page.content.decode()
        assert "strip covered" in page.content.decode()
    assert not Ticket.objects.exists()


def test_editing_can_ask_as_well_and_changes_nothing(cast: Cast, asking: Ticket) -> None:
    edit = f"/tickets/{asking.number}/edit/"
    facts = {"title": "other", "kind": "incident", "action": "fix", "cause": "normal"}
    facts |= {"who": "none", "what": asking.thing.device if asking.thing else ""}
    facts |= {"where": "office", "impact": "3", "urgency": "2", "ask": ""}
    page = cast["dispatcher"].post(edit, facts).content.decode()
    assert 'value="other"' in page
    assert "strip ask" not in page
    asking.refresh_from_db()
    assert (asking.title, asking.cause) == ("slow", "unknown")


def test_an_hour_that_nobody_worked_is_not_called_worked(
    cast: Cast, asking: Ticket
) -> None:
    sent(cast, asking, "answer", fact="cause", value="normal", said_by="Ada")
    page = cast["dispatcher"].get(f"/tickets/{asking.number}/").content.decode()
    assert '<th scope="col">For an hour</th>' in page
    page = sent(cast, asking, "time", day="2026-02-02", begin="10:00", end="10:30")
    assert '<th scope="col">Worked</th>' in page


def test_a_question_is_printed_once(cast: Cast, asking: Ticket) -> None:
    asks = "A storm, a contractor, new software, a change of ours?"
    for role in ("dispatcher", "read_only"):
        page = cast[role].get(f"/tickets/{asking.number}/").content.decode()
        assert page.count(asks) == 1


def test_a_timer_that_runs_here_is_offered_to_be_stopped(
    cast: Cast, asking: Ticket
) -> None:
    page = sent(cast, asking, "timer")
    assert "Stop timer" in page
    assert "Start timer" not in page
