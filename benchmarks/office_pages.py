"""The pages of the office at one user: over HTTP, one after the other."""

import http.client
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from office_served import Server

RUNS = 60
_FOUND = 200
_FORM = (
    "title=Printer+jams&kind=incident&action=fix&cause=unknown&who=unknown&what=unknown"
    "&where=office&impact=3&urgency=2"
)


@dataclass(frozen=True, slots=True)
class Times:
    """How long a page took: the median, and what 95 of 100 are below, in milliseconds.

    `worked` is how long it kept a core of the server busy: a machine that has other things
    to do makes a page late, and tells less of it.
    """

    p50: float
    p95: float
    worked: float
    size: int

    def __str__(self) -> str:
        return f"{self.p50:6.1f} {self.p95:6.1f} ms"


def pages(told: dict[str, Any]) -> dict[str, Callable[[int], str]]:
    """The addresses that are measured, by what they show; a number makes the next one."""
    clients, numbers = told["clients"], told["tickets"]
    made: dict[str, Callable[[int], str]] = {
        name: (lambda _, query=query: f"/tickets/{query}")
        for name, query in _lists(told).items()
    }
    made |= {
        "home": lambda _: "/",
        "board": lambda _: "/tickets/board/",
        "search everywhere": lambda _: "/search/?q=printer",
        "clients": lambda _: "/clients/",
        "client": lambda place: f"/clients/{clients[place % 10]}/",
        "client: people": lambda place: f"/clients/{clients[place % 50]}/people/",
        "client: things": lambda place: f"/clients/{clients[place % 50]}/things/",
        "ticket": lambda place: f"/tickets/{numbers[place % len(numbers)]}/",
        "new ticket": lambda _: f"/clients/{clients[0]}/tickets/new/",
        "preview of a new ticket": lambda place: (
            f"/clients/{clients[place % 50]}/tickets/preview/?{_FORM}"
        ),
        "preview of a ticket": lambda place: (
            f"/tickets/{numbers[place % len(numbers)]}/preview/?{_FORM}"
        ),
    }
    return made


def _lists(told: dict[str, Any]) -> dict[str, str]:
    """What the list of tickets is asked for, by what it shows."""
    clients, after = told["clients"], told["after"]
    return {
        "tickets: not ended": "",
        "tickets: all": "?status=all",
        "tickets: all, 60,000 rows deep": f"?status=all&after={after}",
        "tickets: closed": "?status=closed",
        "tickets: closed, 60,000 rows deep": f"?status=closed&after={after}",
        "tickets: merged": "?status=merged",
        "tickets: mine": "?assignee=me",
        "tickets: a colleague's, all": f"?status=all&assignee={told['colleague']}",
        "tickets: nobody's, all": "?status=all&assignee=nobody",
        "tickets: a client's": f"?client={clients[0]}",
        "tickets: a client's, all": f"?status=all&client={clients[0]}",
        "tickets: of a rare kind, all": "?status=all&kind=vendor",
        "tickets: critical": "?priority=p1",
        "tickets: critical, all": "?status=all&priority=p1",
        "tickets: asking for a fact": "?decision=needs_facts",
        "tickets: asking for a fact, all": "?status=all&decision=needs_facts",
        "tickets: declined, all": "?status=all&decision=declined",
        "tickets: without agreement, all": "?status=all&decision=none",
        "tickets: a common word, all": "?status=all&words=printer",
        "tickets: two words, all": "?status=all&words=printer+paper",
        "tickets: a rare word, all": "?status=all&words=AT1234",
        "tickets: no such word, all": "?status=all&words=xylophone",
    }


def times(
    server: Server, cookie: str, address: Callable[[int], str], runs: int = RUNS
) -> Times:
    """Ask for a page so often, after two that are not counted."""
    talk = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    took, size, before = [], 0, 0.0
    for place in range(-2, runs):
        before = before or (server.worked() if place == 0 else 0.0)
        start = time.perf_counter()
        talk.request("GET", address(place), headers={"Cookie": cookie})
        answer = talk.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - start) * 1000)
        if answer.status != _FOUND:
            msg = f"{address(place)} answered {answer.status}"
            raise RuntimeError(msg)
        size = len(body)
    talk.close()
    counted = took[2:]
    share = statistics.quantiles(counted, n=20, method="inclusive")
    worked = (server.worked() - before) / runs
    return Times(statistics.median(counted), share[18], worked, size)
