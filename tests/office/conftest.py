"""What tests of pages share: a provider, a town, and its people at their browsers."""

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from flatwright.office.clients.models import Provider
from tests.office.town import STRANGER, Town, browser_of, built


@pytest.fixture(autouse=True)
def _quick_hashes(request: pytest.FixtureRequest, settings: Settings) -> None:
    """A hash that takes no time, where the time is not what a test is about."""
    if "argon" not in request.keywords:
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def provider(db: None) -> Provider:  # noqa: ARG001 - asks for the database
    """The house itself."""
    return Provider.objects.create(name="Harbor IT", time_zone="UTC")


@pytest.fixture
def town(provider: Provider) -> Town:  # noqa: ARG001 - it stands in a house
    """Two clients with people, things and an agreement; one account for each role."""
    return built()


@pytest.fixture
def cast(town: Town) -> dict[str, Browser]:
    """A browser for each role, "limited" to Willow, and one of a "stranger"."""
    signed_in = {role: browser_of(user) for role, user in town.staff.items()}
    return {**signed_in, STRANGER: Browser()}
