"""A kind of device as people write it is the kind that plans count."""

from typing import Any

import pytest
from django.test import Client as Browser

from flatwright.office.clients.actions import add, edit
from flatwright.office.clients.models import Thing
from flatwright.office.desk.actions import open_ticket
from tests.office.api.caller import caller
from tests.office.town import BEGUN, Town

pytestmark = pytest.mark.once

MEANS = {
    "Computer": "computer",
    " Laptop ": "computer",
    "notebook": "computer",
    "Cell phone": "phone",
    "iPad": "tablet",
    "Lab scale": "lab_scale",
}


def thing(town: Town, kind: str) -> Thing:
    """Another device of Ada's."""
    days = {"registered": BEGUN, "first": BEGUN}
    told = {"client": town.willow, "owner": town.ada, "name": "new", **days}
    return add(town.house, Thing(kind=kind, **told))


@pytest.mark.parametrize("written", MEANS)
def test_a_kind_is_kept_as_plans_name_it(town: Town, written: str) -> None:
    made = thing(town, written)
    assert made.kind == MEANS[written]
    edit(town.house, made, kind="other")
    edit(town.house, made, kind=written)
    made.refresh_from_db()
    assert made.kind == MEANS[written]


def test_a_tablet_by_its_trade_name_is_counted(town: Town) -> None:
    told: dict[str, Any] = {"title": "slow", "who": "listed", "person": town.ada}
    told |= {"what": "listed", "thing": thing(town, "iPad"), "cause": "normal"}
    ticket = open_ticket(town.house, town.willow, told)
    assert ticket.decision is not None
    assert ticket.decision.badge == "covered"


def test_the_form_offers_what_the_plan_counts_first(
    cast: dict[str, Browser], town: Town
) -> None:
    page = cast["owner"].get(_form(town)).content.decode()
    kinds = page.partition('<datalist id="thing-kinds">')[2].split("</datalist>")[0]
    assert [part.split('"')[0] for part in kinds.split('value="')[1:]][:3] == [
        *("computer", "tablet", "phone")
    ]
    assert "The plan counts 1 computer, 1 tablet and 1 phone for each user" in page


@pytest.mark.parametrize(("kind", "said"), [("Lab scale", True), ("Laptop", False)])
def test_a_kind_that_the_plan_does_not_count_is_kept_and_said(
    cast: dict[str, Browser], town: Town, kind: str, *, said: bool
) -> None:
    page = _sent(cast, town, kind=kind).content.decode()
    assert ("The plan counts none of this kind." in page) is said
    assert Thing.objects.filter(name="new").exists()


def test_after_a_device_comes_an_empty_form_for_the_next(
    cast: dict[str, Browser], town: Town
) -> None:
    answer = _sent(cast, town, kind="phone", another="1")
    assert answer.redirect_chain[-1][0] == _form(town)
    assert "new is added. Now the next one." in answer.content.decode()


def _form(town: Town) -> str:
    return f"/clients/{town.willow.key}/add/thing/"


def _sent(cast: dict[str, Browser], town: Town, **told: str) -> Any:
    days = {"registered": "2026-01-01", "first": "2026-01-01"}
    sent = {"name": "new", "owner": town.ada.pk, **days, **told}
    return cast["owner"].post(_form(town), sent, follow=True)


def test_a_program_that_sends_a_kind_is_understood_too(town: Town) -> None:
    told = {"name": "new", "kind": "Laptop", "first": "2026-01-01"}
    told |= {"registered": "2026-01-01"}
    program = caller(town.staff["owner"])
    assert program.post(f"/clients/{town.willow.key}/things", told)["kind"] == "computer"
