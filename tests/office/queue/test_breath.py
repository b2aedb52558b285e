"""While a long job goes on, others write: it leaves the database free between chunks."""

import time
from threading import Thread

import pytest
from django.db import connection

from flatwright.office.audit.actor import Actor
from flatwright.office.clients.models import Client
from flatwright.office.queue.enqueue import enqueue
from flatwright.office.queue.models import Job, State
from flatwright.office.queue.running import Done, Handler, More, Work, Worker, run_next
from tests.office.town import Town

pytestmark = pytest.mark.django_db(transaction=True)

CHUNKS = 12
EACH = 0.2  # seconds in which nobody else writes to an embedded database


def long_work(work: Work) -> Done | More:
    far = int(work.cursor or 0) + 1
    Client.objects.filter(name="Willow").update(note=f"chunk {far}")
    time.sleep(EACH)
    return Done() if far == CHUNKS else More(cursor=far, done=far, of=CHUNKS)


def worked() -> None:
    run_next({"long": Handler(long_work)}, Worker(owner="w"))
    connection.close()


def test_who_writes_meanwhile_comes_in_after_a_chunk(town: Town) -> None:
    enqueue(Actor(name="test", source="test"), "long")
    worker = Thread(target=worked)
    worker.start()
    while not Job.objects.filter(done__gt=0).exists():
        time.sleep(0.02)
    for number in range(3):
        Client.objects.filter(pk=town.elsewhere.pk).update(note=f"mine {number}")
    done = Job.objects.get().done
    worker.join()
    assert done < CHUNKS - 1
    assert Job.objects.get().state == State.DONE
