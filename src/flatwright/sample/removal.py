"""Take the sample away again, so that the owner's own business can be set up."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import User
from flatwright.office.audit.changes import remove
from flatwright.office.backups.tables import MADE_BY_MIGRATIONS, empty_all, unguarded
from flatwright.office.clients.models import Provider
from flatwright.office.clients.scope import Right, Scope

Tell = Callable[[str, float], None]
_SIGNED_IN = frozenset({"sessions"})  # the owner's session goes on


def remove_sample(scope: Scope, tell: Tell = lambda _what, _share: None) -> None:
    """Delete everything but the account that does it; a new record of changes begins.

    Raises Refusal (not_a_sample) where the provider is a real one, (no_account) where
    no account does it.
    """
    scope.need(Right.HOUSE)
    owner = User.objects.filter(pk=scope.user or 0).first()
    if owner is None:
        says = "Sign in as the owner: the account that removes the sample is kept."
        raise Refusal(code="no_account", says=says)
    with transaction.atomic():
        provider = Provider.objects.select_for_update().order_by("id").first()
        if provider is None or not provider.is_sample:
            says = "This provider is not a sample. Nothing was removed."
            raise Refusal(code="not_a_sample", says=says)
        tell("Removing", 0.2)
        _empty(owner, provider)
        tell("Noting it", 0.8)
        remove(scope.actor, provider)
        transaction.on_commit(_remove_files)
    tell("Ready", 1.0)


def _empty(owner: User, provider: Provider) -> None:
    kept: list[type[models.Model]] = [User, Provider, *_of_accounts()]
    tables = [model._meta.db_table for model in kept]
    tables += [
        each._meta.db_table
        for each in apps.get_models()
        if each._meta.app_label in _SIGNED_IN | MADE_BY_MIGRATIONS
    ]
    with unguarded(), connection.cursor() as cursor:
        empty_all(kept=tables)
        for model in _of_accounts():
            model._default_manager.exclude(user=owner.pk).delete()
        cursor.execute("DELETE FROM accounts_user WHERE id <> %s", [owner.pk])
        cursor.execute("DELETE FROM clients_provider WHERE id <> %s", [provider.pk])


def _of_accounts() -> list[type[models.Model]]:
    """The tables of the libraries that hold what belongs to an account."""
    return [
        model
        for model in apps.get_models()
        if not model.__module__.startswith("flatwright.")
        and any(field.related_model is User for field in model._meta.concrete_fields)
    ]


def _remove_files() -> None:
    shutil.rmtree(Path(settings.FILES), ignore_errors=True)
