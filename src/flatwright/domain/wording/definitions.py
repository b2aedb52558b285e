"""The words of an agreement, each with its meaning; their numbers come from the plan."""

from collections.abc import Iterator

from flatwright.domain.plan import words
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.document import Meanings, Part
from flatwright.domain.wording.phrases import devices, short_week


def definitions(plan: PlanVersion) -> Part:
    """What the agreement's words mean."""
    meanings = (*_people_and_things(plan), *_work(plan), *_causes(), *_priorities())
    return Part(heading="What our words mean", body=(Meanings(items=meanings),))


def _people_and_things(plan: PlanVersion) -> Iterator[tuple[str, str]]:
    shared = (
        "Shared equipment counts when it is on your list."
        if plan.users.shared_devices == "listed"
        else "Shared equipment is looked after by the hour."
    )
    yield "User", "a person on your roster, the dated list of people whom we look after."
    yield (
        "Device",
        (
            "a computer, tablet or phone that is registered to a user, or equipment that "
            f"you share. We look after {devices(plan)}. {shared}"
        ),
    )
    yield (
        "Site",
        "a place of yours that is on your list. A user's home is not a site.",
    )
    yield (
        "Business hours",
        (
            f"{short_week(plan.hours.open)}, in your time zone, without the holidays in "
            "Schedule A. All other time is after hours."
        ),
    )
    yield (
        "Agreement year",
        "twelve months, counted from the first day of this agreement.",
    )


def _work(plan: PlanVersion) -> Iterator[tuple[str, str]]:
    yield (
        "Service",
        "the work that the flat fee pays for. The clauses below say what it is.",
    )
    yield (
        "Project",
        f"work outside day-to-day care. We quote it by itself.{_project_size(plan)}",
    )
    yield "Incident", "something that used to work and does not."
    yield "Request", "something new or different that you ask for."
    yield (
        "Piece of work",
        (
            "one incident or one request, from the first minute to the last, however many "
            "visits or calls it takes."
        ),
    )
    yield (
        "Move",
        (
            "bringing a user's workplace to another desk inside your sites. Two users who "
            "change places are a swap, which is a move of each."
        ),
    )
    yield (
        "Labour minute",
        (
            "a minute of one technician. Two technicians at work use two labour minutes "
            "in each minute."
        ),
    )


def _project_size(plan: PlanVersion) -> str:
    over = plan.projects.request_over
    if over is None:
        return ""
    return (
        f" A request that we estimate at more than {words.duration(over)} is a project too."
    )


def _causes() -> Iterator[tuple[str, str]]:
    yield (
        "Third party",
        (
            "anybody who is neither you nor us, nor working for one of us: a maker, a "
            "carrier, a repairman, a criminal."
        ),
    )
    yield (
        "Vendor",
        (
            "a third party that sells you something we deal with on your behalf, such as "
            "your internet provider."
        ),
    )
    yield (
        "Act of God",
        (
            "flood, fire, lightning, a surge of the utilities, or another event of nature "
            "that nobody caused."
        ),
    )


def _priorities() -> Iterator[tuple[str, str]]:
    yield (
        "P1 to P4",
        (
            "how urgent an incident is. P1: your business is at a halt. P2: a group cannot "
            "work, or an important part is down. P3: one user is held up. P4: it can wait."
        ),
    )
