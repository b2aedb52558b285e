"""Names stand where people look for them."""

from flatwright.office.clients.actions import add
from flatwright.office.clients.models import Thing
from flatwright.office.clients.names import by_name
from flatwright.office.clients.queries import things_to_choose
from tests.office.town import BEGUN, Town


def test_accents_and_capitals_do_not_send_a_name_to_the_end() -> None:
    names = ["Zoe", "\u00d6mer", "otto", "\u00c9mile", "ada"]
    assert sorted(names, key=by_name) == ["ada", "\u00c9mile", "\u00d6mer", "otto", "Zoe"]


def test_devices_to_choose_stand_in_that_order(town: Town) -> None:
    for name in ("zebra", "PC-\u00d6MER", "pc-anna"):
        days = {"registered": BEGUN, "first": BEGUN}
        add(town.house, Thing(client=town.willow, name=name, **days))
    listed = [each.name for each in things_to_choose(town.house, town.willow).values()]
    assert listed == ["ada-pc", "pc-anna", "PC-\u00d6MER", "zebra"]
