import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template, engines
from django.test import RequestFactory

from flatwright.office.desk.models import Approval, Ticket
from flatwright.ui import charts, drawing, gauges, marks
from tests.house.source import SOURCE

TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
TEMPLATE_LINES = 80
HOSTILE = '"><script>alert(1)</script>'


def shown(text: str, **told: Any) -> str:
    told.setdefault("request", RequestFactory().get("/list/", {"sort": "-age", "q": "a b"}))
    return str(Template("{% load ui %}" + text).render(Context(told)))


def test_button_with_an_address_is_a_link() -> None:
    assert shown('{% button "All" href="/x/" %}').startswith("<a ")
    assert shown('{% button "Save" hx_post="/x/" %}').startswith("<button ")
    assert 'hx-post="/x/"' in shown('{% button "Save" hx_post="/x/" %}')


def test_attribute_that_is_not_so_is_left_out() -> None:
    text = shown('{% button "Go" disabled=no autofocus=yes %}', no=False, yes=True)
    assert "disabled" not in text
    assert " autofocus>" in text


@pytest.mark.parametrize(
    "tag",
    [
        "{% button evil icon='x' title=evil %}",
        "{% icon 'x' evil %}",
        "{% choices pairs evil %}{% choices pairs '' %}",
        "{% badge evil %}",
        "{% outcome evil %}",
        "{% avatar evil %}",
        "{% meter evil 1 2 evil %}",
        "{% progress evil 1 2 %}",
        "{% tile evil evil note=evil href=evil %}",
        "{% heading evil evil evil note=evil %}{{ evil }}{% endheading %}",
        "{% card evil note=evil %}{{ evil }}{% endcard %}",
        "{% dialog 'd' evil %}{{ evil }}{% enddialog %}",
        "{% empty evil %}{{ evil }}{% endempty %}",
        "{% event 'x' evil %}{{ evil }}{% endevent %}",
        "{% notice %}{{ evil }}{% endnotice %}",
        "{% tab evil evil evil %}",
        "{% table evil %}{% endtable %}",
        "{% pager evil evil %}",
        "{% sortable evil evil %}",
        "{% chart_bars evil rows evil %}",
    ],
)
def test_what_somebody_wrote_is_shown_and_never_run(tag: str) -> None:
    pairs = [(HOSTILE, HOSTILE)]
    text = shown(tag, evil=HOSTILE, rows=[(HOSTILE, 3)], pairs=pairs)
    assert "<script" not in text
    assert '"><' not in re.sub(r'"[^"<>]*"><', "", text)


def test_content_of_a_card_is_not_escaped_twice() -> None:
    assert "<p>Ada &amp; Ben</p>" in shown(
        "{% card 'A' %}<p>{{ who }}</p>{% endcard %}", who="Ada & Ben"
    )


def test_head_sorts_up_then_down_and_keeps_the_question() -> None:
    assert 'href="?q=a+b&amp;sort=name"' in shown('{% sortable "name" "Name" %}')
    down = shown('{% sortable "age" "Age" %}')
    assert 'aria-sort="descending"' in down
    assert "sort=age" in down


def test_pager_leads_on_and_back_to_the_first() -> None:
    assert "after=x_1" in shown("{% pager 'x_1' %}")
    later = RequestFactory().get("/list/", {"after": "x_1"})
    assert 'href="/list/"' in shown("{% pager '' %}", request=later)
    assert shown("{% pager '' %}").strip() == ""


def test_every_status_of_a_ticket_and_answer_has_its_mark() -> None:
    words = {*Ticket.Status.values, *Approval.Answer.values}
    assert words - set(marks.STATUSES) == set()


def test_every_mark_has_an_icon_that_is_there() -> None:
    for mark in (*marks.OUTCOMES.values(), *marks.STATUSES.values()):
        assert drawing.icon(mark.icon)


def test_unknown_mark_is_still_a_word() -> None:
    assert "Half done" in marks.status("half_done")


@pytest.mark.parametrize(
    ("used", "total", "says", "tone"),
    [
        (0, 3, "3 left", "calm"),
        (3, 4, "1 left", "near"),
        (3, 3, "used up", "full"),
        (5, 3, "2 over", "full"),
        (0, 0, "used up", "full"),
    ],
)
def test_meter_says_what_is_left(used: int, total: int, says: str, tone: str) -> None:
    text = gauges.meter("Moves", used, total)
    assert says in text
    assert f"meter {tone}" in text


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (1, 1), (3, 5), (7, 10), (71, 100), (501, 1000)]
)
def test_axis_ends_at_a_round_number(most: int, top: int) -> None:
    assert charts.ceiling(most) == top


def test_chart_has_its_figures_as_a_table() -> None:
    text = charts.stacks("Hours", ["Jan"], [("covered", [1234]), ("other", [2])])
    assert '<td class="number">1,234</td>' in text
    assert "style=" not in text
    assert 'class="s-covered"' in text


def test_chart_without_rows_is_drawn_too() -> None:
    assert "<svg" in charts.bars("Hours", [])
    assert "<svg" in charts.lines("Hours", [], [("a", [])])


class AskForm(forms.Form):
    name = forms.CharField(help_text="As on the door.")
    note = forms.CharField(required=False)


def test_field_leads_to_its_help_and_errors() -> None:
    text = str(AskForm({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in text
    assert 'id="id_name_helptext"' in text
    assert 'id="id_name_error"' in text
    assert text.count(">optional<") == 1


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_is_short_and_holds_no_script_and_no_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= TEMPLATE_LINES
    assert not re.search(r"<style|style=|\son\w+=|javascript:|hx-on", text)
    assert not re.search(r'<script(?![^>]*\s(src=|type="application/json"))', text)
    assert "|safe" not in text
    engines["django"].from_string(text)  # it can be read


def test_a_meter_says_one_of_what_is_one() -> None:
    text = gauges.meter("Help", 1, 2, "tickets")
    assert "<b>1</b> of 2 tickets, 1 left" in text
    assert "<b>0</b> of 1 ticket, 1 left" in gauges.meter("Help", 0, 1, "tickets")
