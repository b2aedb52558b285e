"""What the small scripts do, and that it is not needed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from flatwright.office.accounts.models import User
from flatwright.office.desk import actions
from tests.browser.conftest import Desk
from tests.office.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Owner = Callable[..., Page]
GUIDE = "/styleguide/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
# What is pressed, but for links within a sentence, and the part of it that can be hit.
SMALL = """least => {
  const hit = each => getComputedStyle(each, '::after').position === 'absolute'
    ? each.closest('tr, .tile') : each.closest('label, .field-check') ?? each;
  return [...document.querySelectorAll(
      'a, button, input:not([type=hidden]), select, textarea, summary')]
    .filter(each => each.checkVisibility() && !each.closest('.hidden, .skip, p, dd'))
    .filter(each => !each.closest('.notice > div'))
    .map(each => [each, hit(each).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < least || box.height < least))
    .map(([each, box]) => `${each.outerHTML.slice(0, 90)} ${box.width} x ${box.height}`)
}"""


def test_keys_lead_to_the_places_of_the_navigation(owner: Owner) -> None:
    page = owner(GUIDE)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile("/tickets/$"))


def test_slash_goes_to_the_search_and_what_is_typed_there_is_no_command(
    owner: Owner,
) -> None:
    page = owner(GUIDE)
    page.keyboard.press("/")
    search = page.get_by_label("Search everywhere")
    expect(search).to_be_focused()
    page.keyboard.type("g t?")
    expect(search).to_have_value("g t?")
    expect(page.locator("#keys")).not_to_be_visible()
    expect(page).to_have_url(re.compile(GUIDE))


def test_question_mark_lists_the_keys_of_the_page(owner: Owner) -> None:
    page = owner(GUIDE)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_contain_text("Tickets")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()


def test_whoever_turned_single_keys_off_has_none(desk: Desk, town: Town) -> None:
    User.objects.filter(pk=town.staff["owner"].pk).update(shortcuts=False)
    page = desk.go(desk.open(town.staff["owner"]), GUIDE)
    for key in ("?", "g", "t", "j"):
        page.keyboard.press(key)
    expect(page.locator("#keys")).not_to_be_visible()
    expect(page.locator(".chosen")).to_have_count(0)
    expect(page).to_have_url(re.compile(GUIDE))


def test_rows_of_a_list_are_walked_and_opened_by_keys(owner: Owner, town: Town) -> None:
    for title in ("one", "two"):
        actions.open_ticket(town.house, town.willow, {"title": title})
    page = owner("/tickets/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.chosen")).to_contain_text("one")
    page.keyboard.press("k")
    expect(page.locator("tr.chosen")).to_contain_text("two")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("two")


def test_scheme_is_shown_at_once_and_remembered(owner: Owner) -> None:
    page = owner(GUIDE)
    page.locator(".side .who-button").click()
    with page.expect_response(re.compile("/me/scheme/")):
        page.locator(".side").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(15, 16, 19)"


@pytest.mark.parametrize("scripts", [True, False])
def test_menu_and_dialog_open_with_and_without_scripts(
    owner: Owner, *, scripts: bool
) -> None:
    page = owner(GUIDE, java_script_enabled=scripts)
    page.get_by_role("button", name="Open a dialog").click()
    opened = page.get_by_role("dialog", name="Waive this bill")
    opened.get_by_role("button", name="Cancel").click()
    expect(opened).not_to_be_visible()
    page.locator(".side .who-button").click()
    expect(page.locator("#menu-side")).to_be_visible()


def test_what_is_hard_to_undo_asks_first(owner: Owner) -> None:
    page = owner(GUIDE)
    page.get_by_role("button", name="Ask first").click()
    asks = page.get_by_role("dialog", name="Are you sure?")
    expect(asks).to_contain_text("Remove ada-pc?")
    asks.get_by_role("button", name="Cancel").click()
    expect(page).to_have_url(re.compile(f"{GUIDE}$"))
    page.get_by_role("button", name="Ask first").click()
    asks.get_by_role("button", name="Remove").click()
    expect(page).to_have_url(re.compile("removed=1"))


def test_typed_words_are_not_left_behind_unasked(owner: Owner) -> None:
    page = owner(GUIDE)
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.get_by_label("In a few words").first.fill("blank pages")
    page.locator(".side .places a").first.click()
    page.wait_for_load_state()
    assert asked == ["beforeunload"]


def test_part_that_is_refused_is_said_in_words(owner: Owner, desk: Desk) -> None:
    page = owner(GUIDE)
    page.evaluate("() => htmx.ajax('GET', '/nowhere/', '#toasts')")
    expect(page.locator("#toasts")).to_contain_text("This is not here any more.")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator("#toasts .notice")).to_have_count(0)
    assert all("404" in each or "Response Status" in each for each in desk.wrong)
    desk.wrong.clear()  # the browser's own complaint about what was asked for here


def test_skip_link_is_first_and_leads_past_the_navigation(owner: Owner) -> None:
    page = owner(GUIDE)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(("look", "least"), [({}, 24), (PHONE, 36)])
def test_what_is_pressed_is_large_enough(
    owner: Owner, look: dict[str, Any], least: int
) -> None:
    assert owner(GUIDE, **look).evaluate(SMALL, least) == []


def test_page_fits_a_window_of_320_pixels(owner: Owner) -> None:
    page = owner(GUIDE, viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_moves_for_whoever_asked_for_that(owner: Owner) -> None:
    page = owner(GUIDE, reduced_motion="reduce")
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
