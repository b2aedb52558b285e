"""Every address, as everybody: what is answered is what the table says."""

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import product

import pytest
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.office.accounts.addresses import ADDRESSES, LOOK, PRESS, Address
from tests.office.accounts.world import NOTHING, World, built

pytestmark = pytest.mark.django_db
SESSIONS = {"sessions.session", "usersessions.usersession"}
WHOSE = ("own", "foreign", "nobody's")
SIGN_IN, SET_UP = "/sign-in/", "/sign-in/second-factor/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request of the walk."""

    name: str
    who: str
    whose: str
    method: str

    @property
    def address(self) -> Address:
        return ADDRESSES[self.name]


@pytest.fixture
def world() -> World:
    return built()


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The name of each address of the site."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver) and each.namespace == "api":
            continue  # operations have tokens and a table of their own: tests/office/api
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from names(each, inner)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name or each.pattern}"


def listed() -> list[str]:
    """The addresses of the table that this site has."""
    there = set(names(get_resolver()))
    return [name for name in ADDRESSES if name in there]


@pytest.mark.once
def test_every_address_has_a_row() -> None:
    assert sorted(set(names(get_resolver())) - set(ADDRESSES)) == []


@pytest.mark.once
def test_every_row_has_an_address() -> None:
    assert sorted(set(ADDRESSES) - set(names(get_resolver()))) == []


def path(world: World, visit: Visit) -> str:
    address, parts = visit.address, dict(visit.address.given)
    for part, kind in address.of.items():
        kinds = world.own if visit.whose == "own" else world.foreign
        nothing = NOTHING.get(kind, "zzzzzzzzzz")
        parts[part] = nothing if visit.whose == "nobody's" else kinds[kind]
    return reverse(visit.name, kwargs=parts)


def visits(who: str) -> Iterator[Visit]:
    """Each address of the site, with each object and each way that it has."""
    for name in listed():
        address = ADDRESSES[name]
        objects = WHOSE if address.of else ("own",)
        kept = objects[1:] if address.is_personal else objects
        for whose, method in product(kept, ("GET", "POST")):
            yield Visit(name=name, who=who, whose=whose, method=method)


def expected(world: World, visit: Visit) -> set[int]:
    """What the table says for somebody who is signed in."""
    address, user = visit.address, world.users[visit.who]
    wrong_way = {LOOK: "POST", PRESS: "GET"}.get(address.how) == visit.method
    if address.right and address.right not in user.rights:
        return {403, 405} if wrong_way else {403}
    if wrong_way:
        return {405}
    hidden = visit.whose == "foreign" and (user.is_limited or address.is_personal)
    if address.of and (hidden or visit.whose == "nobody's"):
        return {404}
    if visit.method == "GET" and not address.is_open:
        return {address.answer}
    if address.empty:
        return {address.empty}
    done = {200, 204, 302, 303, 400, 409, 422}
    return done | {403, 404} if address.is_open else done


def answer(browser: Browser, at: str, method: str) -> tuple[int, str, str]:
    """Status, where it leads, and the body; what it did is undone."""
    kept = deepcopy(browser.cookies)
    browser.raise_request_exception = False  # a failure is an answer too: 500
    with transaction.atomic():
        response = browser.generic(method, at)
        body = read(response)
        transaction.set_rollback(True)
    browser.cookies = kept
    return response.status_code, response.headers.get("Location", ""), _same(body)


def read(response: HttpResponseBase) -> bytes:
    """The body, also of a file, which is closed."""
    if isinstance(response, HttpResponse):
        return response.content
    body = b"".join(getattr(response, "streaming_content", ()))
    for close in response._resource_closers:  # type: ignore[attr-defined] # not typed
        close()
    return body


def _same(body: bytes) -> str:
    """A page without what differs from one request to the next."""
    text = body.decode("utf-8", "replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r"\b[0-9a-f]{12}\b", "", text)


@pytest.mark.once
def test_staff_get_what_the_table_says(world: World) -> None:
    wrong: list[str] = []
    told = 0
    for who, browser in world.staff.items():
        for visit in visits(who):
            status, _, _ = answer(browser, path(world, visit), visit.method)
            told += 1
            if status not in expected(world, visit):
                wrong.append(f"{visit} {status}, not {expected(world, visit)}")
    assert wrong == []
    assert told > 300


@pytest.mark.once
def test_foreign_is_answered_as_if_it_were_not_there(world: World) -> None:
    wrong = []
    for who in ("limited technician", "limited dispatcher", "limited finance"):
        browser = world.staff[who]
        for visit in visits(who):
            if visit.whose != "foreign" or expected(world, visit) != {404}:
                continue
            missing = Visit(name=visit.name, who=who, whose="nobody's", method=visit.method)
            theirs = answer(browser, path(world, visit), visit.method)
            nobodys = answer(browser, path(world, missing), visit.method)
            if theirs != nobodys:
                wrong.append(str(visit))
    assert wrong == []


@pytest.mark.once
@pytest.mark.parametrize("who", ["stranger", "code missing", "no second factor"])
def test_strangers_and_the_half_signed_in_reach_nothing(world: World, who: str) -> None:
    wrong = []
    browser = world.strangers[who]
    gate = SET_UP if who == "no second factor" else SIGN_IN
    for visit in visits(who):
        address = visit.address
        half = who == "no second factor"
        if address.setting_up if half else address.is_open:
            continue
        status, to, _ = answer(browser, path(world, visit), visit.method)
        if status != 302 or to.partition("?")[0] != gate:
            wrong.append(f"{visit} {status} {to}")
    assert wrong == []


@pytest.mark.once
def test_open_addresses_are_the_few_that_the_table_names(world: World) -> None:
    opened = {name for name in listed() if ADDRESSES[name].is_open}
    assert opened <= {
        "account_login",
        "account_logout",
        "account_inactive",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "invitation",
        "setup",
    }
    browser = Browser()
    for name in opened:
        at = path(world, Visit(name=name, who="", whose="own", method="GET"))
        assert answer(browser, at, "GET")[0] == ADDRESSES[name].answer, name


@pytest.mark.once
def test_what_changes_something_wants_a_token_of_the_form(world: World) -> None:
    wrong = []
    own = [each for each in visits("owner") if (each.whose, each.method) == ("own", "POST")]
    for who, visit in product(("owner", "technician"), own):
        browser, at = world.staff[who], path(world, visit)
        browser.handler.enforce_csrf_checks = True
        told = {m: answer(browser, at, m)[0] for m in ("POST", "PUT", "PATCH", "DELETE")}
        if set(told.values()) != {403}:
            wrong.append(f"{visit.name} {told}")
    assert wrong == []


def test_looking_at_every_address_changes_nothing(world: World) -> None:
    before = checksums()
    wrong = []
    for who in ("owner", "limited technician"):
        for visit in visits(who):
            if visit.method == "GET" and visit.whose == "own":
                read(world.staff[who].get(path(world, visit)))
        after = checksums()
        wrong += [f"{who}: {name}" for name in after if after[name] != before[name]]
        before = after
    assert wrong == []


def checksums() -> dict[str, str]:
    """Each table but those of sessions, as a digest of all its rows."""
    return {
        model._meta.label_lower: hashlib.sha256(
            repr(list(model._default_manager.order_by("pk").values_list())).encode()
        ).hexdigest()
        for model in apps.get_models()
        if model._meta.label_lower not in SESSIONS
    }
