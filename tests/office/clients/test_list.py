"""The list of clients says who is on which plan, and who has agreed to nothing."""

from datetime import date

from django.test import Client as Browser

from flatwright.office.agreements.actions import end_agreement
from flatwright.office.clients.actions import edit_client
from tests.office.town import LIMITED, Town


def listed(cast: dict[str, Browser], query: str = "", who: str = "owner") -> str:
    page = cast[who].get(f"/clients/{query}", headers={"HX-Request": "true"})
    return page.content.decode()


def test_the_list_tells_the_plan_or_that_there_is_none(cast: dict[str, Browser]) -> None:
    shown = listed(cast)
    assert "Complete Care" in shown
    assert shown.count("no agreement") == 1


def test_who_has_no_agreement_can_be_listed(cast: dict[str, Browser], town: Town) -> None:
    assert "Elsewhere" in listed(cast, "?agreement=none")
    assert "Willow" not in listed(cast, "?agreement=none")
    end_agreement(town.house, town.agreement, date(2026, 2, 1))
    assert "Willow" in listed(cast, "?agreement=none")


def test_home_counts_them_among_those_that_are_reached(
    cast: dict[str, Browser], town: Town
) -> None:
    assert "1 client has no agreement" in cast["owner"].get("/").content.decode()
    assert "no agreement" not in cast[LIMITED].get("/").content.decode()
    edit_client(town.house, town.elsewhere, None, last=date(2026, 2, 1))
    assert "no agreement" not in cast["owner"].get("/").content.decode()
