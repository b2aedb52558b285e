"""The facts that clauses may ask about, their values, and how people say them."""

from dataclasses import dataclass
from typing import Final

NUMBERS: Final = ("estimate_min",)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a minute of work: its values, each with the words that follow "because"."""

    name: str
    says: dict[str, str]

    @property
    def values(self) -> tuple[str, ...]:
        """Every value that clauses know, in a fixed order."""
        return tuple(self.says)


def _yes_no(yes: str, no: str) -> dict[str, str]:
    return {"yes": yes, "no": no}


CARE: Final = {
    "fix": "it is a repair",
    "howto": "it is a question of how to do something",
    "restore": "it is a restoration",
    "restore_file": "a file is brought back",
    "reinstall": "a program is installed again",
    "change": "it is a change",
    "account_change": "it is a change of an account",
    "order": "something is ordered",
}
PROACTIVE: Final = {
    "patch": "it is patching",
    "monitor": "it is monitoring",
    "backup_check": "backups are checked",
    "restore_test": "it is a recovery test",
    "report": "it is the written report",
    "review": "it is the business review",
}
PROJECT: Final = {
    "add_machine": "it adds a machine",
    "new_software": "it brings new software",
    "major_upgrade": "it is a major upgrade",
    "building_move": "it is a move into a new building",
    "restoration_pm": "it is managing a restoration or another contractor",
}
OTHER: Final = {
    "move": "it is a move",
    "replace_machine": "a new computer replaces an old one",
    "advise": "it is advice on what to buy",
    "train_initial": "it is first training on something installed",
    "train_other": "it is training on something else",
    "unlicensed_software": "the software is unlicensed",
}
FACTS: Final[tuple[Fact, ...]] = (
    Fact(
        "kind",
        {
            "incident": "something is broken",
            "request": "something is asked for",
            "vendor": "it is managing a third-party vendor",
            "proactive": "it is proactive work",
        },
    ),
    Fact("action", CARE | PROACTIVE | PROJECT | OTHER),
    Fact(
        "cause",
        {
            "normal": "the cause is ordinary",
            "user_error": "a user made a mistake",
            "provider": "the provider caused it",
            "act_of_god": "an act of God caused it",
            "third_party": "a third party damaged it",
            "unauthorised_change": "the client's side changed the configuration",
        },
    ),
    Fact("priority", {f"p{n}": f"its priority is P{n}" for n in range(1, 5)}),
    Fact(
        "on_roster",
        _yes_no("the person is on the roster", "the person is not on the roster"),
    ),
    Fact("object_listed", _yes_no("the object is listed", "the object is not listed")),
    Fact("object_shared", _yes_no("the object is shared", "the object is not shared")),
    Fact(
        "object_kind",
        {
            "computer": "it is a computer",
            "tablet": "it is a tablet",
            "phone": "it is a phone",
            "printer": "it is a printer",
            "server": "it is a server",
            "network": "it is network equipment",
            "application": "it is an application",
            "account": "it is an account",
            "other": "it is a thing of another kind",
        },
    ),
    Fact(
        "object_place",
        {
            "central": "it stands at a central place",
            "personal": "it is one person's own",
            "home": "it stands at a home",
            "other": "its place tells nothing",
        },
    ),
    Fact(
        "end_of_life", _yes_no("its maker no longer supports it", "its maker supports it")
    ),
    Fact(
        "pre_existing", _yes_no("it was faulty at onboarding", "it was sound at onboarding")
    ),
    Fact("onsite", _yes_no("it is a visit on site", "it is remote work")),
    Fact("from_home", _yes_no("the user works from home", "the user is at work")),
    Fact("place_listed", _yes_no("the place is listed", "the place is not listed")),
    Fact(
        "hours",
        {
            "business": "it is business hours",
            "grace": "it is inside the closing grace",
            "after_hours": "it is outside business hours",
        },
    ),
    Fact(
        "day",
        {
            "weekday": "it is a weekday",
            "weekend": "it is a weekend",
            "holiday": "it is a holiday",
        },
    ),
    Fact(
        "after_hours_by",
        {
            "client": "the client wants it outside business hours",
            "provider": "the provider chose the hour",
        },
    ),
    Fact(
        "over_threshold",
        _yes_no(
            "it took longer than one incident may",
            "it took no longer than one incident may",
        ),
    ),
    Fact("in_force", _yes_no("a plan version is in force", "no plan version is in force")),
    Fact("suspended", _yes_no("the service is suspended", "the service is not suspended")),
)
BY_NAME: Final = {fact.name: fact for fact in FACTS}
