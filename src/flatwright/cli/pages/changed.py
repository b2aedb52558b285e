"""What changes from one plan version to another, as a page."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from flatwright.cli.pages import layout
from flatwright.cli.pages.words import plural
from flatwright.domain.plan.changes import Change, changes
from flatwright.domain.plan.favour import Favours
from flatwright.domain.plan.version import PlanVersion

_STYLES = {Favours.CLIENT: layout.GOOD, Favours.PROVIDER: layout.WARM}


def rows(old: PlanVersion, new: PlanVersion) -> dict[str, Any]:
    """The changes for a program."""
    return {
        "old": old.name,
        "new": new.name,
        "changes": [
            {
                "setting": ".".join(each.path),
                "label": each.label,
                "before": each.before,
                "after": each.after,
                "clauses": list(each.clauses),
                "favours": each.favours.value,
                "says": str(each),
            }
            for each in changes(old, new)
        ],
    }


def page(old: PlanVersion, new: PlanVersion) -> Iterator[Any]:
    """One point a change, in the agreement's order, with whom it favours."""
    found = changes(old, new)
    if not found:
        yield layout.said(f"{old.name} and {new.name} say the same.")
        return
    title = f"From {old.name} to {new.name}: {plural(len(found), 'change')}"
    yield layout.said(title, layout.BOLD)
    yield layout.said("")
    yield layout.bullets([_change(each) for each in found])


def _change(change: Change) -> Text:
    favours = change.favours
    told = layout.said(f"{change}.")
    if favours is Favours.UNCLEAR:
        return told
    whom = layout.said(f" Favours the {favours.value}.", _STYLES.get(favours, ""))
    return told + whom
