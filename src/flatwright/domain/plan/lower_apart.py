"""What stands apart from day-to-day care: exclusions, projects, and what is bought."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import Condition, Over, among, every
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import Limit, Period, Scope, Unit
from flatwright.domain.plan.lower_standing import per_work_item
from flatwright.domain.plan.version import PlanVersion

_NATURES = {
    "adds_machine": ("add_machine", "adding a machine"),
    "new_software": ("new_software", "new software"),
    "major_upgrade": ("major_upgrade", "a major upgrade"),
    "new_building": ("building_move", "a move into a new building"),
    "restoration_pm": ("restoration_pm", "managing a restoration or another contractor"),
}
_EXCLUDED = (
    (
        "acts_of_god",
        among("cause", "act_of_god"),
        "Putting right damage by flood, fire, lightning or a utility surge",
    ),
    (
        "third_parties",
        among("cause", "third_party"),
        (
            "Putting right damage by others outside our control, such as a repairman, a "
            "criminal or a carrier,"
        ),
    ),
    (
        "unauthorised_changes",
        among("cause", "unauthorised_change"),
        (
            "Putting right what follows when your staff or a contractor of yours changes "
            "the configuration"
        ),
    ),
    (
        "end_of_life",
        among("end_of_life", "yes"),
        "Work on a thing that its maker no longer supports",
    ),
    (
        "pre_existing",
        among("pre_existing", "yes"),
        "Work on a fault that was listed when we began, and not put right since,",
    ),
)
_PAID = {
    "project": "is a project that we quote and manage",
    "hourly": "is hourly work",
}
LAST_BEFORE_OWN = ("projects", "replacements")
REPLACEMENT_PERIODS = {
    1: Period.YEAR,
    2: Period.YEARS_2,
    3: Period.YEARS_3,
    4: Period.YEARS_4,
    5: Period.YEARS_5,
}


def mitigation(plan: PlanVersion) -> Iterator[Clause]:
    """A P1 of an excluded cause is stabilised before anybody asks for a quote."""
    first_aid = plan.first_aid.p1_of_excluded_cause
    causes = {"acts_of_god": "act_of_god", "third_parties": "third_party"}
    excluded = [
        cause
        for name, cause in causes.items()
        if getattr(plan.exclusions, name) != "covered"
    ]
    if first_aid and excluded:
        yield Clause(
            code="mitigation",
            heading="first_aid",
            when=every(among("cause", *excluded), among("priority", "p1")),
            outcome=Outcome.COVERED,
            up_to=per_work_item(first_aid),
            says="When an act of God or a third party brings you to a halt, we stabilise "
            f"things for {words.duration(first_aid)}, at any hour and at no charge.",
        )


def exclusions(plan: PlanVersion) -> Iterator[Clause]:
    """What is nobody's fault, or not ours, is not in the flat fee."""
    for code, when, said in _EXCLUDED:
        outcome = getattr(plan.exclusions, code)
        if outcome != "covered":
            yield Clause(
                code=code,
                heading="exclusions",
                when=when,
                outcome=Outcome(outcome),
                says=f"{said} {_PAID[outcome]}.",
            )


def projects(plan: PlanVersion) -> Iterator[Clause]:
    """Some work is a project by its nature, whatever its size and hour."""
    natures = [*plan.projects.by_nature]
    if plan.moves.new_building == "project" and "new_building" not in natures:
        natures.append("new_building")
    actions = [_NATURES[nature][0] for nature in natures]
    if plan.replacements.setup == "project":
        actions.append("replace_machine")
    said = [_NATURES[nature][1] for nature in natures]
    if plan.replacements.setup == "project":
        said.append("setting up a new computer for an old one")
    rate = plan.projects.rate
    price = f" at {words.amount(rate, plan.currency)} an hour" if rate is not None else ""
    yield Clause(
        code="projects",
        heading="projects",
        when=among("action", *actions),
        outcome=Outcome.PROJECT,
        says=f"Always a project, on a quote{price}: {words.listing(said)}.",
    )


def replacements(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """A new computer for an old one, where the plan does not make it a project."""
    setting = plan.replacements
    is_replacement = among("action", "replace_machine")
    if setting.setup == "covered" and setting.per_user and setting.every:
        limit = Limit(
            amount=setting.per_user,
            unit=Unit.TIMES,
            per=Scope.PERSON,
            each=REPLACEMENT_PERIODS[setting.every],
        )
        yield Clause(
            code="replacements",
            heading="replacements",
            when=every(is_replacement, ours),
            outcome=Outcome.COVERED,
            up_to=limit,
            says="Setting up a new computer for an old one is covered "
            f"{words.allowance(limit)}.",
        )
    if setting.setup == "hourly" or setting.per_user:
        yield Clause(
            code="replacements",
            heading="replacements",
            when=every(is_replacement, ours),
            outcome=Outcome.HOURLY,
            says="Setting up further new computers for old ones is hourly work."
            if setting.per_user
            else "Setting up a new computer for an old one is hourly work.",
        )


def request_threshold(plan: PlanVersion) -> Iterator[Clause]:
    """A request estimated at strictly more than the threshold is a project, all of it."""
    over = plan.projects.request_over
    if over is not None:
        yield over_threshold(
            among("kind", "request"),
            over,
            f"A request estimated at more than {words.duration(over)} is a project. "
            f"Requests for one outcome within {plan.projects.related_within} are added "
            "together.",
        )


def over_threshold(what: Condition, minutes: int, says: str) -> Clause:
    """Work of some kind is a project when its estimate is over the threshold."""
    return Clause(
        code="threshold",
        heading="projects",
        when=every(what, Over("estimate_min", minutes)),
        outcome=Outcome.PROJECT,
        says=says,
    )


def pass_through(plan: PlanVersion) -> Iterator[Clause]:
    """What is bought for the client is the client's to pay."""
    kinds = words.listing(plan.pass_through.kinds or ("things of any other kind",))
    markup = plan.pass_through.markup
    price = f"at cost and {markup}%" if markup else "at cost"
    yield Clause(
        code="pass_through",
        heading="pass_through",
        outcome=None,
        says=f"You pay for {kinds} above the fee, {price}, and only once you have said "
        "yes. What a maker's warranty or our own mistake pays for costs you nothing.",
    )


def goodwill() -> Iterator[Clause]:
    """A bill may be waived, by somebody, for a reason."""
    yield Clause(
        code="goodwill",
        heading="disputes",
        outcome=None,
        says="We may waive a bill. It changes nothing of what this agreement says.",
    )
