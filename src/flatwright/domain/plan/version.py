"""A plan version: one dated, immutable text, read and typed."""

from dataclasses import dataclass

from flatwright.domain.plan.hours import Hours
from flatwright.domain.plan.kinds import (
    CURRENCY,
    LINE,
    NAME,
    ListOf,
    TableOf,
    choice,
    whole,
)
from flatwright.domain.plan.own import OWN_CLAUSES, OWN_FACTS, OwnClause
from flatwright.domain.plan.price import Acceptance, Price, Term
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.sections import (
    Basics,
    Disputes,
    Exclusions,
    FirstAid,
    Moves,
    Onsite,
    PassThrough,
    Printers,
    Projects,
    Rates,
    Replacements,
    SlaTarget,
    Training,
    Users,
    contradictory_replacements,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """One immutable version of a plan: its settings, in the agreement's order."""

    plan: str = setting(NAME, "the plan's name")
    title: str = setting(LINE, "the plan's name for people")
    version: int = setting(whole(1, 9999), "the number of this version")
    currency: str = setting(CURRENCY, "the currency of every amount")
    users: Users = setting(Section(Users, "users"), "users and their devices", Users())
    printers: Printers = setting(
        Section(Printers, "printers"), "printers by place", Printers()
    )
    hours: Hours = setting(Section(Hours, "hours"), "business hours and after hours")
    basics: Basics = setting(Section(Basics, "basics"), "the basics", Basics())
    onsite: Onsite = setting(Section(Onsite, "onsite"), "visits", Onsite())
    sla: dict[str, SlaTarget] = setting(
        TableOf(choice("p1", "p2", "p3", "p4"), Section(SlaTarget, "sla")),
        "SLA targets",
        {},
    )
    projects: Projects = setting(
        Section(Projects, "projects"), "service against project", Projects()
    )
    replacements: Replacements = setting(
        Section(Replacements, "replacements", contradictory_replacements),
        "a new computer for an old one",
        Replacements(),
    )
    advice: str = setting(choice("included", "hourly"), "what to buy, and when", "included")
    pass_through: PassThrough = setting(
        Section(PassThrough, "pass_through"),
        "software, parts, freight, licensing",
        PassThrough(),
    )
    applications: str = setting(
        choice("listed", "all", "hourly"), "which programs are looked after", "listed"
    )
    exclusions: Exclusions = setting(
        Section(Exclusions, "exclusions"),
        "what is nobody's fault, or not ours",
        Exclusions(),
    )
    first_aid: FirstAid = setting(
        Section(FirstAid, "first_aid"), "help where the rest is not covered", FirstAid()
    )
    moves: Moves = setting(
        Section(Moves, "moves"), "moves inside the listed sites", Moves()
    )
    training: Training = setting(
        Section(Training, "training"), "learning to use it", Training()
    )
    rates: Rates = setting(Section(Rates, "rates"), "prices of an hour")
    price: Price = setting(Section(Price, "price"), "the flat fee", Price())
    term: Term = setting(Section(Term, "term"), "how long it lasts", Term())
    disputes: Disputes = setting(
        Section(Disputes, "disputes"), "while we disagree", Disputes()
    )
    facts: dict[str, tuple[str, ...]] = setting(
        OWN_FACTS, "facts and values of the owner's own", {}
    )
    clauses: tuple[OwnClause, ...] = setting(OWN_CLAUSES, "clauses of the owner's own", ())
    accepts: tuple[Acceptance, ...] = setting(
        ListOf(Section(Acceptance, "accepts")), "findings of the checks that may stay", ()
    )

    @property
    def name(self) -> str:
        """Name and version, as in `complete@2`."""
        return f"{self.plan}@{self.version}"


PLAN = Section(PlanVersion, "a plan")
