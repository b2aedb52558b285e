"""Fifty people at once, each with a second between two clicks: a process of its own.

    python benchmarks/office_crowd.py PORT SECONDS < what `office_inside.py sign 50` said

What they click: the list and its filters, tickets, clients, previews, the board, home; one
click in ten writes a comment or takes it to another status.
"""

import http.client
import json
import random
import re
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from office_pages import pages

_GOOD = (200, 204, 302, 303)
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_WRITES = 0.1


@dataclass(slots=True)
class Seen:
    """What all of them saw."""

    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    written: int = 0


@dataclass(slots=True)
class Person:
    """One of them: a cookie, chances of their own, and what they saw."""

    port: int
    cookie: str
    told: dict[str, Any]
    chance: random.Random
    seen: Seen

    def click_until(self, end: float) -> None:
        """Click, read for a second, click again."""
        addresses = list(pages(self.told).values())
        time.sleep(self.chance.random())
        while time.monotonic() < end:
            if self.chance.random() < _WRITES:
                self._write()
            else:
                self._ask("GET", self.chance.choice(addresses)(self.chance.randrange(1000)))
            time.sleep(1)

    def _write(self) -> None:
        number = self.chance.choice(self.told["open"])
        body = self._ask("GET", f"/tickets/{number}/")
        token = _TOKEN.search(body)
        if token is None:
            self.seen.wrong.append(f"no form on ticket {number}")
            return
        told = {"csrfmiddlewaretoken": token[1].decode(), "text": "Rang back, no answer."}
        self._ask("POST", f"/tickets/{number}/comment/", urlencode(told))
        self.seen.written += 1

    def _ask(self, method: str, address: str, body: str = "") -> bytes:
        headers = {"Cookie": self.cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        try:
            talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            talk.request(method, address, body or None, headers)
            answer = talk.getresponse()
            read, status = answer.read(), answer.status
            self._keep(answer)
            talk.close()
        except OSError as error:
            self.seen.wrong.append(f"{address}: {error}")
            return b""
        self.seen.took.append((time.perf_counter() - start) * 1000)
        if status not in _GOOD:
            self.seen.wrong.append(f"{method} {address}: {status}")
        return read

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        """Keep the cookie against forged forms beside the one of the session."""
        for header in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            if name == "flatwright_csrf":
                session = self.cookie.partition(";")[0]
                self.cookie = f"{session}; {name}={value}"


def main() -> None:
    """Print what they saw, as JSON."""
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    told = json.load(sys.stdin)
    seen = Seen()
    people = [
        Person(port=port, cookie=cookie, told=told, chance=random.Random(n), seen=seen)  # noqa: S311 - clicks, no secrets
        for n, cookie in enumerate(told["cookies"])
    ]
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=each.click_until, args=(end,)) for each in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    shares = statistics.quantiles(seen.took, n=20, method="inclusive")
    told = {
        "clicks": len(seen.took),
        "written": seen.written,
        "p50": statistics.median(seen.took),
        "p95": shares[18],
        "most": max(seen.took),
        "wrong": seen.wrong,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
