"""Every main screen: accessible in both schemes, and no wider than a telephone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from flatwright.office.clients.models import Person, Thing
from flatwright.office.desk import actions
from tests.browser.conftest import Desk
from tests.office.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
HOSTILE = (
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "'-window.hit-'",
    "{{7*7}}{% now %}${7*7}#{7*7}",
    "javascript:window.hit=1",
    "</textarea><svg onload=window.hit=1>",
    "\u202egnp.exe \u200b\u2028",
    "' OR 1=1 --",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "O'Brien & Söhne 李 " + "e\u0301" * 20,
    "x" * 200,
)


def screens(town: Town) -> list[str]:
    told = {"title": "cannot print", "who": "listed", "person": town.ada}
    number = actions.open_ticket(town.house, town.willow, told).number
    told |= {"kind": "request", "action": "major_upgrade", "estimate": 720}
    project = actions.open_ticket(town.house, town.willow, told).number
    client = f"/clients/{town.willow.key}/"
    return [
        *("/", "/tickets/", "/tickets/board/", "/templates/", "/tickets/new/", "/clients/"),
        *("/clients/new/", "/projects/", "/plans/", "/plans/complete/1/", "/plans/new/"),
        *("/search/?q=ada", "/record/", "/jobs/", "/settings/", "/settings/accounts/"),
        *("/me/", "/styleguide/", f"/tickets/{number}/", f"/tickets/{number}/edit/"),
        *(f"/tickets/{number}/decisions/", f"/tickets/{number}/project/"),
        *(client, f"{client}people/", f"{client}things/", f"{client}used/"),
        *(f"{client}edit/", f"{client}add/thing/", f"{client}tickets/new/"),
        *(f"/people/{town.ada.key}/", f"/things/{town.ada_pc.key}/"),
        *(f"/agreements/{town.agreement.key}/", f"/tickets/{project}/"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_has_a_fault_of_accessibility(
    desk: Desk, town: Town, scheme: str
) -> None:
    page = desk.open(town.staff["owner"], color_scheme=scheme)
    faults = []
    for path in screens(town):
        desk.go(page, path)
        for fault in Axe().run(page, options=OPTIONS).response["violations"]:
            where = ", ".join(node["target"][0] for node in fault["nodes"][:3])
            faults.append(f"{path}: {fault['id']} at {where}")
    assert faults == []


def test_no_screen_is_wider_than_a_telephone(desk: Desk, town: Town) -> None:
    page = desk.open(town.staff["owner"], viewport=PHONE)
    wide = []
    for path in screens(town):
        desk.go(page, path)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path)
    assert wide == []


def test_hostile_words_are_words(desk: Desk, town: Town) -> None:
    person = Person(client=town.willow, name=HOSTILE[1][:120], note="\n".join(HOSTILE))
    person.save()
    for place, words in enumerate(HOSTILE):
        told = {
            "title": words[:200],
            "description": "\n".join(HOSTILE),
            "who": "listed",
            "person": person,
            "what": "other",
            "thing_name": words[:120],
        }
        made = actions.open_ticket(town.house, town.willow, told)
        actions.comment(town.house, made, words, public=bool(place % 2))
    Thing.objects.update(note="\n".join(HOSTILE))
    page = desk.open(town.staff["owner"])
    client = f"/clients/{town.willow.key}/"
    paths = [f"/tickets/{n}/" for n in range(1, len(HOSTILE) + 1)]
    lists = ["/", "/tickets/", "/tickets/board/", "/record/", f"{client}people/"]
    for path in [*paths, *lists, f"/people/{person.key}/", f"{client}tickets/new/"]:
        desk.go(page, path)
        assert page.evaluate("window.hit") is None, path
