import sqlite3
from pathlib import Path

import psycopg.errors
import pytest
from django.db import OperationalError
from django.test import Client as Browser
from django.test import RequestFactory

from flatwright.office.calls.busy import is_busy
from flatwright.web import errors
from tests.office.accounts.cast import person
from tests.office.town import browser_of

pytestmark = pytest.mark.once


@pytest.fixture
def technician(db: None) -> Browser:  # noqa: ARG001 - asks for the database
    return browser_of(person("tim", "technician"))


def test_missing_right_is_named(technician: Browser) -> None:
    answer = technician.get("/settings/")
    assert answer.status_code == 403
    assert "Your role does not let you change settings" in answer.content.decode()


def test_part_of_a_page_is_answered_in_one_sentence(technician: Browser) -> None:
    answer = technician.get("/settings/", headers={"HX-Request": "true"})
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().count(".") == 1


def breaks(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def test_our_mistake_has_the_number_that_the_log_has(
    technician: Browser,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("flatwright.web.styleguide.ExampleForm", breaks)
    technician.raise_request_exception = False
    answer = technician.get("/styleguide/")
    assert answer.status_code == 500
    number = answer["X-Request-ID"]
    assert number in answer.content.decode()
    assert f"request {number}: ZeroDivisionError" in caplog.text


def test_page_of_our_mistake_shows_its_number_and_asks_nothing_of_the_database() -> None:
    request = RequestFactory().get("/")
    request.META["flatwright.request"] = "0123456789ab"
    shown = errors.failed(request)
    assert shown.status_code == 500
    assert "0123456789ab" in shown.content.decode()


def told_to_the_loser(tmp_path: Path) -> sqlite3.OperationalError:
    """What SQLite says to the second of two who write."""
    first, second = (sqlite3.connect(tmp_path / "one", timeout=0) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as told:
        second.execute("BEGIN IMMEDIATE")
    for each in (first, second):
        each.close()
    return told.value


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_busy_database_is_no_mistake_and_asks_to_come_again(
    technician: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: str
) -> None:
    deadlock = psycopg.errors.DeadlockDetected("deadlock detected")
    cause = told_to_the_loser(tmp_path) if database == "sqlite" else deadlock

    def waits(*_: object, **__: object) -> None:
        raise OperationalError(str(cause)) from cause

    monkeypatch.setattr("flatwright.web.styleguide.ExampleForm", waits)
    answer = technician.get("/styleguide/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Nothing of what you sent was stored" in answer.content.decode()


def test_other_failures_of_a_database_are_our_mistake() -> None:
    for cause in (sqlite3.OperationalError("no such table: x"), None):
        error = OperationalError("no such table: x")
        error.__cause__ = cause
        assert not is_busy(error)


def test_old_form_says_what_to_do(technician: Browser) -> None:
    technician.handler.enforce_csrf_checks = True
    answer = technician.post("/me/scheme/", {"scheme": "dark"})
    assert answer.status_code == 403
    assert "load the page anew" in answer.content.decode()
