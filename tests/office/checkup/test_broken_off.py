"""A restore that ended before its keys were in place is not taken for a forgery."""

from pathlib import Path

import pytest
import pytest_django

from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create
from flatwright.office.checkup.record import chain
from flatwright.office.clients.models import Provider

BY = Actor(name="Olga", source="test")
AGAIN = "Restore the same backup again, with --replace."


@pytest.mark.django_db
@pytest.mark.parametrize("waits", [True, False])
def test_the_finding_says_what_to_do_where_keys_wait(
    settings: pytest_django.Settings, tmp_path: Path, *, waits: bool
) -> None:
    settings.HOME = tmp_path
    settings.AUDIT_KEY = "the key of the backup"
    create(BY, Provider(name="Harbor IT", time_zone="UTC"))
    if waits:
        (tmp_path / ".audit.key.restored").write_text("the key of the backup\n")
    assert [*chain()] == []
    settings.AUDIT_KEY = "the key that was here before"
    (found,) = chain()
    assert found.code == "audit_chain"
    assert (AGAIN in found.says) == waits
