"""From what was sent to what the actions take."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from ninja import Schema

from flatwright.office.accounts.queries import colleagues
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import people, sites, things
from flatwright.office.clients.scope import Scope

_ROWS = {"person": people, "owner": people, "site": sites, "thing": things}


def values_of(told: Schema) -> tuple[int | None, dict[str, Any]]:
    """What was sent, and nothing that was left out; `seen` apart."""
    sent = {name: getattr(told, name) for name in told.model_fields_set}
    return sent.pop("seen", None), sent


def named(scope: Scope, client: Client, sent: dict[str, Any]) -> dict[str, Any]:
    """Put the client's own people, things and places for the keys that name them."""
    found = dict(sent)
    for name, rows in _ROWS.items():
        if found.get(name) is not None:
            found[name] = one(rows(scope).filter(client=client), name, found[name])
    return found


def one(rows: models.QuerySet[Any], name: str, key: str) -> Any:
    """The row of a key that was sent. Raises ValidationError where there is none."""
    row = rows.filter(key=key).first()
    if row is None:
        raise ValidationError({name: ["There is none with this key."]})
    return row


def colleague(scope: Scope, name: str, key: str | None) -> Any:
    """The account of a key; None where none was named."""
    return None if key is None else one(colleagues(scope), name, key)
