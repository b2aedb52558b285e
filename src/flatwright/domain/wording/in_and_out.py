"""One page for the client: what is included, what is not, and what happens instead."""

from collections.abc import Iterator, Sequence

from flatwright.domain.kernel.condition import Over, atoms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.document import Block, Document, Listing, Part, Table
from flatwright.domain.wording.included import always_free, included, listed_printers
from flatwright.domain.wording.phrases import hourly_price, number

NOTE = "The numbers name the clauses of the agreement, which is what counts."
_OUTSIDE = (Outcome.HOURLY, Outcome.AFTER_HOURS, Outcome.PROJECT, Outcome.DECLINED)
_ELSEWHERE = ("in_force", "projects", "threshold")  # outside the term, and the part below
_UNLISTED = " not listed"
_MORE = "Further "
_OUT = {
    "after_hours": "Work after hours that you want then",
    "users": "Help for people who are not users",
    "home_working": "Help for people who work from home",
    "devices": f"Devices{_UNLISTED}",
    "printers": f"Printers{_UNLISTED}",
    "applications": f"Programs{_UNLISTED}",
    "places": "Visits to other places, a home among them",
    "onsite": "Visits to your sites",
    "proactive": "Watching and updates beyond that",
    "vendors": "Calls to your vendors",
    "advice": "Advice on what to buy",
    "helpdesk": "Help",
    "acts_of_god": "Damage by flood, fire, lightning, surges",
    "third_parties": "Damage by others: repairman, thief, carrier",
    "unauthorised_changes": "Trouble after changes that your side made",
    "end_of_life": "Things that their maker no longer supports",
    "pre_existing": "Faults we found at the start",
    "replacements": "Setting up a new computer for an old one",
    "moves": "Moves",
    "training": "Training",
    "lawful_use": "Unlawful or unlicensed software",
}
_FURTHER = {
    "onsite": f"{_MORE}visits",
    "helpdesk": f"{_MORE}help",
    "moves": f"{_MORE}moves",
    "training": f"{_MORE}training",
    "replacements": f"{_MORE}new computers for old ones",
}


def in_and_out(plan: PlanVersion) -> Document:
    """What is and is not included, on one page."""
    speaking = [clause for clause in clauses(plan) if clause.says]
    return Document(
        title=f"{plan.title}: what is and is not included",
        note=NOTE,
        parts=(
            Part(
                heading="Included", body=(Listing(items=tuple(included(plan, speaking))),)
            ),
            Part(
                heading="Not included, and what happens instead", body=_out(plan, speaking)
            ),
            Part(heading="A project", body=tuple(_projects(plan, speaking))),
            Part(
                heading="Always free",
                body=(Listing(items=tuple(always_free(plan, speaking))),),
            ),
        ),
    )


def _out(plan: PlanVersion, speaking: Sequence[Clause]) -> tuple[Block, ...]:
    limited = {clause.code for clause in speaking if clause.up_to}
    rows = [
        (_named(plan, clause, limited), _instead(plan, clause), clause.number)
        for clause in speaking
        if clause.outcome in _OUTSIDE and clause.code not in _ELSEWHERE
    ]
    return (
        Table(columns=("What", "Instead", "Clause"), rows=_merged(rows)),
        "We ask you first, and begin when you say yes.",
    )


def _merged(rows: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Rows that differ in one word share a line."""
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for what, instead, cited in rows:
        start = _MORE if what.startswith(_MORE) else ""
        end = _UNLISTED if what.endswith(_UNLISTED) else ""
        word = what.removeprefix(start).removesuffix(end)
        key = (start, end, instead) if start or end else (start, end, instead, what)
        groups.setdefault(key, []).append((word, cited))
    return tuple(
        (_joined(key[0], key[1], [word for word, _ in group]), key[2], _numbers(group))
        for key, group in groups.items()
    )


def _joined(start: str, end: str, joined: Sequence[str]) -> str:
    first, *others = joined
    return f"{start}{words.listing([first, *(each.lower() for each in others)])}{end}"


def _numbers(group: Sequence[tuple[str, str]]) -> str:
    return ", ".join(number for _, number in group)


def _instead(plan: PlanVersion, clause: Clause) -> str:
    if clause.outcome is Outcome.DECLINED:
        return "we do not do it"
    if clause.outcome is Outcome.PROJECT and clause.rate is None:
        return "a quoted project"
    return hourly_price(plan, clause)


def _named(plan: PlanVersion, clause: Clause, limited: set[str]) -> str:
    """What a clause leaves out, in few words; an owner's clause has its own."""
    if clause.heading == "clauses" or clause.code not in _OUT:
        return clause.says.removesuffix(".")
    if clause.code in limited and clause.code in _FURTHER:
        return _FURTHER[clause.code]
    if clause.code == "printers" and not listed_printers(plan):
        return "Printers"
    if clause.code == "applications" and plan.applications == "hourly":
        return "Programs"
    return _OUT[clause.code]


def _projects(plan: PlanVersion, speaking: Sequence[Clause]) -> Iterator[Block]:
    """What is quoted by itself: by its nature, by its estimate, by the time it took."""
    items = [_by_nature(plan, clause) for clause in speaking if clause.code == "projects"]
    sized = [clause for clause in speaking if clause.code == "threshold"]
    estimated: dict[int, list[str]] = {}
    for clause in sized:
        for atom in atoms(clause.when):
            if isinstance(atom, Over):
                estimated.setdefault(atom.limit, []).append(clause.number)
    items.extend(
        f"What you ask for, when we estimate more than {words.duration(limit)} "
        f"({', '.join(numbers)})."
        for limit, numbers in estimated.items()
    )
    by_estimate = [number for numbers in estimated.values() for number in numbers]
    over = plan.projects.incident_over
    beyond = "all of it" if plan.projects.incident_whole else "we stop, and quote"
    items.extend(
        f"What takes more than {words.duration(over)} of help: {beyond} ({clause.number})."
        for clause in sized
        if over and clause.number not in by_estimate
    )
    yield Listing(items=tuple(items))


def _by_nature(plan: PlanVersion, clause: Clause) -> str:
    night = plan.projects.after_hours
    more = f", {number(night.multiple)} times that after hours" if night else ""
    named = clause.says.partition(": ")[2].removesuffix(".")
    start = f"{named[:1].upper()}{named[1:]}"
    return (
        f"{start}: a quote first, at {hourly_price(plan, clause)}{more} ({clause.number})."
    )
