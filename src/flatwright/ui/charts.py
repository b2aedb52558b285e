"""Small charts as SVG: no script, no style attribute, the figures below as a table."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 480, 160
_LEFT, _TOP, _BOTTOM = 44, 8, 22
_STEPS = (1, 2, 5, 10)
_SERIES = 7
_OUTCOMES = {"covered", "after-hours", "hourly", "project", "absorbed", "declined"}
_LABELS = 12  # that fit below

Row = tuple[str, int]
Series = tuple[str, Sequence[int]]


def bars(title: str, rows: Sequence[Row], unit: str = "") -> SafeString:
    """One bar for each row."""
    return stacks(title, [each[0] for each in rows], [(unit, [each[1] for each in rows])])


def stacks(title: str, labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    """A bar for each label, made of the series one above the other."""
    sums = [sum(values) for values in zip(*(each[1] for each in series), strict=True)]
    top = ceiling(max(sums, default=0))
    wide = (WIDTH - _LEFT) / max(1, len(labels))
    drawn: list[SafeString] = []
    for place, label in enumerate(labels):
        below = 0
        for number, (name, values) in enumerate(series):
            high = _high(values[place], top)
            drawn.append(
                format_html(
                    '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1.5">'
                    "<title>{}</title></rect>",
                    _colour(number, name),
                    round(_LEFT + wide * place + wide * 0.18, 1),
                    HEIGHT - _BOTTOM - below - high,
                    round(wide * 0.64, 1),
                    high,
                    f"{label}: {values[place]:,} {name}".strip(),
                )
            )
            below += high
    return _figure(title, labels, series, (top, drawn))


def lines(title: str, labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    """A line for each series."""
    top = ceiling(max((value for each in series for value in each[1]), default=0))
    wide = (WIDTH - _LEFT) / max(1, len(labels))
    drawn = []
    for number, (name, values) in enumerate(series):
        heights = [HEIGHT - _BOTTOM - _high(each, top) for each in values]
        points = [
            f"{round(_LEFT + wide * (place + 0.5), 1)},{high}"
            for place, high in enumerate(heights)
        ]
        drawn.append(
            format_html(
                '<polyline class="line {}" points="{}"/>',
                *(_colour(number, name), " ".join(points)),
            )
        )
    return _figure(title, labels, series, (top, drawn))


def ceiling(most: int) -> int:
    """The round number at the top of the axis: 1, 2 or 5 with noughts."""
    unit = 1
    while most > unit * _STEPS[-1]:
        unit *= 10
    return next(step * unit for step in _STEPS if step * unit >= most)


def _colour(number: int, name: str) -> str:
    """The outcomes have their own colours everywhere; others take the next."""
    own = name.lower().replace(" ", "-").replace("_", "-")
    return f"s-{own}" if own in _OUTCOMES else f"s{number % _SERIES}"


def _high(value: int, top: int) -> int:
    return max(0, value) * (HEIGHT - _TOP - _BOTTOM) // top


def _figure(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    picture: tuple[int, list[SafeString]],
) -> SafeString:
    top, drawn = picture
    return format_html(
        '<figure class="chart"><figcaption>{}{}</figcaption>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>{}</figure>',
        title,
        _legend(series),
        *(WIDTH, HEIGHT),
        f"{title}. The figures stand below.",
        _axis(top),
        format_html_join("", "{}", ((each,) for each in drawn)),
        _below(labels),
        _table(labels, series),
    )


def _axis(top: int) -> SafeString:
    marks = [0, top] if top % 2 else [0, top // 2, top]
    rows = [(HEIGHT - _BOTTOM - _high(value, top), value) for value in marks]
    return format_html_join(
        "",
        '<path class="grid" d="M44 {}H480"/><text class="scale" x="38" dy="4"'
        ' text-anchor="end" y="{}">{}</text>',
        ((y, y, f"{value:,}") for y, value in rows),
    )


def _below(labels: Sequence[str]) -> SafeString:
    wide = (WIDTH - _LEFT) / max(1, len(labels))
    every = -(-len(labels) // _LABELS) or 1
    shown = [(place, each) for place, each in enumerate(labels) if place % every == 0]
    return format_html_join(
        "",
        '<text class="scale" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((round(_LEFT + wide * (p + 0.5), 1), HEIGHT - 6, each) for p, each in shown),
    )


def _legend(series: Sequence[Series]) -> SafeString | str:
    if len(series) == 1:
        return ""
    items = ((_colour(number, name), name) for number, (name, _) in enumerate(series))
    dots = format_html_join("", '<li class="{}">{}</li>', items)
    return format_html('<ul class="legend">{}</ul>', dots)


def _table(labels: Sequence[str], series: Sequence[Series]) -> SafeString:
    heads = format_html_join("", '<th scope="col">{}</th>', ((s[0] or "",) for s in series))
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (
                label,
                format_html_join(
                    "", '<td class="number">{}</td>', ((f"{s[1][n]:,}",) for s in series)
                ),
            )
            for n, label in enumerate(labels)
        ),
    )
    return format_html(
        '<details class="figures"><summary>Figures</summary><table class="table">'
        "<thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></details>",
        heads,
        rows,
    )
