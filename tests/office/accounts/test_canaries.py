"""What belongs to a client whom somebody does not reach is on no page of theirs."""

import re
from urllib.parse import urljoin

import pytest
from django.test import Client as Browser

from tests.office.accounts.test_every_address import path, read, visits
from tests.office.accounts.world import World, built

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CANARY, OWN = re.compile(rb"canary-[0-9a-f]{24}"), re.compile(rb"own-[0-9a-f]{24}")
MOST = 150
SEARCHES = ("canary", "own", "2", "1")
NOT_FOLLOWED = ("/sign-out", "/static", "/me/")


@pytest.fixture
def world() -> World:
    return built()


def starts(world: World, who: str) -> list[str]:
    """Every address with the own objects, and the foreign ones besides."""
    return [path(world, visit) for visit in visits(who) if visit.method == "GET"]


def crawl(browser: Browser, begin: list[str]) -> dict[str, bytes]:
    """Each page that is linked from a page, from those at which it begins."""
    waiting, seen = list(dict.fromkeys(begin)), dict[str, bytes]()
    while waiting and len(seen) < MOST:
        at = waiting.pop(0)
        if at in seen:
            continue
        seen[at] = read(browser.get(at))
        for link in re.findall(rb'(?:href|hx-get)="([^"]+)"', seen[at]):
            to = urljoin(at, link.decode().replace("&amp;", "&")).partition("#")[0]
            if to.startswith("/") and not to.startswith(NOT_FOLLOWED):
                waiting.append(to)
    return seen


@pytest.mark.parametrize(
    "who", ["limited technician", "limited dispatcher", "limited finance"]
)
def test_no_page_shows_a_client_who_is_not_reached(world: World, who: str) -> None:
    lists = ["/tickets/", "/tickets/board/", "/clients/", "/search/", "/"]
    asked = [f"{at}?q={word}" for at in lists for word in SEARCHES]
    asked += [f"/tickets/?client={world.foreign['client']}"]
    pages = crawl(world.staff[who], starts(world, who) + lists + asked)
    assert [at for at, body in pages.items() if CANARY.search(body)] == []
    assert len(pages) > 50


def test_the_same_walk_by_somebody_who_reaches_all_finds_canaries(world: World) -> None:
    pages = crawl(world.staff["technician"], starts(world, "technician"))
    found = {each for body in pages.values() for each in CANARY.findall(body)}
    assert len(found) >= 10
    own = {each for body in pages.values() for each in OWN.findall(body)}
    assert len(own) >= 10
