"""Pages get at what is stored through the gate alone, and none stands open by mistake."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.source import SOURCE, python_files, shown, tree

PAGES = [
    path
    for folder in ("web", "portal", "api")
    if (SOURCE / folder).is_dir()
    for path in python_files(SOURCE / folder)
]
MANAGERS = ("objects", "_default_manager")
# They keep the sign-in library's own rows: sessions, second factors, who signs in.
OWN_ROWS = {"web/accounts/entrance.py", "web/accounts/sessions.py"}
# By the start of the view's name, and why it is not wrapped by `guarded`.
OPEN = {
    "allauth.": "the sign-in library: its pages come before a scope, the middleware guards",
    "flatwright.web.accounts.views.entrance.invitation": "who follows it has no account",
    "flatwright.web.house.start.setup": "there is no account yet when it is used",
}


def stored(module: ast.Module) -> Iterator[ast.Attribute]:
    """Each place where rows are asked for outside of a scoped query; `none()` asks none."""
    asking_none = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr == "none"
    }
    for node in ast.walk(module):
        if not isinstance(node, ast.Attribute) or node.attr not in MANAGERS:
            continue
        if id(node) not in asking_none:
            yield node


def views(resolver: URLResolver) -> Iterator[tuple[str, Any]]:
    """Each address of the site with its view."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from views(each)
        elif isinstance(each, URLPattern):
            yield str(each.pattern), each.callback


def test_no_page_asks_for_rows_itself() -> None:
    wrong = [
        shown(path, node)
        for path in PAGES
        if str(path.relative_to(SOURCE)) not in OWN_ROWS
        for node in stored(tree(path))
    ]
    assert wrong == []


def test_every_view_is_guarded_or_stands_in_the_short_list() -> None:
    wrong = [
        f"{address}: {name_of(view)}"
        for address, view in views(get_resolver())
        if not hasattr(view, "guarded") and not name_of(view).startswith(tuple(OPEN))
    ]
    assert wrong == []


def test_the_short_list_names_nothing_that_is_not_there() -> None:
    names = [name_of(view) for _, view in views(get_resolver())]
    unused = [each for each in OPEN if not any(name.startswith(each) for name in names)]
    assert unused == []


def name_of(view: Any) -> str:
    return f"{view.__module__}.{view.__qualname__}"


@pytest.mark.parametrize(
    "text", ["Ticket.objects.all()", "type(row)._default_manager.get(pk=1)"]
)
def test_asking_for_rows_is_found(text: str) -> None:
    assert len(list(stored(ast.parse(text)))) == 1


def test_asking_for_no_rows_is_no_asking() -> None:
    assert list(stored(ast.parse("Ticket.objects.none()"))) == []
