import gzip
import os
import time
from datetime import UTC, datetime
from functools import partial
from itertools import islice, pairwise
from pathlib import Path

import pytest

from flatwright.office.agreements.models import Agreement
from flatwright.office.audit.queries import verdict
from flatwright.office.clients.models import Client, Person
from flatwright.office.desk.files import Upload
from flatwright.office.desk.models import Decision, Ticket, TimeEntry
from flatwright.office.intake import actions
from flatwright.office.intake.models import Batch
from flatwright.office.intake.progress import progress
from tests.office.intake.shop import Shop

FOLDER = os.environ.get("FLATWRIGHT_REAL_DATA")
HEADER = "Ticket #,Company,Start Time,End Time,Member,Actual Hours,Contact,Summary\n"
LOG = HEADER + (
    "1,Acme,2026-02-03 10:00,2026-02-03 10:30,Tim,,Ann,Printer jams\n"
    "1,Acme,2026-02-03 14:00,2026-02-03 14:15,Tim,,Ann,Printer jams\n"
    "2,Birch,2026-02-04 09:00,2026-02-04 09:15,Zoe,,,Password\n"
)
WAY = {"mapping": "connectwise", "make_clients": True, "make_people": True}


def test_a_log_becomes_clients_callers_tickets_and_time_all_decided(shop: Shop) -> None:
    batch = shop.imported("log", LOG, **WAY, plan="complete@1", first="2026-02-01")
    assert {each.name for each in Client.objects.all()} == {"Acme", "Birch", "Willow"}
    first = Ticket.objects.get(external="1")
    assert (first.title, first.person and first.person.name) == ("Printer jams", "Ann")
    assert first.opened == datetime(2026, 2, 3, 15, tzinfo=UTC)  # of New York
    assert [each.minutes for each in first.entries.all()] == [30, 15]
    assert Agreement.objects.count() == 2
    assert batch.counts["decided"] == Decision.objects.count() == 2
    decision = first.decision
    assert decision is not None
    assert (decision.worked, decision.covered) == (45, 45)
    assert verdict().problem == ""


def test_the_same_log_again_changes_nothing_and_undone_it_is_gone(shop: Shop) -> None:
    batch = shop.imported("log", LOG, **WAY, plan="complete@1", first="2026-02-01")
    again = shop.imported("log", LOG, **WAY, plan="complete@1", first="2026-02-01")
    assert again.counts["unchanged"] == 2
    assert (Ticket.objects.count(), TimeEntry.objects.count()) == (2, 3)
    shop.undone(batch)
    assert list(Client.objects.all()) == [shop.willow]
    for model in (Person, Ticket, TimeEntry, Agreement, Decision):
        assert model.objects.count() == 0


def test_deciding_that_was_cut_off_goes_on_where_it_was(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flatwright.office.desk.deciding_many.SLICE", 1)
    tried = shop.tried("log", LOG, **WAY, plan="complete@1", first="2026-02-01")
    batch = actions.begin(shop.owner, tried)
    actions.go_on(shop.owner, batch, seconds=0)
    far = ["2 of 2 rows", "1 of 2 tickets decided"]
    for decided in range(2):
        assert str(progress(batch)) == far[decided]
        with monkeypatch.context() as patched:
            patched.setattr("flatwright.office.intake.running._note", killed)
            with pytest.raises(KeyboardInterrupt):
                actions.go_on(shop.owner, batch)
        assert Decision.objects.count() == decided
        actions.go_on(shop.owner, batch, seconds=0)
        if decided == 0:  # what ends the first client's work decides nothing
            actions.go_on(shop.owner, batch, seconds=0)
    done = actions.run_here(shop.owner.actor, batch.key)
    assert done.counts["decided"] == Decision.objects.count() == 2


def killed(_batch: Batch) -> None:
    raise KeyboardInterrupt


def test_more_time_of_a_known_ticket_is_added(shop: Shop) -> None:
    shop.imported("log", LOG, **WAY)
    more = LOG + "2,Birch,2026-02-04 11:00,2026-02-04 12:00,Zoe,,,Password\n"
    batch = shop.imported("log", more, **WAY)
    assert (batch.counts["update"], batch.counts["unchanged"]) == (1, 1)
    assert Ticket.objects.get(external="2").entries.count() == 2


def test_without_leave_no_client_is_made(shop: Shop) -> None:
    batch = shop.tried("log", LOG, mapping="connectwise")
    assert batch.counts["foreseen"] == {"rejected": 2}


once = partial(pytest.param, marks=pytest.mark.once)


def sliced(path: Path, lines: int) -> bytes:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file:
        return gzip.compress(b"".join(islice(file, lines)))


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER, reason="FLATWRIGHT_REAL_DATA names no folder")
@pytest.mark.parametrize(
    ("mapping", "file"),
    [
        once("servicenow_incidents", "incident_event_log.csv.gz"),
        ("provider_helpdesk", "helpdesk.csv.gz"),
        once("effort", "tasks.csv"),
    ],
)
def test_a_real_log_is_loaded_as_a_year_and_taken_back(
    shop: Shop, mapping: str, file: str
) -> None:
    folder = Path(FOLDER or "") / mapping
    lines = int(os.environ.get("FLATWRIGHT_REAL_LINES", "1200"))
    told = actions.Brought(
        kind="log",
        source=mapping,
        upload=upload("log.csv.gz", sliced(folder / file, lines)),
        beside=upload("dates.csv", (folder / "dates.csv").read_bytes())
        if mapping == "effort"
        else None,
        options=WAY | {"mapping": mapping, "plan": "complete@1"},
    )
    batch = actions.bring(shop.owner, told)
    timed = [time.perf_counter()]
    batch = actions.try_it(shop.owner, batch)
    timed.append(time.perf_counter())
    actions.begin(shop.owner, batch)
    done = actions.run_here(shop.owner.actor, batch.key)
    timed.append(time.perf_counter())
    tickets = Ticket.objects.filter(source=mapping)
    assert done.state == Batch.State.DONE
    assert done.counts["create"] == tickets.count() == batch.total > 0
    assert not tickets.filter(decision=None).exists()
    assert sum(map(sum, batch.week)) > 0 or mapping == "effort"
    figures = f"{mapping}: {tickets.count()} tickets, {TimeEntry.objects.count()} entries"
    shop.undone(done)
    timed.append(time.perf_counter())
    spans = [round(b - a, 1) for a, b in pairwise(timed)]
    print(f"{figures}; seconds to try, import, undo: {spans}")  # noqa: T201 - a figure
    assert not Ticket.objects.exists()
    assert list(Client.objects.all()) == [shop.willow]


def upload(name: str, content: bytes) -> Upload:
    return Upload(name=name, size=len(content), begins=content[:16], pieces=[content])
