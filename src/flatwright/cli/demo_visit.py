"""A visit to the pages that are served, as a browser makes it: for a machine to watch."""

import re
import threading
from collections.abc import Iterator
from html import unescape
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from flatwright.cli.console import print_text, stop

_PAGES, _SECONDS = 6, 60
_NOT_PAGES = re.compile(r"\.\w+$|/static/|logout|\?|#")


def visit(running: Any, address: str, sign_in: tuple[str, str]) -> None:
    """Serve, sign in, look at the first pages, say what they are; then end."""
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    try:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        start = _signed_in(browser, address, sign_in)
        wrong = [page for page in _pages(browser, address, start) if not page[1]]
    finally:
        running.close()
    if wrong:
        stop(f"{wrong[0][0]} is no page as it should be.")


def _signed_in(browser: OpenerDirector, address: str, sign_in: tuple[str, str]) -> str:
    """The first page after the sign-in."""
    where, page = _fetch(browser, address)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    print_text(f"{where} {_title(page)}")
    if token is None:
        stop("There is no form to sign in with.")
    email, password = sign_in
    form = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
    request = Request(where, urlencode(form).encode(), {"Referer": where})  # noqa: S310 - our own address
    where, page = _fetch(browser, request)
    print_text(f"{where} {_title(page)}")
    if 'name="password"' in page:
        stop("The sign-in was refused.")
    return page


def _pages(browser: OpenerDirector, address: str, start: str) -> Iterator[tuple[str, bool]]:
    """The first pages that the start page leads to, and whether each is there."""
    links = [unescape(each) for each in re.findall(r'href="(/[^"]+)"', start)]
    wanted = [each for each in dict.fromkeys(links) if not _NOT_PAGES.search(each)]
    for link in wanted[:_PAGES]:
        try:
            where, page = _fetch(browser, urljoin(address, link))
        except HTTPError as error:
            print_text(f"{link} {error.code}")
            yield link, False
            continue
        print_text(f"{where} {_title(page)}")
        yield link, "<h1" in page


def _fetch(browser: OpenerDirector, what: str | Request) -> tuple[str, str]:
    with browser.open(what, timeout=_SECONDS) as answer:
        return answer.geturl(), answer.read().decode()


def _title(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return unescape(" ".join(found[1].split())) if found else "(no title)"
