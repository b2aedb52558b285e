from pathlib import Path

import pytest
import pytest_django

from flatwright.office.clients.models import Person
from flatwright.office.intake import actions
from flatwright.office.intake.models import Batch
from flatwright.office.queue.models import Job, State
from flatwright.office.queue.running import Worker, run_next
from flatwright.worker.handlers import HANDLERS
from tests.office.intake.shop import opened

ROWS = "Client,Name\n" + "".join(f"Willow,User {n}\n" for n in range(5))


@pytest.mark.django_db(transaction=True)
def test_a_worker_tries_imports_and_undoes_chunk_by_chunk(
    settings: pytest_django.Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr("flatwright.office.intake.running.CHUNK", 2)
    monkeypatch.setattr("flatwright.office.intake.actions.beginning.SMALL", 1)
    shop = opened()
    batch = shop.bring("people", ROWS)
    batch = actions.choose(shop.owner, batch, {"client": "Client", "name": "Name"}, {})
    told: list[str] = []
    worker = Worker(owner="w1", tell=told.append)
    actions.try_later(shop.owner, batch)
    run_next(HANDLERS, worker)
    batch = Batch.objects.get()
    assert (batch.state, batch.counts["foreseen"]) == ("tried", {"create": 5})
    actions.begin(shop.owner, batch)
    assert Person.objects.count() == 0
    run_next(HANDLERS, worker)
    assert (Batch.objects.get().state, Person.objects.count()) == ("done", 5)
    assert next(each for each in told if " of 5 rows" in each).endswith(": 2 of 5 rows")
    actions.undo(shop.owner, Batch.objects.get())
    run_next(HANDLERS, worker)
    assert (Batch.objects.get().state, Person.objects.count()) == ("undone", 0)
    assert any(each.endswith(": 10 of 10 changes taken back") for each in told)
    assert {each.state for each in Job.objects.all()} == {State.DONE}
