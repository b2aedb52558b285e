"""A small sample, made once for the module that looks at it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from flatwright.office.accounts.models import User
from flatwright.sample.make import Wanted, make_sample

NOW = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def owner(
    django_db_setup: None,  # noqa: ARG001 - the tables are there
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[User]:
    """The owner of a sample that goes when the module's tests have ended."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        files = tmp_path_factory.mktemp("files")
        patch.setattr(settings, "FILES", Path(files))
        with transaction.atomic():
            yield make_sample(Wanted(now=NOW, tickets=160))
            transaction.set_rollback(True)
