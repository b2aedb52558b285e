"""The description holds: what schemathesis makes up is answered as it says."""

import json
from itertools import product
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from flatwright.api.urls import api
from flatwright.office.desk.models import Sequence
from flatwright.site.wsgi import application
from tests.office.accounts.world import World, built
from tests.office.api.caller import caller

pytestmark = pytest.mark.django_db(transaction=True)  # a request ends its connection
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
BOUNDED = settings(
    max_examples=4,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _same_each_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made up from the seed alone: not also from the words of whatever is imported."""
    monkeypatch.setattr(providers, "_get_local_constants", Constants)
    providers.CONSTANTS_CACHE.cache.clear()


@pytest.fixture
def world() -> World:
    made = built()
    Sequence.objects.create(name="ticket", last=100)
    return made


def from_loopback(environ: dict[str, Any], start: Any) -> Any:
    """The site, called from an address as every real call is."""
    answered = application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start)
    try:
        return [b"".join(answered)]
    finally:
        answered.close()  # as every server does


def described(world: World) -> dict[str, Any]:
    """The description, in whose addresses stand keys that are there."""
    told: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix="/api/"))
    )
    for path, methods in told["paths"].items():
        kind = path.split("/")[2].rstrip("s")
        kind = {"people": "person", "time": "entry", "checklist": "item"}.get(kind, kind)
        for operation in methods.values():
            _put(operation.get("parameters", []), world.own.get(kind))
    return told


def _put(parameters: list[dict[str, Any]], known: str | None) -> None:
    for each in parameters:
        if each["in"] == "path" and known is not None:
            value = int(known) if each["name"] == "number" else known
            each["schema"] = {"enum": [value]}


def test_made_up_calls_are_answered_as_the_description_says(world: World) -> None:
    program = caller(world.users["owner"])
    schema = schemathesis.openapi.from_dict(described(world))
    schema.app = from_loopback
    headers = {"Authorization": f"Bearer {program.secret}"}
    wrong: list[str] = []
    called: list[str] = []

    def call(case: Any) -> None:
        response = case.call(headers=headers)
        called.append(case.path)
        try:
            case.validate_response(response, checks=CHECKS)
        except BaseExceptionGroup as failures:
            told = " ".join(map(str, failures.exceptions))
            wrong.append(f"{case.method} {case.path}: {told[:900]}")

    for each, mode in product(schema.get_all_operations(), MODES):
        made_up = each.ok().as_strategy(generation_mode=mode)
        BOUNDED(given(made_up)(call))()  # type: ignore[no-untyped-call] # a strategy's
    assert wrong == []
    assert len(called) > 400
