"""The ticket list of django-helpdesk beside ours, on the same tickets.

Its list is a page and a call for the rows, which a browser makes one after the other; both
are counted. It shows 10 rows as it is shipped; 50 are what our page shows.
"""

import http.client
import re
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

from measure import row
from office_pages import RUNS, pages, times
from office_served import House, served

HERE = Path(__file__).parent
PINS = HERE.parent / "requirements" / "helpdesk.txt"
_DATA = re.compile(rb'"url": "([^"]*datatables_ticket_list[^"]*)"')
_LISTS = {  # ours, and the same asked of the peer
    "tickets: not ended": "",
    "tickets: all": "?sort=created&sortreverse=on"
    + "".join(f"&status={number}" for number in range(1, 6)),
}
_ROWS = (10, 50)
_WANTED = 4


def peer(folder: Path, office: Path) -> House:
    """It in a folder, with the tickets of our embedded database."""
    python = folder / "environment" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "environment", with_pip=True)
        install = ("-m", "pip", "install", "--quiet", "--require-hashes", "-r")
        subprocess.run([str(python), *install, str(PINS)], check=True)
    return House(
        name="django-helpdesk",
        folder=folder,
        python=str(python),
        script=HERE / "office_peer_inside.py",
        more={"OFFICE_DATABASE": str(office / "flatwright.sqlite3")},
    )


def measure(ours: House, theirs: House) -> bool:
    """Print both; gives whether ours is as much faster as it is to be."""
    made = theirs.made()
    told, signed = ours.asked("sign", "1"), theirs.asked("sign")
    print(f"django-helpdesk {signed['version']}, {made['Ticket']:,} tickets")
    fast = True
    with served(ours) as own_server, served(theirs) as their_server:
        for name, query in _LISTS.items():
            own = times(own_server, told["cookies"][0], pages(told)[name])
            row(f"{name}, ours", str(own), f"p50, p95; 50 rows; a core {own.worked:.1f} ms")
            for rows in _ROWS:
                took = _listed(their_server.port, signed["cookie"], query, rows)
                share = took / own.p50
                note = f"page and call, {rows} rows: {share:.1f} times ours"
                row(f"{name}, django-helpdesk", f"{took:6.1f} ms", note)
                fast = fast and share >= _WANTED
    return fast


def _listed(port: int, cookie: str, query: str, rows: int) -> float:
    """The median time of its page and its call for the rows."""
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    took = []
    for _ in range(RUNS // 3):
        start = time.perf_counter()
        found = _DATA.search(_get(talk, cookie, f"/tickets/{query}"))
        if found is None:
            sys.exit("django-helpdesk's page has no call for its rows")
        _get(talk, cookie, f"{found[1].decode()}?draw=1&start=0&length={rows}")
        took.append((time.perf_counter() - start) * 1000)
    talk.close()
    return statistics.median(took[2:])


def _get(talk: http.client.HTTPConnection, cookie: str, address: str) -> bytes:
    talk.request("GET", address, headers={"Cookie": cookie})
    answer = talk.getresponse()
    body = answer.read()
    if answer.status != 200:  # noqa: PLR2004 - fine
        sys.exit(f"django-helpdesk: {address} answered {answer.status}")
    return body
