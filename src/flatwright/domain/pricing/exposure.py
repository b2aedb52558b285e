"""A client's exposures: how many units of each kind can need help."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flatwright.domain.coverage.things import counted
from flatwright.domain.kernel.problem import Problem, Refusal
from flatwright.domain.plan.kinds import LINE, MISSING, OneOf, TableOf, choice, whole
from flatwright.domain.plan.node import Reading
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.sections import DEVICE_KINDS
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.client import Client, Device

PLACES = ("central", "personal", "home")
COUNT = whole(0, 100_000)
_BY_KIND = OneOf(
    (TableOf(choice(*DEVICE_KINDS), COUNT), COUNT),
    lambda value: int(isinstance(value, int)),
)
_EVEN = whole(0, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposures:
    """Units that can need help; devices are those of users, shared ones apart."""

    client: str = setting(LINE, "the client's name", "this client")
    users: int = setting(COUNT, "people on the roster")
    devices: Any = setting(_BY_KIND, "devices of users in all, or by kind")
    printers: dict[str, int] = setting(TableOf(choice(*PLACES), COUNT), "printers by place")
    servers: int = setting(COUNT, "servers")
    sites: int = setting(COUNT, "places")
    network: int = setting(COUNT, "switches, firewalls, access points", 0)
    shared_computers: int = setting(COUNT, "computers of nobody in particular", 0)

    @property
    def all_devices(self) -> int:
        """Devices of users, of any kind."""
        return (
            sum(self.devices.values()) if isinstance(self.devices, dict) else self.devices
        )

    @property
    def computers(self) -> int:
        """Computers of users; of devices in one number all are taken as computers."""
        told = self.devices
        computers: int = told.get("computer", 0) if isinstance(told, dict) else told
        return computers


def contradictory(exposures: Exposures) -> tuple[str, str] | None:
    """Devices belong to users, and people work at a place."""
    if exposures.all_devices and not exposures.users:
        return (
            f"there are {exposures.all_devices} devices of users, and no users",
            "Write the users, or name the devices shared_computers.",
        )
    units = (exposures.users, exposures.servers, exposures.network)
    if not any((*units, exposures.shared_computers, *exposures.printers.values())):
        return "nothing is counted that could need help", "Write how many users there are."
    if exposures.users and not exposures.sites:
        return "there are users and no sites", "Write sites: 1, or how many there are."
    return None


_BEGIN = "Write what the client has: users, devices, printers, servers and sites."
EXPOSURES = Section(Exposures, "a client's exposures", contradictory)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDevices:
    """How a plan sees a client's devices: listed beyond the first of each user, or not."""

    further: int  # listed, beyond the first of each user
    unlisted: int


def read_exposures(
    file: str, source: bytes | str
) -> tuple[Exposures | None, list[Problem]]:
    """A client's exposures, or every problem of the text."""
    node, problems = read_node(file, source, begin=_BEGIN)
    if node is None:
        return None, problems
    reading = Reading()
    made = EXPOSURES.read(node, reading)
    if reading.problems or made is MISSING:
        return None, sorted(reading.problems, key=lambda problem: problem.spot)
    return made, []


def exposures_on(client: Client, day: date) -> Exposures:
    """What a client has on a day: people on the roster, and what is theirs or shared."""
    users = [person for person in client.roster if client.is_user(person, day)]
    kinds = dict.fromkeys(DEVICE_KINDS, 0)
    for device in (each for user in users for each in client.devices.get(user, ())):
        kinds[_kind(device)] += 1
    printers = dict.fromkeys(PLACES, 0)
    for printer in client.printers.values():
        printers[printer.place] += 1
    shared = [device.kind for device in client.shared.values()]
    return Exposures(
        client=client.name,
        users=len(users),
        devices=kinds,
        printers=printers,
        servers=shared.count("server"),
        network=shared.count("network"),
        shared_computers=len(shared) - shared.count("server") - shared.count("network"),
        sites=max(1, len(client.sites)),
    )


def untold_kinds(client: Client) -> tuple[str, ...]:
    """Shared things of which nobody wrote what they are: counted as shared computers."""
    return tuple(name for name, each in client.shared.items() if each.kind == "other")


def listed_on(client: Client, day: date, plan: PlanVersion) -> ListedDevices:
    """Each user's devices as the plan counts them on a day."""
    further = unlisted = 0
    for person in client.roster:
        if client.is_user(person, day):
            theirs = client.devices.get(person, ())
            listed = len(counted(theirs, plan))
            further += max(0, listed - 1)
            unlisted += len(theirs) - max(listed, min(1, len(theirs)))
    return ListedDevices(further=further, unlisted=unlisted)


def listed_evenly(exposures: Exposures, plan: PlanVersion) -> ListedDevices:
    """The same where only totals are known: users have as many devices as they can alike.

    Raises Refusal where the plan counts by kind and the kinds are not told.
    """
    allowed, devices, users = plan.users.devices, exposures.devices, exposures.users
    total = exposures.all_devices
    first = min(total, users)
    if allowed == "unlimited":
        return ListedDevices(further=total - first, unlisted=0)
    if isinstance(allowed, int):
        listed = _kept(total, users, allowed)
    elif isinstance(devices, dict) or not devices:
        devices = devices or {}
        listed = sum(_kept(n, users, allowed.get(kind, 0)) for kind, n in devices.items())
    else:
        says = (
            f"{plan.name} counts devices by kind, and of {exposures.client} {total} "
            "devices are told in one number. Write devices: {computer: 25, phone: 25}."
        )
        raise Refusal(code="devices_by_kind", says=says)
    listed = max(listed, min(first, listed))
    return ListedDevices(
        further=max(0, listed - first), unlisted=total - max(listed, first)
    )


def _kept(total: int, users: int, allowed: int) -> int:
    """Devices within the count, when users have as many as they can alike."""
    each, more = divmod(total, users) if users else (0, 0)
    return more * min(each + 1, allowed) + (users - more) * min(each, allowed)


def _kind(device: Device) -> str:
    return device.kind if device.kind in DEVICE_KINDS else "computer"
