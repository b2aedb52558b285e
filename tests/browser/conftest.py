"""A real browser, on a server that runs beside the test. One that is not there fails."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from flatwright.office.accounts.models import User
from flatwright.office.clients.models import Provider
from tests.office.town import Town, browser_of, built

_DOES_NOT_FIT = "status of 422"
UNSETTLED = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the driver has a loop of its own
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _no_second_factor(request: pytest.FixtureRequest) -> None:
    told: Settings = request.getfixturevalue("settings")
    told.SECOND_FACTOR = False
    told.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass(slots=True)
class Desk:
    """Pages of a running office: `open` gives one in which somebody is signed in."""

    chromium: Browser
    base: str
    wrong: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, user: User | None = None, **look: Any) -> Page:
        """A page of somebody's; `look` is its size, its scheme, whether scripts run."""
        size = {"width": 1280, "height": 900}
        context = self.chromium.new_context(**{"viewport": size, **look})
        self.contexts.append(context)
        context.set_default_timeout(15_000)
        if user is not None:
            context.add_cookies([self._session(user)])
        page = context.new_page()
        page.on("console", lambda said: self._heard(said))  # noqa: PLW0108 - it marks its hearer
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        return page

    def go(self, page: Page, path: str) -> Page:
        """Lead a page somewhere, and wait until no part of it is asked for any more."""
        page.goto(f"{self.base}{path}")
        expect(page.locator(UNSETTLED)).to_have_count(0)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        """Keep a complaint; that a form does not fit is an answer and no fault."""
        if message.type == "error" and _DOES_NOT_FIT not in message.text:
            self.wrong.append(message.text)

    def _session(self, user: User) -> Any:
        value = browser_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.base}


@pytest.fixture
def desk(chromium: Browser, live_server: LiveServer) -> Iterator[Desk]:
    """The office in a browser; whatever the browser complains of fails the test."""
    made = Desk(chromium=chromium, base=live_server.url)
    yield made
    for context in made.contexts:
        context.close()
    assert made.wrong == []


@pytest.fixture
def town(transactional_db: None) -> Town:  # noqa: ARG001 - asks for the database
    """Two clients, and an account for each role."""
    Provider.objects.create(name="Harbor IT", time_zone="UTC")
    return built()


@pytest.fixture
def owner(town: Town, desk: Desk) -> Callable[..., Page]:
    """Opens a path as the owner."""

    def opened(path: str, **look: Any) -> Page:
        return desk.go(desk.open(town.staff["owner"], **look), path)

    return opened
