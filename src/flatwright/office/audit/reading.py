"""What the record of changes speaks of: the rows that are still there, and their names."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from flatwright.office.audit.models import Event

_LEADS = ("ticket", "person", "thing", "client", "agreement", "plan", "blob")
Rows = dict[tuple[str, int], models.Model]


def model_of(event: Event) -> type[models.Model] | None:
    """Of which kind the row was; None where this version knows none of that name."""
    try:
        return apps.get_model(event.subject)
    except LookupError:
        return None


def rows_of(events: Iterable[Event]) -> Rows:
    """The rows that events speak of, with what leads to their pages."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        if model := model_of(event):
            wanted[model].add(event.subject_id)
    found: Rows = {}
    for model, pks in wanted.items():
        leads = [each.name for each in _links(model) if each.name in _LEADS]
        rows = model._default_manager.select_related(*leads).in_bulk(pks)
        found |= {(model._meta.label_lower, pk): row for pk, row in rows.items()}
    return found


def names_of(events: Iterable[Event]) -> Rows:
    """The rows to which fields of events point, before or after."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        model = model_of(event)
        for link in _links(model) if model else ():
            told = (event.before.get(link.attname), event.after.get(link.attname))
            wanted[_target(link)].update(each for each in told if each is not None)
    found: Rows = {}
    for model, pks in wanted.items():
        rows = model._default_manager.in_bulk(pks)
        found |= {(model._meta.label_lower, pk): row for pk, row in rows.items()}
    return found


def field_of(event: Event, name: str) -> "models.Field[Any, Any] | None":
    """The field of which an event tells; None where there is none of that name now."""
    model = model_of(event)
    fields = {each.attname: each for each in model._meta.concrete_fields} if model else {}
    return fields.get(name)


def pointed_at(event: Event, name: str) -> str:
    """The kind of row to which a field points; empty where it points to none."""
    field = field_of(event, name)
    is_link = isinstance(field, models.ForeignKey)
    return _target(field)._meta.label_lower if is_link else ""


def _links(model: type[models.Model]) -> list[Any]:
    fields = model._meta.concrete_fields
    return [each for each in fields if isinstance(each, models.ForeignKey)]


def _target(link: Any) -> type[models.Model]:
    target: type[models.Model] = link.related_model
    return target
