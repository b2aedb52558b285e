"""Any plan, its amendments and any client, near all that bulk runs may get wrong."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.condition import ALWAYS, Condition, among
from flatwright.domain.plan.hours import AfterHours, Hours
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.own import OwnClause
from flatwright.domain.plan.sections import FirstAid, Moves, Replacements, Training
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.week import Week
from flatwright.domain.records.agreement import Agreement, Suspension, VersionInForce
from flatwright.domain.records.client import Client, Days, Device, Printer
from flatwright.imports.plan_shelf import shelf

ZONES = ("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "UTC")
STARTS = (date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 15))
_rates = st.sampled_from(("90", "150", "187.5", "199.99", "0")).map(Decimal)
_multiples = st.none() | st.sampled_from(("1", "1.25", "2")).map(Decimal)
_week = st.sampled_from(
    (
        Week((((480, 1020),),) * 5 + ((), ())),
        Week((((480, 720), (780, 1020)),) * 5 + (((540, 720),), ())),
        Week((((0, 1440),),) * 7),
        Week((((600, 1425),),) * 2 + ((),) * 3 + (((90, 150),), ((90, 150),))),
    )
)


@cache
def reference() -> PlanVersion:
    return shelf().plans["reference", 1]


def after_hours() -> st.SearchStrategy[AfterHours]:
    none = {"rate": None, "multiple": None, "surcharge": None}
    return st.builds(
        lambda given, **more: AfterHours(**none | given, **more),
        st.sampled_from(
            (
                {"rate": Decimal(225)},
                {"multiple": Decimal("1.5")},
                {"surcharge": Decimal("33.33")},
                {},
            )
        ),
        fixed=st.none() | st.none() | st.just(Decimal("99.5")),
        weekend=_multiples,
        holiday=_multiples,
        included=st.sampled_from(("none", "none", "all", ("server", "printer"))),
        minimum=st.sampled_from((0, 30, 60)),
    )


def hours() -> st.SearchStrategy[Hours]:
    return st.builds(
        Hours,
        open=_week,
        holidays=st.just((date(2026, 3, 30), date(2026, 5, 31))),
        closing_grace=st.sampled_from((0, 15, 60)),
        after_hours=after_hours(),
    )


def allowances() -> st.SearchStrategy[UpTo]:
    def in_unit(unit: str, amount: int, carried: int | None, **more: Any) -> UpTo:
        amount = amount * 30 if unit == "time" else amount
        carried = carried and carried * (30 if unit == "time" else 1)
        amounts: dict[str, Any] = {unit: amount}
        return UpTo(**amounts, carried_at_most=carried, **more)

    return st.builds(
        in_unit,
        st.sampled_from(("time", "times", "visits", "tickets")),
        st.integers(1, 4),
        st.sampled_from((None, 1, 3)),
        per=st.sampled_from(("client", "site", "person", "work_item", "installation")),
        each=st.sampled_from(("month", "quarter", "year", "term")),
        rollover=st.booleans(),
    )


@st.composite
def own_clauses(draw: st.DrawFn) -> tuple[OwnClause, ...]:
    conditions: tuple[Condition, ...] = (
        ALWAYS,
        among("object_kind", "printer", "server"),
        among("priority", "p1"),
        among("day", "weekend"),
        among("cause", "act_of_god"),
        among("on_roster", "no"),
    )
    return tuple(
        OwnClause(
            code=f"own_{number}",
            outcome=draw(st.sampled_from(("covered", "hourly", "project", "after_hours"))),
            when=draw(st.sampled_from(conditions)),
            up_to=draw(allowances()),
            hours=draw(st.sampled_from((None, "any", "ours"))),
            rate=draw(st.none() | _rates),
            minimum=draw(st.sampled_from((0, 0, 20))),
            says="Own.",
            before=draw(st.sampled_from((None, "projects", "users", "own_errors"))),
        )
        for number in range(draw(st.integers(0, 3)))
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanVersion:
    """The reference plan with other settings."""
    base = reference()
    over = st.sampled_from((None, 60, 240))
    helpdesk = draw(st.just("unlimited") | st.just("hourly") | allowances() | allowances())
    counted = isinstance(helpdesk, UpTo)
    covered = draw(st.booleans())
    return replace(
        base,
        users=replace(base.users, devices=draw(st.sampled_from((1, "unlimited")))),
        hours=draw(hours()),
        basics=replace(base.basics, helpdesk=helpdesk),
        onsite=replace(
            base.onsite, visits=draw(st.sampled_from(("included", "hourly")) | allowances())
        ),
        projects=replace(
            base.projects,
            request_over=draw(over),
            incident_over=None if counted else draw(over),
            incident_whole=draw(st.booleans()),
            after_hours=draw(st.sampled_from((None, base.projects.after_hours))),
        ),
        replacements=Replacements(
            setup="covered" if covered else "project",
            per_user=1 if covered else None,
            every=draw(st.sampled_from((1, 3))) if covered else None,
        ),
        first_aid=FirstAid(
            triage=draw(st.sampled_from((0, 15))),
            p1_of_excluded_cause=draw(st.sampled_from((0, 60))),
        ),
        moves=Moves(per_person_per_year=draw(st.integers(0, 2))),
        training=Training(per_installation=draw(st.sampled_from((0, 60)))),
        rates=replace(
            base.rates,
            hourly=draw(_rates),
            rounding=draw(st.sampled_from((1, 6, 15, 60))),
        ),
        clauses=draw(own_clauses()),
    )


@st.composite
def amended(draw: st.DrawFn, plan: PlanVersion, version: int) -> PlanVersion:
    """Another version: other hours and rates, and the same allowances."""
    return replace(
        plan,
        version=version,
        hours=draw(hours()),
        rates=replace(plan.rates, hourly=draw(_rates)),
        first_aid=FirstAid(triage=30, p1_of_excluded_cause=30),
    )


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    """One client's agreement under one to three versions of a plan."""
    first = draw(st.sampled_from(STARTS))
    made = [draw(plans())]
    for version in range(2, draw(st.integers(2, 4))):
        made.append(draw(amended(made[0], version)))
    firsts = [first, date(2026, 3, 29), date(2026, 5, 31)][: len(made)]
    agreement = Agreement(
        client=draw(clients(first)),
        first=first,
        last=draw(st.sampled_from((None, date(2026, 11, 15)))),
        versions=tuple(
            VersionInForce(plan=plan.plan, version=plan.version, first=day)
            for plan, day in zip(made, firsts, strict=True)
        ),
        suspended=draw(
            st.sampled_from(
                ((), (Suspension(first=date(2026, 4, 3), last=date(2026, 4, 5)),))
            )
        ),
    )
    return terms(agreement, made)


@st.composite
def clients(draw: st.DrawFn, first: date) -> Client:
    gap = draw(st.integers(0, 90))
    leaves = first + timedelta(days=60)
    comes_back = Days(first=leaves + timedelta(days=gap))
    return Client(
        name="client",
        time_zone=draw(st.sampled_from(ZONES)),
        sites=frozenset({"hq", "branch"}),
        approvers={"olivia": None},
        roster={
            "ann": (Days(first=first),),
            "ben": (Days(first=first, last=leaves), comes_back),
            "cat": (Days(first=first - timedelta(days=400), last=leaves),),
            "dan": (comes_back,),
        },
        devices={
            "ann": (Device(name="ann-pc"), Device(name="ann-pad", kind="tablet")),
            "ben": (Device(name="ben-pc"),),
        },
        shared={"srv": Device(name="srv", kind="server"), "old": Device(name="old")},
        printers={"prt": Printer(name="prt")},
        end_of_life=frozenset({"old"}),
        pre_existing=frozenset({"broken"}),
    )
