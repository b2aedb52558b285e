"""Work made up for measuring: one agreement, pieces of work, and a book of clients."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

import flatwright
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.columns import Columns
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.records.work import (
    UNKNOWN,
    Approval,
    TimeEntry,
    WorkItem,
    WorkObject,
)
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.plan_shelf import shelf

PLANS = Path(flatwright.__file__).parent / "plans"
ZONES = (
    *("America/Chicago", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo"),
    *("Europe/London", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney"),
)
FIRST_MINUTE = 29_453_760  # 2026-01-01 00:00 UTC
YEAR = 525_600
WORDS = {
    "kind": ("incident", "request", "vendor", "proactive"),
    "action": ("fix", "howto", "change", "move", "add_machine", "train_initial", "advise"),
    "cause": ("normal", "user_error", "provider", "act_of_god", "third_party"),
    "priority": ("p1", "p2", "p3", "p4"),
    "object": ("alice-pc", "alice-pc2", "srv1", "nas1", "p-hq1", "hp-gina", "unlisted-pc"),
    "after_hours_by": ("client", "provider"),
    "estimate_min": (30, 120, 240, 241, 600),
    "location": ("hq",),
}
WEIGHTS = {
    "kind": (0.6, 0.25, 0.05, 0.1),
    "action": (0.7, 0.1, 0.1, 0.04, 0.02, 0.02, 0.02),
    "cause": (0.8, 0.1, 0.04, 0.03, 0.03),
    "after_hours_by": (0.8, 0.2),
}


def reference_terms(zone: str = ZONES[0]) -> Terms:
    """The reference plan, versions 1 and 2, for its shipped client in a time zone."""
    path = PLANS / "reference.agreement.yaml"
    agreement, problems = read_agreement(str(path), path.read_bytes())
    assert agreement, problems
    plans = shelf().plans
    client = replace(agreement.client, time_zone=zone)
    found = [plans[each.plan, each.version] for each in agreement.versions]
    return terms(replace(agreement, client=client), found)


def single_work(count: int, unknown: tuple[str, ...] = ()) -> list[WorkItem]:
    """Pieces of work with an entry or two, some facts unknown, with an approval each."""
    rng = np.random.default_rng(7)
    made = []
    for _ in range(count):
        facts = {name: str(rng.choice(WORDS[name])) for name in ("kind", "action", "cause")}
        start = FIRST_MINUTE + int(rng.integers(0, YEAR - 5_000))
        length = int(rng.choice((10, 20, 45, 90, 250, 400)))
        work = WorkItem(
            **facts,
            person="alice",
            object=WorkObject(name=str(rng.choice(WORDS["object"]))),
            location="hq",
            entries=(TimeEntry(start=start, end=start + length),),
            estimate_min=int(rng.choice(WORDS["estimate_min"])),
            approvals=(Approval(type="hourly", by="pat", at=start - 10),),
        )
        told = {name: UNKNOWN for name in unknown if name != "object"}
        thing = WorkObject(name=UNKNOWN) if "object" in unknown else work.object
        made.append(replace(work, object=thing, **told))
    return made


def coded(rng: np.random.Generator, size: int) -> dict[str, np.ndarray]:
    """Columns of codes for WORDS, as an import would hold them."""
    made = {}
    for name, words in WORDS.items():
        weights = WEIGHTS.get(name)
        made[name] = rng.choice(len(words), size, p=weights).astype(np.int64)
    return made


def client_columns(seed: int, size: int, codebook: Codebook) -> tuple[dict, Columns]:
    """A client's year: codes of the facts, and columns whose `facts` are still empty."""
    rng = np.random.default_rng(seed)
    day = rng.integers(0, 364, size) * 1440
    minute = np.clip(rng.normal(14 * 60, 220, size), 0, 1439).astype(np.int64)
    start = np.sort(FIRST_MINUTE + day + minute)
    length = rng.choice((5, 10, 15, 20, 30, 45, 60, 90, 120, 250), size)
    codes = coded(rng, size)
    people = ("none", *codebook.terms.agreement.client.roster)
    zeros = np.zeros(size, dtype=np.int64)
    columns = Columns(
        item_first=np.arange(size + 1, dtype=np.int64),
        start=start,
        end=start + length,
        person=rng.integers(1, len(people), size),
        site=zeros + 1,
        installation=codes["object"] + 1,
        uses=zeros + 1,
        by_provider=codes["after_hours_by"] == 1,
        facts=zeros,
        alone=np.zeros(size, dtype=np.bool_),
        people=people,
        sites=("none", "hq"),
        installations=("none", *WORDS["object"]),
    )
    return codes, columns


def book(clients: int, size: int, codebook: Codebook) -> Iterator[tuple[dict, Columns]]:
    """A book of clients, each with so many work items of one entry."""
    for seed in range(clients):
        yield client_columns(seed, size, codebook)
