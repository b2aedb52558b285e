"""What the selects of a ticket's form offer: what the plan knows, what the client has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.facts import BY_NAME, CARE, OTHER, PROACTIVE, PROJECT
from flatwright.imports.business.kinds import KINDS
from flatwright.office.clients.models import APPLICATION, Client, Person, Site, Thing
from flatwright.office.clients.queries import people, sites, things_to_choose
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.models import UNKNOWN

NOT_KNOWN = (UNKNOWN, "not known yet")
_GROUPS = (
    ("Day-to-day care", CARE),
    ("A project by its nature", PROJECT),
    ("Without being asked", PROACTIVE),
    ("Something else", OTHER),
)
_PLAIN = tuple(each for each in KINDS if each != APPLICATION)
WHO = {  # where nobody of theirs is chosen
    UNKNOWN: NOT_KNOWN[1],
    "none": "nobody in particular",
    "other": "somebody who is not listed",
}
WHAT = {  # where nothing of theirs is chosen
    UNKNOWN: NOT_KNOWN[1],
    "none": "nothing in particular",
    "account": "an account",
    "other": "something that is not listed",
}
Options = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What a client has, by key, and what their plan knows."""

    client: Client
    terms: Terms | None
    people: Mapping[str, Person]
    things: Mapping[str, Thing]
    sites: Mapping[str, Site]


def theirs(
    scope: Scope, client: Client, terms: Terms | None, now: Thing | None = None
) -> Theirs:
    """A client's people, things and places, by key; `now` is what a ticket has already."""
    owned = things_to_choose(scope, client)
    if now is not None:
        owned[now.device] = now
    return Theirs(
        client=client,
        terms=terms,
        people={each.key: each for each in people(scope).filter(client=client)},
        things=owned,
        sites={each.key: each for each in sites(scope).filter(client=client)},
    )


def actions(terms: Terms | None) -> Options:
    """What may be done, in the groups that the plan tells apart."""
    known = _known("action", terms)
    groups: Options = [NOT_KNOWN]
    for title, words in _GROUPS:
        inside = [(value, short(says)) for value, says in words.items() if value in known]
        groups.append((title, inside))
    own = [
        (value, _spoken(value)) for value in sorted(known - BY_NAME["action"].says.keys())
    ]
    return [*groups, ("Of our own", own)] if own else groups


def causes(terms: Terms | None) -> Options:
    """What may have happened before."""
    says = BY_NAME["cause"].says
    return [
        NOT_KNOWN,
        *((v, says.get(v, _spoken(v))) for v in _ordered(_known("cause", terms), says)),
    ]


def kinds(terms: Terms | None) -> Options:
    """The kinds of thing that the plan knows."""
    known = _known("object_kind", terms) - {"account"}
    return [(value, _spoken(value)) for value in _ordered(known, dict.fromkeys(_PLAIN, ""))]


def who(here: Theirs) -> Options:
    """Who may have it: one of them, somebody else, nobody in particular."""
    named = [(key, str(each)) for key, each in here.people.items()]
    return [*WHO.items(), (f"At {here.client}", named)]


def what(here: Theirs) -> Options:
    """On what: by owner, so that a person's own things stand together."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, each in here.things.items():
        title = str(each.owner) if each.owner else _shelf(each)
        groups.setdefault(title, []).append((key, f"{each.name} ({_spoken(each.kind)})"))
    return [*WHAT.items(), *sorted(groups.items())]


def where(here: Theirs) -> Options:
    """At which place the trouble is."""
    named = [(key, str(each)) for key, each in here.sites.items()]
    return [
        ("office", "at the office"),
        *named,
        ("home", "at home"),
        ("other", "at another place"),
        ("none", "nowhere in particular"),
    ]


def _shelf(thing: Thing) -> str:
    if thing.kind == "printer":
        return "Printers"
    return "Programs" if thing.kind == "application" else "Shared"


def _known(fact: str, terms: Terms | None) -> frozenset[str]:
    built_in = frozenset(BY_NAME[fact].says)
    return terms.known.get(fact, built_in) if terms else built_in


def _ordered(values: Iterable[str], first: Mapping[str, str]) -> list[str]:
    there = set(values)
    return [*(v for v in first if v in there), *sorted(there - first.keys())]


def short(says: str) -> str:
    """A fact without the words that make it a sentence."""
    return says.removeprefix("it is ").removeprefix("it ")


def _spoken(value: str) -> str:
    return value.replace("_", " ")
