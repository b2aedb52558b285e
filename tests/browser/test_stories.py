"""What people do with the office, in a real browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from flatwright.imports.plan_shelf import plan_files
from flatwright.office.accounts.first import setup_token
from flatwright.office.agreements.actions import Signed, add_plan, enter_agreement
from flatwright.office.clients.actions import add_client
from flatwright.office.desk import actions
from flatwright.office.desk.models import Answer, Ticket, TimeEntry, Timer
from tests.browser.conftest import Desk
from tests.office.accounts.signing import code
from tests.office.town import LIMITED, Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Owner = Callable[..., Page]


def ticket(town: Town, **values: object) -> Ticket:
    told = {
        "title": "cannot print",
        "cause": "normal",
        "who": "listed",
        "person": town.ada,
        "what": "listed",
        "thing": town.ada_pc,
        **values,
    }
    return actions.open_ticket(town.house, town.willow, told)


def test_first_hour_from_the_link_to_a_decision(
    desk: Desk, request: pytest.FixtureRequest
) -> None:
    told: Settings = request.getfixturevalue("settings")
    told.SECOND_FACTOR = True
    secret = setup_token(Path(settings.HOME))
    page = desk.go(desk.open(), f"/setup/?token={secret}")
    page.get_by_label("The business's name").fill("Harbor IT")
    page.get_by_label("Your name").fill("Olga")
    page.get_by_label("E-mail address").fill("olga@example.com")
    page.get_by_label("Password").fill("a quiet harbor at dawn")
    page.get_by_role("button", name="Go on").click()
    _add_an_app(page)
    page.get_by_role("button", name="Begin with it").nth(1).click()
    page.get_by_label("The client's name").fill("Willow")
    page.get_by_label("Somebody there").fill("Ada")
    page.get_by_role("button", name="Go on to the first ticket").click()
    page.get_by_label("In a few words").fill("The screen stays black")
    page.get_by_label("What happened just before?").select_option("normal")
    page.get_by_label("Who has it?").select_option(label="Ada")
    page.get_by_label("On what?").select_option(label="PC-1 (computer)")
    expect(page.locator("#decision")).to_contain_text("Covered")
    page.get_by_role("button", name="Open the ticket").click()
    expect(page.locator("#decision")).to_contain_text("Covered")
    expect(page.get_by_role("heading", level=1)).to_have_text("The screen stays black")


def _add_an_app(page: Page) -> None:
    """The second factor that is asked for, up to the recovery codes."""
    page.get_by_role("link", name="Set up an app").click()
    key = page.locator("p.mono.broken").inner_text()
    page.get_by_label("code").fill(code(secret=key))
    page.get_by_role("button", name="Use this app").click()
    page.get_by_role("button", name="Show the codes").click()
    page.get_by_role("link", name="I have them").click()


def test_a_ticket_asks_and_one_tap_answers(owner: Owner, town: Town) -> None:
    made = ticket(town, cause="unknown")
    page = owner(f"/tickets/{made.number}/")
    expect(page.locator("#decision")).to_contain_text("Nothing is decided until this")
    page.get_by_role("button", name="the cause is ordinary").click()
    expect(page.locator("#decision")).to_contain_text("Covered")
    assert Answer.objects.get().said_by == "Ada"


def test_the_decision_follows_while_a_ticket_is_written(owner: Owner, town: Town) -> None:
    page = owner(f"/clients/{town.willow.key}/tickets/new/")
    page.get_by_label("What happened just before?").select_option("normal")
    page.get_by_label("Who has it?").select_option(label="Ada")
    page.get_by_label("On what?").select_option(label="ada-pc (computer)")
    expect(page.locator("#decision")).to_contain_text("Covered")
    page.get_by_label("What is it?").select_option("request")
    page.get_by_label("What is to be done?").select_option("change")
    page.get_by_label("Estimate, in labour minutes").fill("300")
    expect(page.locator("#decision")).to_contain_text("eeds a quote")


def test_a_timer_that_runs_past_closing_time_is_split(owner: Owner, town: Town) -> None:
    """It is between two and three in the afternoon at this client, who closes at two."""
    ahead = 14 - timezone.now().hour
    ahead -= 24 if ahead > 12 else 0
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
    text = next(p for p in plan_files() if p.name == "complete.yaml").read_text()
    text = text.replace('{Mon-Fri: "08:00-17:00"}', '{Mon-Sun: "08:00-14:00"}')
    text = text.replace("  holidays: US\n", "").replace("plan: complete", "plan: early")
    first = timezone.now().date() - timedelta(days=30)
    client = add_client(town.house, name="Early", time_zone=zone, first=first)
    plan = add_plan(town.house, text)
    enter_agreement(town.house, client, Signed(plan=plan, first=first))
    told = {"title": "server", "cause": "normal", "who": "none", "what": "none"}
    made = actions.open_ticket(town.house, client, told)
    page = owner(f"/tickets/{made.number}/")
    page.get_by_role("button", name="Start timer").click()
    page.wait_for_load_state("networkidle")
    Timer.objects.update(started=timezone.now() - timedelta(minutes=90))
    page.reload()
    page.get_by_role("button", name=re.compile("Stop")).first.click()
    page.wait_for_load_state("networkidle")
    assert TimeEntry.objects.get().by_timer
    made.refresh_from_db()
    assert made.decision is not None
    bands = {(line[1], line[2]) for line in made.decision.answer["lines"]}
    assert ("business", "covered") in bands
    assert ("after_hours", "covered") in bands or ("after_hours", "absorbed") in bands


def test_time_is_split_while_it_is_typed(owner: Owner, town: Town) -> None:
    page = owner(f"/tickets/{ticket(town).number}/")
    page.get_by_label("Day").fill("2026-02-02")
    page.get_by_label("From").fill("16:30")
    page.get_by_label("To", exact=True).fill("17:45")
    expect(page.locator("#split")).to_contain_text("flat fee")
    expect(page.locator("#split")).to_contain_text("provider")
    assert TimeEntry.objects.count() == 0


def test_a_move_is_used_up_and_the_next_one_says_so(owner: Owner, town: Town) -> None:
    for day in (2, 3):
        made = ticket(town, title="move", kind="request", action="move")
        start = timezone.now().replace(2026, 2, day, 10, 0, 0, 0)
        span = actions.Span(
            start=start,
            end=start + timedelta(minutes=30),
            technician=town.staff["technician"],
        )
        actions.log_time(town.house, made, span)
    page = owner(f"/tickets/{made.number}/")
    expect(page.locator("#decision")).to_contain_text("Absorbed")
    expect(page.locator("#decision")).to_contain_text("Moves")
    page = owner(f"/clients/{town.willow.key}/used/")
    expect(page.locator("main")).to_contain_text("Ada, moves")


def test_a_role_does_not_see_what_it_must_not(desk: Desk, town: Town) -> None:
    page = desk.go(desk.open(town.staff[LIMITED]), "/search/?q=Elsewhere")
    expect(page.locator("main")).to_contain_text("Nothing fits")
    answer = page.goto(f"{desk.base}/clients/{town.elsewhere.key}/")
    assert answer is not None
    assert answer.status == 404
    desk.wrong.clear()  # the browser notes that it was not there
    reader = desk.open(town.staff["read_only"])
    desk.go(reader, f"/tickets/{ticket(town).number}/")
    expect(reader.get_by_role("button", name="Start timer")).to_have_count(0)


def test_what_the_second_editor_typed_is_not_lost(owner: Owner, town: Town) -> None:
    made = ticket(town)
    one, two = (
        owner(f"/tickets/{made.number}/edit/"),
        owner(f"/tickets/{made.number}/edit/"),
    )
    one.get_by_label("In a few words").fill("first")
    one.get_by_role("button", name="Save").click()
    two.get_by_label("In a few words").fill("second")
    two.get_by_role("button", name="Save").click()
    expect(two.locator("main")).to_contain_text("was changed by")
    expect(two.get_by_label("In a few words")).to_have_value("second")


def test_a_form_that_is_sent_twice_opens_one_ticket(owner: Owner, town: Town) -> None:
    page = owner(f"/clients/{town.willow.key}/tickets/new/")
    page.get_by_label("In a few words").fill("twice")
    page.get_by_role("button", name="Open the ticket").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("twice")
    assert Ticket.objects.filter(title="twice").count() == 1


def test_everything_can_be_done_by_keys(owner: Owner, town: Town) -> None:
    made = ticket(town)
    page = owner("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/tickets/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tickets/{made.number}/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("Willow")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Willow")


def test_a_ticket_is_written_without_scripts(owner: Owner, town: Town) -> None:
    path = f"/clients/{town.willow.key}/tickets/new/"
    page = owner(path, java_script_enabled=False)
    page.get_by_label("In a few words").fill("no scripts")
    page.get_by_role("button", name="Open the ticket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("no scripts")


def test_on_a_telephone_the_decision_stands_in_sight_while_facts_are_told(
    desk: Desk, town: Town
) -> None:
    page = desk.open(town.staff["owner"], viewport={"width": 390, "height": 844})
    desk.go(page, f"/clients/{town.willow.key}/tickets/new/")
    page.get_by_label("What happened just before?").select_option("normal")
    page.get_by_label("Who has it?").select_option(label="Ada")
    page.get_by_label("On what?").select_option(label="ada-pc (computer)")
    strip = page.locator("#strip")
    expect(strip).to_contain_text("Covered")
    page.get_by_role("button", name="Open the ticket").scroll_into_view_if_needed()
    expect(strip).to_be_in_viewport(ratio=1)


def test_without_scripts_a_button_asks_the_plan(desk: Desk, town: Town) -> None:
    look = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
    page = desk.open(town.staff["owner"], **look)
    page.goto(f"{desk.base}/clients/{town.willow.key}/tickets/new/")
    page.get_by_label("What happened just before?").select_option("normal")
    page.get_by_label("Who has it?").select_option(label="Ada")
    page.get_by_label("On what?").select_option(label="ada-pc (computer)")
    page.get_by_role("button", name="Ask the plan first").click()
    expect(page.locator("#strip")).to_contain_text("Covered")
    assert not Ticket.objects.exists()


def test_a_name_is_asked_for_once_something_is_not_listed(owner: Owner, town: Town) -> None:
    page = owner(f"/clients/{town.willow.key}/tickets/new/")
    name, kind = page.get_by_label("The name of the thing"), page.get_by_label("What kind")
    expect(name).to_be_hidden()
    page.get_by_label("On what?").select_option("other")
    expect(name).to_be_visible()
    expect(kind).to_be_visible()
    expect(page.get_by_label("The name of whoever has it")).to_be_hidden()
    page.get_by_label("Who has it?").select_option("other")
    expect(page.get_by_label("The name of whoever has it")).to_be_visible()


def test_who_pays_stands_under_its_headings(owner: Owner, town: Town) -> None:
    page = owner(f"/tickets/{ticket(town).number}/")
    table = page.get_by_role("table", name="Who pays for which minutes")
    heads, cells = table.locator("thead th"), table.locator("tbody tr").first.locator("td")
    for column in range(4):
        head, cell = heads.nth(column).bounding_box(), cells.nth(column).bounding_box()
        assert head
        assert cell
        assert (head["x"], head["width"]) == (cell["x"], cell["width"])
