from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right
from flatwright.web.gate import guarded, reach, refusals, scope_of_request
from tests.office.accounts.cast import client_named, person
from tests.office.town import LIMITED, Town


class TitleForm(forms.Form):
    title = forms.CharField()


@pytest.fixture
def asked(db: None) -> Callable[[str], HttpRequest]:  # noqa: ARG001 - asks for it
    def ask(role: str) -> HttpRequest:
        request = RequestFactory().get("/")
        request.user = person(role, role)
        request._messages = _Said()  # type: ignore[attr-defined] # as Django keeps them
        return request

    return ask


def page_of(right: Right, seen: list[str] | None = None) -> Any:
    """A page that notes in which zone it is shown."""

    @guarded(right)
    def page(_: HttpRequest) -> HttpResponse:
        (seen if seen is not None else []).append(timezone.get_current_timezone_name())
        return HttpResponse("in")

    return page


def refuse() -> None:
    raise Refusal(code="closed", says="The month is closed.")


def find_wrong() -> None:
    raise ValidationError({"title": ["Too long."], "inside": ["Not shown."]})


class _Said:
    """Messages as they are said."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, level: int, message: str, extra_tags: str) -> None:
        self.texts.append(f"{messages.DEFAULT_TAGS[level]}: {message}{extra_tags}")


def told(request: HttpRequest) -> list[str]:
    said: _Said = request._messages  # type: ignore[attr-defined] # as Django keeps them
    return said.texts


def test_page_is_for_those_with_its_right(asked: Callable[[str], HttpRequest]) -> None:
    page = page_of(Right.HOUSE)
    assert page(asked("owner")).status_code == 200
    with pytest.raises(
        PermissionDenied, match="Your role does not let you change settings"
    ):
        page(asked("technician"))


def test_what_is_not_reached_is_as_if_it_were_not_there(
    asked: Callable[[str], HttpRequest],
) -> None:
    willow, elsewhere = client_named("Willow"), client_named("Elsewhere")
    request = asked("technician")
    request.user = person("limited", "technician", willow)
    limited = scope_of_request(request)
    assert reach(clients(limited), key=willow.key) == willow
    for key in (elsewhere.key, "nobody"):
        with pytest.raises(Http404):
            reach(clients(limited), key=key)


def test_scope_is_worked_out_once_for_a_request(
    asked: Callable[[str], HttpRequest],
) -> None:
    request = asked("owner")
    assert scope_of_request(request) is scope_of_request(request)


def test_scope_follows_whoever_is_signed_in_now(
    asked: Callable[[str], HttpRequest],
) -> None:
    request = asked("owner")
    before = scope_of_request(request)
    request.user = person("reader", "read_only")
    assert scope_of_request(request).user != before.user


def test_times_on_a_page_are_in_the_zone_of_the_house(
    asked: Callable[[str], HttpRequest],
) -> None:
    request = asked("owner")
    seen: list[str] = []
    page_of(Right.SEE, seen)(request)
    assert seen == ["UTC"]


def test_refusal_is_said_on_the_page(asked: Callable[[str], HttpRequest]) -> None:
    request = asked("owner")
    with refusals(request) as went:
        refuse()
    assert not went.well
    assert told(request) == ["error: The month is closed."]


def test_refusal_is_said_on_the_form_where_there_is_one(
    asked: Callable[[str], HttpRequest],
) -> None:
    request, form = asked("owner"), TitleForm({"title": "x"})
    with refusals(request, form):
        refuse()
    assert form.non_field_errors() == ["The month is closed."]
    assert told(request) == []


def test_value_that_does_not_fit_is_said_at_its_field(
    asked: Callable[[str], HttpRequest],
) -> None:
    form = TitleForm({"title": "x"})
    with refusals(asked("owner"), form) as went:
        find_wrong()
    assert not went.well
    assert form.errors == {"title": ["Too long."], "__all__": ["Not shown."]}


def test_page_of_the_signed_in_is_kept_nowhere(cast: dict[str, Browser]) -> None:
    assert "no-store" in cast["owner"].get("/styleguide/")["Cache-Control"]


def test_scheme_is_remembered(cast: dict[str, Browser]) -> None:
    cast["read_only"].post("/me/scheme/", {"scheme": "dark"})
    assert 'data-scheme="dark"' in cast["read_only"].get("/styleguide/").content.decode()


def test_after_choosing_a_scheme_nobody_is_led_elsewhere(cast: dict[str, Browser]) -> None:
    browser = cast["owner"]
    for back, to in (
        ("http://testserver/styleguide/", None),
        ("http://evil.example/", "/"),
    ):
        answer = browser.post("/me/scheme/", {"scheme": "light"}, headers={"referer": back})
        assert answer["Location"] == (to or back)


def test_missing_page_and_foreign_one_read_the_same(
    town: Town, cast: dict[str, Browser]
) -> None:
    texts = {
        cast[LIMITED].get(f"/clients/{key}/").content
        for key in (town.elsewhere.key, "nobody")
    }
    assert len(texts) == 1
