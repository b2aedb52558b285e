"""What a page can do, a program can do; and the guide names all of it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.urls import URLResolver

from flatwright.api.urls import api
from flatwright.web.accounts import urls as accounts
from flatwright.web.urls import urlpatterns
from tests.office.api.operations import OPERATIONS
from tests.office.api.pages import ON_PAGES_ALONE, PAGES

GUIDE = Path("docs/api.md").read_text(encoding="utf-8")
SIGNING_IN = ("account_", "mfa_")  # the sign-in library's own pages


def named(patterns: Iterable[Any]) -> set[str]:
    """The names of all addresses."""
    found: set[str] = set()
    for each in patterns:
        inner = named(each.url_patterns) if isinstance(each, URLResolver) else {each.name}
        found |= {str(name) for name in inner}
    return found


def test_every_page_has_its_operations_or_a_reason_to_have_none() -> None:
    pages = {
        name
        for name in named([*urlpatterns, *accounts.urlpatterns])
        if not name.startswith(SIGNING_IN)
    }
    assert sorted(pages ^ {*PAGES, *ON_PAGES_ALONE}) == []


def test_operations_of_pages_are_there() -> None:
    meant = {name for told in PAGES.values() for name in told.split()}
    assert sorted(meant - OPERATIONS.keys()) == []


def test_guide_lists_every_operation_and_no_other() -> None:
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    there = {
        f"{method.upper()} {at}" for at, methods in paths.items() for method in methods
    }
    listed = {
        f"{method} {at}"
        for methods, at in re.findall(r"`([A-Z ]+) (/[^`?]*)`", GUIDE.split("## All")[1])
        for method in methods.split()
    }
    assert sorted(there ^ listed) == []
