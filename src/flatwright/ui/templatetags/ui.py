"""The components of a page as tags: `{% load ui %}`; /styleguide shows each once."""

from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.template import Context, Engine
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from flatwright.ui import charts, drawing, gauges, marks, words

register = template.Library()

register.filter("money", words.money)
register.filter("minutes", words.minutes)
register.filter("counted", words.counted)
register.filter("when", words.when)
register.filter("who", words.who)
register.simple_tag(drawing.icon, name="icon")
register.simple_tag(marks.badge, name="badge")
register.simple_tag(marks.outcome, name="outcome")
register.simple_tag(marks.status, name="status")
register.simple_tag(marks.priority, name="priority")
register.simple_tag(gauges.meter, name="meter")
register.simple_tag(gauges.progress, name="progress")
register.simple_tag(gauges.avatar, name="avatar")
register.simple_tag(charts.bars, name="chart_bars")
register.simple_tag(charts.lines, name="chart_lines")
register.simple_tag(charts.stacks, name="chart_stacks")


@register.simple_tag
@lru_cache(8192)  # a list has two in each row
def address(name: str, *parts: object) -> str:
    """The address of a page; empty where there is no such page."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


@register.simple_tag
def key(keys: str) -> SafeString:
    """Keys to press, one after the other."""
    return format_html_join(" ", "<kbd>{}</kbd>", ((each,) for each in keys.split()))


@register.simple_tag
def button(says: str, kind: str = "", icon: str = "", **attributes: object) -> SafeString:
    """A button, or a link that looks like one where it has an href.

    `kind` is primary, danger, quiet, small or several of them; hx_post becomes hx-post.
    """
    drawn = drawing.icon(icon) if icon else ""
    tag = "a" if "href" in attributes else "button"
    return format_html(
        '<{} class="button {}"{}>{}<span>{}</span></{}>',
        *(tag, kind, _written(attributes), drawn, says, tag),
    )


@register.simple_tag
def icon_button(says: str, icon: str, kind: str = "", **attributes: object) -> SafeString:
    """A button with an icon alone; what it says is read out and shown as its title."""
    tag = "a" if "href" in attributes else "button"
    more = {"aria_label": says, "title": says, **attributes}
    return format_html(
        '<{} class="button icon-button {}"{}>{}</{}>',
        *(tag, kind, _written(more), drawing.icon(icon), tag),
    )


@register.simple_tag
def choices(pairs: Any, chosen: object = "") -> SafeString:
    """The options of a select from pairs of a value and a word, one chosen."""
    # A house may have hundreds of clients, and Django's own way takes 20 us for each.
    drawn = [
        f'<option value="{escape(str(value))}"{" selected" if value == chosen else ""}>'
        f"{escape(str(says))}</option>"
        for value, says in pairs
    ]
    return mark_safe("".join(drawn))  # noqa: S308 - each word of it is escaped


@register.simple_tag
def opener(dialog: str, says: str, kind: str = "", icon: str = "") -> SafeString:
    """A button that opens a dialog, also where scripts are off."""
    opens = {"type": "button", "command": "show-modal", "commandfor": dialog}
    return button(says, kind, icon, **opens)


@register.simple_tag
def place(shown: Any, *, bare: bool = False) -> SafeString:
    """A place of the navigation; a bare one names no keys, for it stands there twice."""
    keys = "" if bare else shown.place.keys
    told = {
        "aria_current": "page" if shown.is_here else None,
        "data_key": keys or None,
        "data_key_says": shown.place.says if keys else None,
    }
    waiting = '<span class="count">{}<span class="hidden"> that are yours</span></span>'
    return format_html(
        '<li><a class="place" href="{}"{}>{}<span>{}</span>{}</a></li>',
        *(shown.href, _written(told), drawing.icon(shown.place.icon), shown.place.says),
        format_html(waiting, shown.count) if shown.count else "",
    )


@register.simple_tag
def field(bound: Any, **attributes: object) -> SafeString:
    """A field of a form with its label, help and errors."""
    bound.field.widget.attrs.update(
        {name.replace("_", "-"): value for name, value in attributes.items()}
    )
    return bound.as_field_group()  # type: ignore[no-any-return] # a form's own rendering


@register.inclusion_tag("ui/parts/sortable.html", takes_context=True)
def sortable(context: Context, name: str, says: str, kind: str = "") -> dict[str, Any]:
    """The head of a column by which a table can be sorted."""
    now = context["request"].GET.get("sort", "")
    up, down = now == name, now == f"-{name}"
    order = "ascending" if up else "descending" if down else ""
    address = _with(context, sort=f"-{name}" if up else name, after=None)
    return {"says": says, "kind": kind, "order": order, "address": address}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, after: str, says: str = "Next page") -> dict[str, Any]:
    """The way to the next rows of a list, and back to the first."""
    is_first = not context["request"].GET.get("after")
    return {
        "says": says,
        "next": _with(context, after=after) if after else "",
        "first": "" if is_first else _with(context, after=None),
    }


@register.inclusion_tag("ui/parts/tab.html", takes_context=True)
def tab(context: Context, says: str, href: str, count: object = None) -> dict[str, Any]:
    """One of the pages that belong together."""
    is_here = context["request"].path == href.partition("?")[0]
    return {"says": says, "href": href, "count": count, "is_here": is_here}


@register.inclusion_tag("ui/parts/tile.html")
def tile(says: str, figure: object, **more: object) -> dict[str, object]:
    """One figure with its name; `note`, `icon`, `href`, `tone`."""
    return {"says": says, "figure": figure, **more}


@register.simple_block_tag(takes_context=True)
def heading(
    context: Context, content: str, title: object, *crumbs: object, **more: object
) -> str:
    """A page's title, its actions inside; then pairs of a name and an address above it."""
    trail = list(zip(crumbs[::2], crumbs[1::2], strict=True))
    told = {"title": title, "trail": trail, "actions": _kept(content), **more}
    return _part(context, "heading", told)


