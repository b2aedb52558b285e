"""Who and what stands inside the plan: its term, its users, its places and its things."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import Condition, Not, among, either, every
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import Limit, Period, Scope, Unit
from flatwright.domain.plan.version import PlanVersion

NOT_LISTED = among("object_listed", "no")


def per_work_item(minutes: int) -> Limit:
    """So many minutes for each work item."""
    return Limit(
        amount=minutes, unit=Unit.MINUTES, per=Scope.WORK_ITEM, each=Period.WORK_ITEM
    )


def in_force(plan: PlanVersion) -> Iterator[Clause]:
    """Work while no version is in force is hourly, at the nearest one's rates."""
    rate = words.amount(plan.rates.hourly, plan.currency)
    yield Clause(
        code="in_force",
        heading="term",
        when=among("in_force", "no"),
        outcome=Outcome.HOURLY,
        says=f"Work before this agreement begins or after it ends is {rate} an hour.",
    )


def own_errors() -> Iterator[Clause]:
    """What the provider caused is put right for nothing at any hour, suspended or not."""
    yield Clause(
        code="own_errors",
        heading="basics",
        when=among("cause", "provider"),
        outcome=Outcome.COVERED,
        says="What we caused ourselves we put right at our own cost, at any hour and "
        "however long it takes. It uses up nothing of what you are entitled to.",
    )


def suspended(plan: PlanVersion) -> Iterator[Clause]:
    """While suspended, work is hourly; a P1 is still stabilised."""
    is_suspended = among("suspended", "yes")
    first_aid = plan.first_aid.p1_of_excluded_cause
    if first_aid:
        yield Clause(
            code="mitigation",
            heading="first_aid",
            when=every(is_suspended, among("priority", "p1")),
            outcome=Outcome.COVERED,
            up_to=per_work_item(first_aid),
            says="While service is suspended, a P1 is stabilised for "
            f"{words.duration(first_aid)} at no charge.",
        )
    rate = words.amount(plan.rates.hourly, plan.currency)
    yield Clause(
        code="in_force",
        heading="term",
        when=is_suspended,
        outcome=Outcome.HOURLY,
        says=f"While service is suspended, work is {rate} an hour.",
    )


def lawful_use() -> Iterator[Clause]:
    """Unlawful or unlicensed software is not worked on."""
    yield Clause(
        code="lawful_use",
        heading="basics",
        when=among("action", "unlicensed_software"),
        outcome=Outcome.DECLINED,
        says="We do not work on software that is unlawful or has no licence.",
    )


def users(plan: PlanVersion) -> Iterator[Clause]:
    """Only people on the roster are users; what is shared serves anybody."""
    rate = words.amount(plan.rates.hourly, plan.currency)
    yield Clause(
        code="users",
        heading="users",
        when=every(among("on_roster", "no"), among("object_shared", "no")),
        outcome=Outcome.HOURLY,
        says=f"Help for a person who is not on the roster that day is {rate} an hour. "
        "A new person is a user from the day they start, if you confirm that day within "
        f"{plan.users.joiner_grace} of it.",
    )
    if plan.users.home_working.office_end == "hourly":
        yield Clause(
            code="home_working",
            heading="users",
            when=among("from_home", "yes"),
            outcome=Outcome.HOURLY,
            says=f"Help for people who work from home is {rate} an hour.",
        )


def places() -> Iterator[Clause]:
    """A visit to a place that is not listed is hourly."""
    yield Clause(
        code="places",
        heading="onsite",
        when=every(among("onsite", "yes"), among("place_listed", "no")),
        outcome=Outcome.HOURLY,
        says="A visit to a place that is not one of your listed sites, a home among them, "
        "is hourly work.",
    )


def objects(plan: PlanVersion) -> Iterator[Clause]:
    """Only what is listed is looked after; the rest has a first look, then is hourly."""
    triage = plan.first_aid.triage
    if triage:
        yield Clause(
            code="triage",
            heading="first_aid",
            when=every(_outside(plan), among("hours", "business")),
            outcome=Outcome.COVERED,
            up_to=per_work_item(triage),
            says=f"We take a first look of {words.duration(triage)} in business hours at "
            "anything that is not listed.",
        )
    yield Clause(
        code="printers",
        heading="printers",
        when=every(
            among("object_kind", "printer"), either(NOT_LISTED, *_printers_outside(plan))
        ),
        outcome=Outcome.HOURLY,
        says=_printers_say(plan),
    )
    if plan.applications != "all":
        yield Clause(
            code="applications",
            heading="applications",
            when=_applications_outside(plan),
            outcome=Outcome.HOURLY,
            says="Help with applications is hourly work."
            if plan.applications == "hourly"
            else "Help with an application that is not listed is hourly work.",
        )
    yield Clause(
        code="devices",
        heading="users",
        when=_devices_outside(plan),
        outcome=Outcome.HOURLY,
        says=_devices_say(plan),
    )


def _outside(plan: PlanVersion) -> Condition:
    parts = [
        every(
            among("object_kind", "printer"), either(NOT_LISTED, *_printers_outside(plan))
        ),
        _devices_outside(plan),
    ]
    if plan.applications != "all":
        parts.append(every(_applications_outside(plan)))
    return either(*parts)


def _printers_outside(plan: PlanVersion) -> list[Condition]:
    places = {"central": "central", "personal": "personal", "at_home": "home"}
    outside = [
        place for name, place in places.items() if getattr(plan.printers, name) != "listed"
    ]
    return [among("object_place", *outside)] if outside else []


def _applications_outside(plan: PlanVersion) -> Condition:
    is_application = among("object_kind", "application")
    return (
        is_application
        if plan.applications == "hourly"
        else every(is_application, NOT_LISTED)
    )


def _devices_outside(plan: PlanVersion) -> Condition:
    """Not listed, and neither a printer nor an application: they have their own clauses."""
    is_device = Not(among("object_kind", "printer", "application"))
    parts: list[Condition] = [NOT_LISTED]
    if plan.users.shared_devices == "hourly":
        parts.append(among("object_shared", "yes"))
    if plan.users.home_working.home_end == "covered":
        parts[0] = every(
            NOT_LISTED,
            Not(every(among("object_kind", "computer"), among("object_place", "home"))),
        )
    return every(is_device, either(*parts))


def _printers_say(plan: PlanVersion) -> str:
    names = {"central": "central", "personal": "personal", "at_home": "at a user's home"}
    listed = [
        said for name, said in names.items() if getattr(plan.printers, name) == "listed"
    ]
    if not listed:
        return "Help with printers is hourly work."
    repair = (
        "The printer itself is repaired by its vendor."
        if plan.printers.hardware_repair == "vendor"
        else "Repairing the printer itself is hourly work."
    )
    return (
        f"Listed printers are looked after: {words.listing(listed)}. "
        f"Help with any other printer is hourly work. {repair}"
    )


def _devices_say(plan: PlanVersion) -> str:
    devices = plan.users.devices
    if devices == "unlimited":
        counted = "Every registered device of a user is looked after."
    elif isinstance(devices, dict):
        kinds = [words.plural(count, kind) for kind, count in devices.items()]
        counted = (
            f"We look after {words.listing(kinds)} of each user, the earliest registered "
            "first."
        )
    else:
        counted = (
            f"We look after {words.plural(devices, 'device')} of each user, the earliest "
            "registered first."
        )
    at_home = (
        " A user's own computer at home is looked after too."
        if plan.users.home_working.home_end == "covered"
        else ""
    )
    return f"{counted}{at_home} Help with a device that is not listed is hourly work."
