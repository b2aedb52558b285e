"""A worked example in words: what happened, when, and what came of it."""

from collections.abc import Iterator

from flatwright.domain.coverage.decision import Decision
from flatwright.domain.kernel.condition import atoms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.records.work import NOBODY, WorkItem
from flatwright.domain.wording.document import Table
from flatwright.domain.wording.example import HOUR, Example
from flatwright.domain.wording.example_client import STRANGER
from flatwright.domain.wording.example_time import Moment

_ACTIONS = {
    "fix": "{thing} does not work.",
    "howto": "A user asks how to do something with {thing}.",
    "restore": "{thing} has to be restored.",
    "restore_file": "A file has to be brought back.",
    "reinstall": "A program has to be installed again.",
    "change": "You ask for a change of {thing}.",
    "account_change": "You ask for a change of an account.",
    "order": "You ask us to order something.",
    "patch": "{thing} gets its updates.",
    "monitor": "You want {thing} watched.",
    "backup_check": "The backups are checked.",
    "restore_test": "A recovery is tested.",
    "report": "A report is written.",
    "review": "We meet for a business review.",
    "add_machine": "You want a new machine added.",
    "new_software": "You want a new program.",
    "major_upgrade": "You want a major upgrade.",
    "building_move": "You move into a new building.",
    "restoration_pm": "You want us to manage a restoration.",
    "move": "A user moves to another desk.",
    "replace_machine": "A new computer replaces an old one.",
    "advise": "You ask us what to buy.",
    "train_initial": "A user is shown something that was newly installed.",
    "train_other": "A user asks for training on something else.",
    "unlicensed_software": "You ask for help with a program that has no licence.",
}
_CAUSES = {
    "normal": "",
    "user_error": "A user made a mistake.",
    "provider": "We caused it.",
    "act_of_god": "A flood caused it.",
    "third_party": "A repairman damaged it.",
    "unauthorised_change": "Somebody on your side had changed the settings.",
}
_TIMES = {
    "grace": "We are at work on it when business hours end.",
    "after_hours": "You want it done after hours{day}.",
}
_DAYS = {"weekday": "", "weekend": ", at a weekend", "holiday": ", on a holiday"}
_PAYS = {
    Outcome.COVERED: "the flat fee",
    Outcome.AFTER_HOURS: "you, after hours",
    Outcome.HOURLY: "you, by the hour",
    Outcome.PROJECT: "you, on a quote",
    Outcome.DECLINED: "nobody: not done",
}


def situation(shown: Example, clause: Clause) -> str:
    """What happens in an example, in short sentences."""
    said = (*_what(shown.work), *_circumstances(shown), *_own(shown.work, clause))
    return " ".join(sentence for sentence in said if sentence)


def _what(work: WorkItem) -> Iterator[str]:
    thing = "something" if work.object.name == NOBODY else work.object.name
    if work.kind == "vendor":
        yield f"We call one of your vendors about {thing}."
    else:
        named = work.action.replace("_", " ")
        said = _ACTIONS.get(work.action, f"You ask for this: {named}.").format(thing=thing)
        yield f"{said[:1].upper()}{said[1:]}"
    yield _CAUSES.get(work.cause, f"The cause: {work.cause.replace('_', ' ')}.")
    if work.priority == "p1":
        yield "Your business is at a halt (P1)."
    elif work.priority != "p3":
        yield f"Its priority is {work.priority.upper()}."
    if work.person == STRANGER:
        yield "It is for somebody who is not on your roster."
    if work.onsite:
        yield f"We go to {work.location}."
    elif work.location == "home":
        yield "The user works from home."


def _circumstances(shown: Example) -> Iterator[str]:
    yield from _when(shown.moment, shown.work.after_hours_by)
    if shown.used_up:
        yield "What the plan allows of this was used before."
    estimate = shown.work.estimate_min or HOUR
    if estimate > HOUR:
        yield f"We estimate {words.duration(estimate)}."
    worked = sum(entry.end - entry.start for entry in shown.work.entries)
    if shown.decision.lines[0].outcome is not Outcome.DECLINED:
        yield f"It takes us {words.duration(worked)}."


def _when(moment: Moment, chosen_by: str) -> Iterator[str]:
    if not moment.in_force:
        yield "The agreement has not begun."
    if moment.suspended:
        yield "Service is suspended."
    if moment.hours == "business":
        yield {"weekend": "It is a weekend.", "holiday": "It is a holiday."}.get(
            moment.day_kind, ""
        )
    elif chosen_by == "provider":
        yield "We choose to do it after hours."
    else:
        yield _TIMES[moment.hours].format(day=_DAYS[moment.day_kind])


def _own(work: WorkItem, clause: Clause) -> Iterator[str]:
    """The facts of the owner's own that the clause asks about."""
    asked = dict.fromkeys(atom.fact for atom in atoms(clause.when))
    for name in asked:
        if name not in BY_NAME and name in work.other:
            fact = name.replace("_", " ")
            yield f"{fact[:1].upper()}{fact[1:]}: {work.other[name].replace('_', ' ')}."


def lines(decision: Decision) -> Table:
    """A decision's lines: the time, who pays for it, how much, by which clause."""
    return Table(
        columns=("Time", "Who pays", "Billed as", "You pay", "Clause"),
        rows=tuple(
            (
                words.duration(line.worked),
                _PAYS[line.outcome],
                words.duration(line.billed) if line.billed else "",
                words.amount(line.amount.decimal, line.amount.currency)
                if line.amount
                else "nothing",
                line.cites.number,
            )
            for line in decision.lines
        ),
        right=frozenset({3}),
    )
