"""The six who run the sample's business, and the templates that they write tickets from."""

from flatwright.office.accounts.models import Reach, User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.changes import create, create_all
from flatwright.office.desk.models import Template
from flatwright.sample.chance import Chance
from flatwright.sample.diary import Diary
from flatwright.sample.house import SAMPLE, House
from flatwright.sample.names import DOMAIN, STAFF, address

_TEMPLATES = (
    (
        *("New starter", "request", "account_change", 60),
        ("Account and mailbox", "Groups and folders", "Second factor", "Welcome guide"),
    ),
    (
        *("Leaver", "request", "account_change", 45),
        ("Block sign-in", "Forward the mailbox", "Collect the devices", "Off the roster"),
    ),
    (
        *("New computer", "request", "replace_machine", 120),
        ("Order", "Set up", "Move the files", "Wipe the old one", "Add to the list"),
    ),
    (
        *("Patch round", "proactive", "patch", None),
        ("Test group first", "Servers", "Computers", "Java and others", "Restart list"),
    ),
    (
        *("Recovery test", "proactive", "restore_test", None),
        ("One file", "One mailbox", "One server started", "Times written down"),
    ),
    (
        *("Business review", "proactive", "review", None),
        ("Report printed", "Old devices listed", "Risks", "What to decide"),
    ),
)


def staff(chance: Chance) -> list[User]:
    """Store the accounts; nobody can sign in with them until a password is set."""
    rows = []
    for name, role, limited in STAFF:
        user = User(
            key=chance.key(),
            email=address(name, DOMAIN),
            name=name,
            role=role,
            is_limited=limited,
        )
        user.set_unusable_password()
        rows.append(create(SAMPLE, user))
    return rows


def diary_of(users: list[User], houses: list[House]) -> Diary:
    """Who works: the technicians; the limited one for every third client."""
    technicians = [each for each in users if each.role == Role.TECHNICIAN]
    limited = next(each for each in technicians if each.is_limited)
    theirs = [each.client for each in houses[::3]]
    create_all(SAMPLE, [Reach(user=limited, client=each) for each in theirs])
    reach = {limited.pk: frozenset(each.pk for each in theirs)}
    return Diary(technicians=technicians, reach=reach)


def templates(chance: Chance) -> dict[str, Template]:
    """Store what is written often, by name."""
    rows = [
        Template(
            key=chance.key(),
            name=name,
            title=name,
            kind=kind,
            action=action,
            estimate=estimate,
            checklist=list(checklist),
        )
        for name, kind, action, estimate, checklist in _TEMPLATES
    ]
    return {each.name: each for each in create_all(SAMPLE, rows)}
