"""What stands beside the numbered clauses: promises that decide about no piece of work."""

from collections.abc import Callable, Iterator, Mapping

from flatwright.domain.plan import words
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.phrases import EXCLUDABLE

Says = Callable[[PlanVersion], Iterator[str]]


def _users(plan: PlanVersion) -> Iterator[str]:
    home = plan.users.home_working
    if home.office_end == "covered":
        own = (
            "So is the computer at home."
            if home.home_end == "covered"
            else "The computer at home, if it is the user's own, is not."
        )
        yield (
            "Home working: what is yours and on your list is looked after when it is "
            f"used from home. {own}"
        )
    yield (
        "New users: tell us the day on which somebody starts. They are a user, and counted "
        "in the fee, from that day."
    )
    yield (
        f"Users who leave: tell us in writing {plan.users.leaver_notice} ahead. The fee "
        "for them runs to the end of the month in which that time ends."
    )


def _hours(plan: PlanVersion) -> Iterator[str]:
    yield "Business hours and holidays are in Schedule A."
    for priority, minutes in plan.hours.after_hours.standing_authority.items():
        yield (
            f"For a {priority.upper()} you have said yes ahead of time: we start at once, "
            f"and need no further yes for the first {words.duration(minutes)} after hours."
        )


def _onsite(plan: PlanVersion) -> Iterator[str]:
    if plan.onsite.visits == "included":
        yield "Visits to your sites are included wherever the work itself is."


def _basics(plan: PlanVersion) -> Iterator[str]:
    if plan.advice == "included":
        yield "Advice on what to buy, and when, is part of day-to-day care."
    if plan.applications == "all":
        yield "Help with every application that you use is part of day-to-day care."
    if plan.replacements.setup == "covered" and not plan.replacements.per_user:
        yield "Setting up a new computer for an old one is part of day-to-day care."
    for code, what in EXCLUDABLE.items():
        if getattr(plan.exclusions, code) == "covered":
            yield f"{what}: putting it right is part of day-to-day care."
    if plan.basics.vendors == "managed":
        yield (
            "You give us a letter that lets us speak to your vendors on your behalf. "
            "You can take it back at any time."
        )


def _projects(plan: PlanVersion) -> Iterator[str]:
    yield (
        "A quote says what will be done, by when and for how much. A quote by time is a "
        "ceiling: you pay for the time worked, and never more than the quote. A fixed "
        "price is what you pay, however long it takes. The price you said yes to stays as "
        "it is."
    )
    if plan.projects.after_hours:
        yield (
            "Project work that you want after hours costs "
            f"{plan.projects.after_hours.multiple.normalize():f} times the project rate."
        )
    yield (
        f"If something we did in a project does not hold, tell us within "
        f"{plan.projects.warranty} of its end. We put it right at our own cost."
    )


def _term(plan: PlanVersion) -> Iterator[str]:
    yield (
        f"The first term is {words.plural(plan.term.months, 'month')}. "
        f"{_RENEWS[str(plan.term.renews)]}"
    )
    yield (
        f"Notice is given in writing, {plan.term.notice} before the day on which the "
        "agreement is to end."
    )
    yield (
        "We may suspend service when a fee stays unpaid after a written reminder. The "
        "clauses above say what happens then."
    )
    yield (
        "When the agreement ends we hand over your data, your passwords and our notes on "
        "your equipment, to you or to whom you name, and keep no copy that the law does "
        "not ask us to keep."
    )


_RENEWS = {
    "True": "It renews for another term of the same length unless one of us gives notice.",
    "False": "It then ends, unless we both sign a new one.",
    "evergreen": "It then goes on until one of us gives notice.",
    "month_to_month": "It then goes on from month to month until one of us gives notice.",
}


def _disputes(plan: PlanVersion) -> Iterator[str]:
    yield (
        "If you think that a decision is wrong, tell us. We show you the facts and the "
        "clause, and decide again if the facts were wrong."
    )
    yield (
        "While we have not settled it, the work counts as covered and you pay nothing for "
        "it."
        if plan.disputes.unresolved == "covered"
        else "While we have not settled it, the bill stands. If you were right, you get a "
        "credit note."
    )
    yield (
        "A change that reaches into the past is made only in your favour, is signed by "
        "both of us, and is paid by a credit note. An invoice is never rewritten."
    )


PARAGRAPHS: Mapping[str, Says] = {
    "users": _users,
    "hours": _hours,
    "onsite": _onsite,
    "basics": _basics,
    "projects": _projects,
    "term": _term,
    "disputes": _disputes,
}