@register.simple_block_tag(takes_context=True)
def card(context: Context, content: str, title: object = "", **more: object) -> str:
    """What belongs together; `icon`, `note`, `kind`, and `more` with `more_href`."""
    return _part(context, "card", {"title": title, "content": content, **more})


@register.simple_block_tag(takes_context=True)
def dialog(context: Context, content: str, name: str, title: str, **more: object) -> str:
    """A dialog; `{% opener %}` opens it."""
    told = {"name": name, "title": title, "content": content, **more}
    return _part(context, "dialog", told)


@register.simple_block_tag(takes_context=True)
def empty(
    context: Context, content: str, title: str, picture: str = "nothing", level: int = 2
) -> str:
    """What stands where there is nothing yet: a picture, why, and what to do."""
    told = {"title": title, "content": content, "picture": drawing.picture(picture)}
    return _part(context, "empty", {**told, "level": level})


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: str, says: str) -> str:
    """Pages that belong together, one shown."""
    return _part(context, "tabs", {"says": says, "content": content})


@register.simple_block_tag(takes_context=True)
def table(context: Context, content: str, says: str, kind: str = "") -> str:
    """A table with a name, which scrolls by itself where it is too wide."""
    return _part(context, "table", {"says": says, "content": content, "kind": kind})


@register.simple_block_tag(takes_context=True)
def filters(context: Context, content: str, target: str = "") -> str:
    """The fields by which a list is narrowed; a target is filled in without a reload."""
    return _part(context, "filters", {"content": content, "target": target})


@register.simple_block_tag(takes_context=True)
def event(context: Context, content: str, icon: str, title: object, at: Any = None) -> str:
    """One entry of a timeline."""
    told = {"sign": icon, "title": title, "at": at, "content": _kept(content)}
    return _part(context, "event", told)


@register.simple_block_tag(takes_context=True)
def notice(context: Context, content: str, tone: str = "info") -> str:
    """Something to know before going on: info, good, warning, bad."""
    return _part(context, "notice", {"content": content, "tone": tone})


def _part(context: Context, name: str, told: dict[str, Any]) -> str:
    """A component's template with what it is told, and nothing else of the page."""
    found = Engine.get_default().get_template(f"ui/parts/{name}.html")
    inside = Context(told | {"request": context.get("request")})
    return found.render(inside)


def _kept(content: str) -> str:
    """What stands inside a tag, or nothing where it is only space."""
    return content if content.strip() else ""


def _written(attributes: dict[str, object]) -> SafeString:
    """Attributes as they stand in a tag; True is one without a value, None is left out."""
    named = [(name.replace("_", "-"), value) for name, value in attributes.items()]
    said = [(f" {name}", value) for name, value in named if value not in (None, False)]
    return format_html_join(
        "",
        "{}{}",
        (
            (name, "" if value is True else format_html('="{}"', value))
            for name, value in said
        ),
    )


def _with(context: Context, **changed: str | None) -> str:
    """This page's address with some of its questions changed."""
    asked = context["request"].GET.copy()
    for name, value in changed.items():
        asked.pop(name, None)
        if value is not None:
            asked[name] = value
    return f"?{asked.urlencode()}" if asked else context["request"].path
