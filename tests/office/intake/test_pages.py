import re

import pytest
import pytest_django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.clients.models import Person, Thing
from flatwright.office.desk.models import Ticket
from flatwright.office.intake.models import Batch, Observation
from tests.office.intake.shop import Shop
from tests.office.intake.test_inventories import LAPTOP
from tests.office.intake.test_tables import PEOPLE

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def browser(settings: pytest_django.Settings) -> Browser:
    settings.SECOND_FACTOR = False
    owner = User.objects.create(
        key="olive", name="Olive", email="olive@example.com", role=Role.OWNER
    )
    made = Browser()
    made.force_login(owner)
    return made


def upload(browser: Browser, kind: str, content: bytes, name: str, **more: str) -> str:
    """Upload a file; gives the address of the page that follows."""
    file = SimpleUploadedFile(name, content)
    told = {"source": "old", "file": file, **more}
    answer = browser.post(f"/imports/new/{kind}/", told)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


def as_shown(page: str) -> dict[str, str]:
    """What a form's choices say before anybody touches them."""
    told = {}
    choices = re.compile(r'<select name="([^"]+)".*?>(.*?)</select>', re.DOTALL)
    for name, body in choices.findall(page):
        found = re.search(r'<option value="([^"]*)" selected', body)
        found = found or re.search(r'<option value="([^"]*)"', body)  # as a browser does
        told[name] = found[1] if found else ""
    return told


def test_people_from_file_to_roster_and_back(browser: Browser) -> None:
    columns = upload(browser, "people", PEOPLE.encode(), "people.csv")
    page = browser.get(columns).content.decode()
    assert "Ada Lovelace" in page
    told = as_shown(page)
    assert (told["column-name"], told["column-first"]) == ("Full Name", "Start Date")
    home = browser.post(columns, told | {"first": "2026-01-01"}).headers["Location"]
    tried = browser.get(home).content.decode()
    assert "<strong>3</strong> new" in tried
    assert '<span class="soft">First day</span>' in tried
    assert "by Olive." in tried
    assert Person.objects.count() == 0
    browser.post(f"{home}begin/")
    assert Person.objects.count() == 3
    done = browser.get(home).content.decode()
    assert "Undo all of it" in done
    browser.post(f"{home}undo/")
    assert Person.objects.count() == 0
    assert "Undone" in browser.get(home).content.decode()


def test_rows_kept_aside_come_back_as_a_file(browser: Browser) -> None:
    content = b"Client,Name,Email\nWillow,Ada,nonsense\nWillow,Bo,\n"
    columns = upload(browser, "people", content, "people.csv")
    told = as_shown(browser.get(columns).content.decode())
    home = browser.post(columns, told).headers["Location"]
    answer = browser.get(f"{home}rejects.csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "Client,Name,Email,line,reason"
    assert lines[1].startswith("Willow,Ada,nonsense,2,")


def test_the_import_counts_what_the_trial_counted(browser: Browser) -> None:
    """One row is refused in reading, another one in planning: two are kept aside."""
    content = (
        b"Client,Name,Email\nWillow,Ada,nonsense\nWillow,Bo,\nElsewhere,Cy,\nWillow,Bo,\n"
    )
    columns = upload(browser, "people", content, "people.csv")
    told = as_shown(browser.get(columns).content.decode())
    home = browser.post(columns, told).headers["Location"]
    tried = how_it_stands(browser.get(home).content.decode())
    assert tried == ["1 new", "1 repeated word for word", "2 kept aside"]
    browser.post(f"{home}begin/")
    assert how_it_stands(browser.get(home).content.decode()) == tried


def test_an_imported_ticket_shows_and_is_found_by_its_number_there(
    shop: Shop, browser: Browser
) -> None:
    told = "Number,Client,Subject,Created\nT-1049,Willow,Screen dark,2026-02-03 10:00\n"
    shop.imported("tickets", told)
    number = Ticket.objects.get().number
    page = browser.get(f"/tickets/{number}/").content.decode()
    assert "<dt>Number there</dt><dd>T-1049" in page
    for address in ("/search/?q=T-1049", "/tickets/?words=T-1049&status=all"):
        assert "Screen dark" in browser.get(address).content.decode()


def test_what_is_needed_says_so_and_is_not_gone_on_without(browser: Browser) -> None:
    content = b"No,What,When\n1,Screen dark,2026-02-03 10:00\n"
    columns = upload(browser, "tickets", content, "tickets.csv")
    page = browser.get(columns).content.decode()
    assert len(re.findall(r'<span class="optional">needed</span>', page)) == 4
    answer = browser.post(columns, as_shown(page))
    refused = answer.content.decode()
    assert answer.status_code == 422
    assert refused.count("without it no row can be taken") == 3
    assert "Say whether these tickets are open or closed" in refused


def test_where_nothing_would_be_imported_it_is_not_offered(browser: Browser) -> None:
    content = b"Number,Client,Subject,Created,Type\n1,Willow,Dark,2026-02-03,Xyz\n"
    columns = upload(browser, "tickets", content, "tickets.csv")
    told = as_shown(browser.get(columns).content.decode()) | {"tickets_are": "open"}
    home = browser.post(columns, told).headers["Location"]
    page = browser.get(home).content.decode()
    assert f"{home}begin/" not in page
    assert "Nothing would be imported" in page
    assert "1 row: kind: &quot;Xyz&quot; is none of" in page


def test_the_week_of_a_trial_is_a_table_in_the_chosen_zone(browser: Browser) -> None:
    content = b"Number,Client,Subject,Created\n1,Willow,Dark,2026-02-03 10:00\n"
    columns = upload(browser, "tickets", content, "tickets.csv")
    told = as_shown(browser.get(columns).content.decode()) | {"tickets_are": "open"}
    told |= {"zone": "Europe/Berlin"}
    page = browser.get(browser.post(columns, told).headers["Location"]).content.decode()
    assert "times of Europe/Berlin" in page
    assert page.count('class="shade-5"') == 1
    assert 'title="Tue 10:00, 1"' in page


def how_it_stands(page: str) -> list[str]:
    """The counts of the page of an import, in words."""
    counted = re.findall(r"<li><strong>(\d+)</strong> ([a-z ]+)</li>", page)
    return [" ".join(each) for each in counted]


def test_an_inventory_is_settled_on_its_page(shop: Shop, browser: Browser) -> None:
    file = SimpleUploadedFile("laptop.json", LAPTOP)
    told = {"client": shop.willow.key, "inventories": file}
    home = browser.post("/imports/new/inventory/", told).headers["Location"]
    assert "not listed" in browser.get(home).content.decode()
    row = Observation.objects.get()
    browser.post(f"/observations/{row.key}/", {"do": "accept"})
    assert Thing.objects.get().serial == "640HP72"
    assert "Accepted" in browser.get(home).content.decode()


def test_who_may_not_import_sees_none_of_it(shop: Shop, browser: Browser) -> None:
    batch = shop.tried("people", PEOPLE)
    browser.force_login(shop.technician)
    for address in ("/imports/", "/imports/new/people/", f"/imports/{batch.key}/"):
        assert browser.get(address).status_code == 403
    assert browser.post(f"/imports/{batch.key}/begin/").status_code == 403
    assert Batch.objects.get().state == "tried"


def test_a_file_that_is_no_table_is_refused_in_words(browser: Browser) -> None:
    columns = upload(browser, "people", b"  ", "empty.csv")
    home = browser.get(columns).headers["Location"]
    page = browser.get(home).content.decode()
    assert "empty.csv has no header row" in page
