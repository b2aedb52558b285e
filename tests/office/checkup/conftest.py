"""A small sample for the doctor to look at."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from flatwright.office.desk.files import Upload, kept
from flatwright.sample.house import SAMPLE
from flatwright.sample.make import Wanted, make_sample

NOW = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def stored(
    django_db_setup: None,  # noqa: ARG001 - the tables are there
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Two clients with some work, which goes when the module's tests have ended."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES", Path(tmp_path_factory.mktemp("files")))
        with transaction.atomic():
            make_sample(Wanted(now=NOW, tickets=40, clients=2))
            text = b"a log"
            kept(SAMPLE, Upload(name="a", size=len(text), begins=text, pieces=[text]))
            yield
            transaction.set_rollback(True)
