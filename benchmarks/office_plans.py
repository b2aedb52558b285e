"""How the database answers the queries of the pages: which of them read a whole table."""

import re
from typing import Any

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from office_pages import pages

BIG = ("desk_ticket", "desk_timeentry", "desk_decision", "desk_comment", "desk_use")
_WHOLE = re.compile(r"\bSCAN (\w+)(?! USING)|Seq Scan on (\w+)")


def explained(told: dict[str, Any]) -> dict[str, Any]:
    """By page: how many queries it makes, and which big tables they read whole."""
    browser = Browser()
    name, _, value = told["cookies"][0].partition("=")
    browser.cookies[name] = value
    found = {}
    for page, address in pages(told).items():
        browser.get(address(0))
        with CaptureQueriesContext(
            connection,
        ) as made:
            browser.get(address(0))
        sql = [each["sql"] for each in made.captured_queries]
        found[page] = {
            "queries": len(sql),
            "whole": [hit for each in sql for hit in _read_whole(each)],
        }
    return found


def _read_whole(sql: str) -> list[str]:
    """The big tables that a query reads from end to end, by the database's own plan."""
    if not sql.startswith("SELECT"):
        return []
    head = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{head} {sql}".replace("%", "%%"), [])
        lines = [str(row[-1]) for row in cursor.fetchall()]
    hits = [next(filter(None, m.groups())) for line in lines for m in _WHOLE.finditer(line)]
    return [f"{hit}: {sql[:4000]}" for hit in hits if hit in BIG]
