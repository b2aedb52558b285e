import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from flatwright.ui.assets import edition
from tests.house.source import SOURCE, python_files
from tests.office.accounts.cast import person
from tests.office.town import browser_of

STATIC = SOURCE / "ui" / "static" / "ui"


@pytest.fixture
def browser(db: None) -> Browser:  # noqa: ARG001 - asks for the database
    return browser_of(person("owner"))


def test_every_file_that_a_page_names_is_handed_out_for_good(browser: Browser) -> None:
    page = browser.get(reverse("styleguide")).content.decode()
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page))
    assert len(named) > 8
    for address in named:
        answer = browser.get(address)
        b"".join(getattr(answer, "streaming_content", ()))  # to the end, so it is closed
        assert answer.status_code == 200, address
        assert "immutable" in answer["Cache-Control"]
        assert f"/{edition()}/" in address


def test_every_file_that_a_style_or_script_names_is_there() -> None:
    for path in [*(STATIC / "css").glob("*.css"), *(STATIC / "js").glob("*.js")]:
        text = path.read_text(encoding="utf-8")
        for name in re.findall(
            r'url\("(?!data:)([^"]+)"\)|(?:from|import) "(\./[^"]+)"', text
        ):
            assert (path.parent / "".join(name)).is_file(), f"{path.name}: {name}"


@pytest.mark.parametrize("folder", ["icons", "pictures"])
def test_every_icon_and_picture_is_on_some_page(folder: str) -> None:
    written = [*SOURCE.rglob("*.html"), *python_files(SOURCE)]
    text = "".join(path.read_text(encoding="utf-8") for path in written)
    named = set(re.findall(r"""["']([a-z0-9-]+)["']""", text))
    drawn = {path.stem for path in (SOURCE / "ui" / folder).glob("*.svg")}
    assert drawn - named == set()
    assert drawn


def test_every_script_is_loaded_by_the_first() -> None:
    main = (STATIC / "js" / "main.js").read_text(encoding="utf-8")
    loaded = {f"{name}.js" for name in re.findall(r'import "\./(\w+)\.js"', main)}
    assert {path.name for path in (STATIC / "js").glob("*.js")} == {*loaded, "main.js"}


def test_style_uses_only_tokens_that_there_are() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*.css")]
    made = {name for text in texts for name in re.findall(r"(--[\w-]+):", text)}
    used = {name for text in texts for name in re.findall(r"var\((--[\w-]+)", text)}
    assert used - made == set()
