"""What is stored already, as far as the rows of a chunk speak of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from flatwright.imports.business.fields import same_name
from flatwright.imports.business.records import Record
from flatwright.imports.rejects import RowRejected
from flatwright.office.accounts.models import User
from flatwright.office.agreements.models import PlanText
from flatwright.office.clients.models import Client, Person, Provider, Site, Thing
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import Ticket, TimeEntry
from flatwright.office.intake.models import Batch, Known
from flatwright.office.intake.theirs import Theirs

MODELS: dict[str, type[models.Model]] = {
    "clients": Client,
    "sites": Site,
    "people": Person,
    "things": Thing,
    "tickets": Ticket,
    "time": TimeEntry,
}
_SPOKEN_OF = {  # by kind of record: in which fields keys of other kinds may stand
    "sites": {"clients": ("client",)},
    "people": {"clients": ("client",)},
    "things": {"clients": ("client",), "people": ("owner",)},
    "tickets": {"clients": ("client",), "people": ("person",), "things": ("thing",)},
    "time": {"tickets": ("ticket",), "people": ("person",)},
}
_MANY = 500  # names in one query


@dataclass(slots=True, kw_only=True)
class Key:
    """Where a key of the source leads: to a row of ours, which may be new."""

    row: models.Model | None  # None: it was there, and somebody removed it
    digest: str = ""


class World:
    """Clients by name, and keys; the people, places and things of clients at need."""

    def __init__(self, batch: Batch, scope: Scope, provider: Provider) -> None:
        self.batch, self.scope, self.provider = batch, scope, provider
        self.kind = "tickets" if batch.kind == "log" else batch.kind
        self.options: dict[str, Any] = batch.options
        rows = Client.objects.all()
        if scope.clients is not None:
            rows = rows.filter(pk__in=scope.clients)
        self.clients: dict[str, list[Client]] = defaultdict(list)
        for each in rows:
            self.clients[same_name(each.name)].append(each)
        self._keys: dict[tuple[str, str], Key] = {}
        self._of: dict[tuple[str, int], Theirs] = {}
        self.met: set[int] = set()  # numbers of the clients that were spoken of
        self.busy: dict[int, list[tuple[datetime, datetime]]] = {}
        self._users: dict[str, User] | None = None
        name = self.options.get("plan") or ""
        plan, _, version = name.partition("@")
        self.plan = (
            PlanText.objects.filter(plan=plan, version=version).first() if version else None
        )

    def meet(self, records: Iterable[Record]) -> None:
        """Look up the keys that these records and what they speak of have."""
        spoken: dict[str, set[str]] = defaultdict(set)
        spoken_of = _SPOKEN_OF.get(self.kind, {})
        for record in records:
            spoken[self.kind].add(record.key)
            for kind, names in spoken_of.items():
                told = (record.values.get(name) for name in names)
                spoken[kind] |= {str(each)[:200] for each in told if each}
            spoken["time"] |= set(self._keys_of_entries(record))
        for kind, externals in spoken.items():
            self._load(kind, [e for e in externals if (kind, e) not in self._keys])

    def key(self, kind: str, external: str) -> Key | None:
        """Where a key leads, if the source has told it before."""
        return self._keys.get((kind, external))

    def note(self, kind: str, external: str, row: models.Model) -> None:
        """A new row has this key."""
        self._keys[kind, external] = Key(row=row)

    def of(self, kind: str, client: Client) -> Theirs:
        """The people, places or things of a client."""
        place = (kind, client.pk or id(client))
        if place not in self._of:
            model = MODELS[kind]
            found = model._default_manager.filter(client=client.pk) if client.pk else []
            self._of[place] = Theirs(found)
        return self._of[place]

    def user(self, told: str) -> User | None:
        """The account of a technician, by e-mail or name."""
        if self._users is None:
            rows = User.objects.filter(is_active=True)
            by_name = {each.name.casefold(): each for each in rows}
            self._users = by_name | {each.email.casefold(): each for each in rows}
        return self._users.get(told.casefold())

    def reaches(self, row: Any) -> bool:
        """Whether the account reaches the client of a row that is stored or new."""
        if self.scope.clients is None:
            return True
        return self.scope.reaches(row.belongs_to)

    def speaks_of(self, row: Any) -> None:
        """A row of the file speaks of a client, or of something of theirs."""
        client = row.pk if isinstance(row, Client) else getattr(row, "client_id", None)
        if client:
            self.met.add(client)

    def need_reached(self, row: Any) -> None:
        """Raises RowRejected where the row that has a key is of others: it is not named."""
        if row is not None and not self.reaches(row):
            says = "your account cannot use this key: give the row another one"
            raise RowRejected(code="not_reached", says=says)

    def _keys_of_entries(self, record: Record) -> Iterable[str]:
        return (entry_key(record.key, each) for each in record.values.get("entries", ()))

    def _load(self, kind: str, externals: list[str]) -> None:
        for start in range(0, len(externals), _MANY):
            some = externals[start : start + _MANY]
            known = list(
                Known.objects.filter(source=self.batch.source, kind=kind, external__in=some)
            )
            rows: dict[int, Any] = MODELS[kind]._default_manager.in_bulk(
                [each.row for each in known]
            )
            for each in known:
                self._keys[kind, each.external] = Key(
                    row=rows.get(each.row), digest=each.digest
                )


def entry_key(ticket: str, entry: list[str]) -> str:
    """The key of an entry that has none: its ticket, times and technician."""
    return "|".join(("=", ticket[:80], entry[0][:16], entry[1][:16], entry[2][:60]))


def one_of(found: list[Any], what: str, told: str) -> Any:
    """The only one; refused where several could be meant."""
    if len(found) > 1:
        says = f'there are {len(found)} {what} called "{told[:40]}": tell a key, an '
        says += "e-mail address or a serial number"
        raise RowRejected(code="which_one", says=says)
    return found[0] if found else None
