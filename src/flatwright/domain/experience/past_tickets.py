"""Past tickets, and the class of demand that each belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass

from flatwright.domain.plan.facts import CARE
from flatwright.domain.pricing.rate_book import DemandClass
from flatwright.domain.records.work import WorkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTicket:
    """One past ticket: of whom, of which class, in which month (0 is January), how long.

    It is open where its work has not ended, or was stopped: it takes longer than `minutes`.
    """

    client: str
    demand: str
    month: int
    minutes: float
    is_open: bool = False
    of_object: bool = False  # whether the history tells on what kind of thing it was done


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The months of a history that are seen, with the share of each that is."""

    months: Mapping[int, float]  # by month, counted on from any January: 0 to 1

    @property
    def total(self) -> float:
        """How many months that is."""
        return sum(self.months.values())


def class_of(work: WorkItem, classes: Mapping[str, DemandClass]) -> str | None:
    """The class of demand that past work belongs to, the nearest of those that fit.

    Kind and object must not contradict; work that stands apart (a move, a new computer) is
    only of a class that names its action. What fits none is left out.
    """
    scores = {name: _score(work, each.work) for name, each in classes.items()}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > 0 else None


def _score(work: WorkItem, wanted: Mapping[str, str]) -> int:
    if wanted.get("kind", "incident") != work.kind:
        return 0
    score = 1
    told = {"object_kind": work.object.kind, "object_place": work.object.place}
    for fact, value in told.items():
        if value is not None and fact in wanted:
            if wanted[fact] != value:
                return 0
            score += 1
    action = wanted.get("action", "fix")
    if action == work.action:
        return score + 2
    return score if action in CARE and work.action in CARE else 0
