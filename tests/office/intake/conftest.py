"""Where files are brought, and a folder of their own to keep them in."""

from pathlib import Path

import pytest
import pytest_django

from tests.office.intake.shop import Shop, opened


@pytest.fixture
def shop(
    db: None,  # noqa: ARG001 - asked for by name, so that its tables are there
    settings: pytest_django.Settings,
    tmp_path: Path,
) -> Shop:
    settings.FILES = tmp_path / "files"
    return opened()
