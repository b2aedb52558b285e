"""The places of the staff's pages, as the navigation lists them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from flatwright.office.clients.scope import Right
from flatwright.web.gate import frame_of_request, scope_of_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page that the navigation leads to: its address's name, its word, who sees it."""

    name: str
    says: str
    icon: str
    keys: str = ""
    right: Right = Right.SEE


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A place as somebody sees it on a page."""

    place: Place
    href: str
    is_here: bool
    count: int = 0


WORK = (
    Place(name="home", says="Home", icon="home", keys="g h"),
    Place(name="tickets", says="Tickets", icon="ticket", keys="g t"),
    Place(name="board", says="Board", icon="layout-kanban", keys="g b"),
    Place(name="clients", says="Clients", icon="building-community", keys="g c"),
    Place(name="projects", says="Projects", icon="ruler-2", keys="g p"),
    Place(name="plans", says="Plans", icon="file-certificate", keys="g l"),
)
HOUSE = (
    Place(name="imports", says="Imports", icon="database-import", right=Right.IMPORT),
    Place(name="jobs", says="Background", icon="robot", right=Right.HOUSE),
    Place(name="record", says="Record", icon="history", right=Right.AUDIT),
    Place(name="accounts", says="Accounts", icon="users", right=Right.HOUSE),
    Place(name="settings", says="Settings", icon="settings", right=Right.HOUSE),
)


def shown(request: HttpRequest, places: tuple[Place, ...]) -> list[Shown]:
    """The places that somebody may see, the one where they are marked."""
    scope = scope_of_request(request)
    there = [
        (place, href) for place in places if scope.may(place.right) if (href := _at(place))
    ]
    here = _here(request.path, [href for _, href in there])
    counted = counts(request) if places is WORK else {}
    return [
        Shown(
            place=place, href=href, is_here=href == here, count=counted.get(place.name, 0)
        )
        for place, href in there
    ]


def counts(request: HttpRequest) -> dict[str, int]:
    """What waits for whoever looks, by place: their own open tickets."""
    return {"tickets": frame_of_request(request).own}


def _at(place: Place) -> str:
    """A place's address; empty where it is not built into this site."""
    try:
        return reverse(place.name)
    except NoReverseMatch:
        return ""


def _here(path: str, addresses: list[str]) -> str:
    """The address that a path lies under most closely."""
    under = [
        each for each in addresses if path == each or (each != "/" and _in(path, each))
    ]
    return max(under, key=len, default="")


def _in(path: str, address: str) -> bool:
    return path.startswith(address.rstrip("/") + "/")
