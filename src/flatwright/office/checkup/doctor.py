"""All checks, one after another; silent where everything holds."""

from collections.abc import Callable, Iterator

from flatwright.office.backups.schema import missing_steps
from flatwright.office.checkup.database import database
from flatwright.office.checkup.decided import decided_again, drawn_uses, standing
from flatwright.office.checkup.facts import (
    agreements,
    devices,
    entries,
    numbers,
    others,
    plans,
    roster,
)
from flatwright.office.checkup.files import files
from flatwright.office.checkup.finding import Check, Finding
from flatwright.office.checkup.record import chain, told

QUICK: tuple[Check, ...] = (
    *(database, chain, files, plans, agreements, roster, devices, entries),
    *(numbers, others, standing, drawn_uses),
)
DEEP: tuple[Check, ...] = (told, decided_again)
Tell = Callable[[str, float], None]


def findings(tell: Tell, *, deep: bool) -> Iterator[Finding]:
    """What does not hold; the deep look decides all work again, which takes longer."""
    missing = missing_steps()
    if missing:
        says = f"The tables lack {len(missing)} steps. Run: flatwright upgrade"
        yield Finding(code="schema", says=says)
        return
    checks = (*QUICK, *DEEP) if deep else QUICK
    for place, check in enumerate(checks):
        tell((check.__doc__ or check.__name__).split(":")[0], place / len(checks))
        yield from check()
