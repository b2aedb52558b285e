"""Jobs that tests do: each makes a client, which the record of changes tells of."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create
from flatwright.office.audit.models import Event
from flatwright.office.clients.models import Client
from flatwright.office.queue.running import Done, Handler, More, Work, Worker

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BY = Actor(name="Ada", source="test")


def make_client(work: Work) -> Done:
    """The effect: one client of the name that the job tells."""
    _client(work, work.payload["name"])
    return Done(result={"made": 1}, says="One client made.")


def make_three(work: Work) -> Done | More:
    """The same in three chunks, one client in each."""
    number = work.cursor or 0
    _client(work, f"{work.payload['name']} {number}")
    if number == 2:
        return Done(result={"made": 3})
    return More(cursor=number + 1, done=number + 1, of=3, says="clients made")


def never_works(work: Work) -> Done:
    """A mistake, after the effect."""
    make_client(work)
    msg = "secret text of the database"
    raise ValueError(msg)


HANDLERS = {
    "one": Handler(make_client),
    "three": Handler(make_three),
    "broken": Handler(never_works),
}


def worker(owner: str = "first", at: datetime = NOW) -> Worker:
    return Worker(owner=owner, clock=partial(_same, at), rest=0)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def made() -> list[str]:
    """The clients that there are, by name; the record tells of each once."""
    names = sorted(Client.objects.values_list("name", flat=True))
    told = Event.objects.filter(verb="created", subject="clients.client")
    assert sorted(told.values_list("subject_name", flat=True)) == names
    return names


def _same(at: datetime) -> datetime:
    return at


def _client(work: Work, name: str) -> None:
    create(work.by, Client(name=name, time_zone="UTC", first=date(2026, 1, 1)))
