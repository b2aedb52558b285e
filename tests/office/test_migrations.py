"""What models say is what the migrations make."""

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
