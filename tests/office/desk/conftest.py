"""The place where the desk's stories happen."""

import pytest

from tests.office.desk.place import Place, made


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    request.getfixturevalue("db")
    return made()
