"""Which things of a client a plan version looks after."""

from collections.abc import Mapping, Sequence

from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.client import Client, Device
from flatwright.domain.records.work import NOBODY, WorkObject

# How a name tells a printer and its place, where nobody told them.
_PRINTER_NAMES = (("pp-", "personal"), ("hp-", "home"), ("p-", "central"))
_PLACES = {"central": "central", "personal": "personal", "home": "home", "at_home": "home"}
KindAndPlace = tuple[str, str]


def counted(devices: Sequence[Device], plan: PlanVersion) -> list[Device]:
    """The devices that count to a user: the earliest registered, by kind or of any kind."""
    allowed = plan.users.devices
    if allowed == "unlimited":
        return list(devices)
    if isinstance(allowed, int):
        return list(devices[:allowed])
    left = dict(allowed)
    result = []
    for device in devices:
        if left.get(device.kind, 0) > 0:
            left[device.kind] -= 1
            result.append(device)
    return result


def listed_things(client: Client, plan: PlanVersion) -> Mapping[str, KindAndPlace]:
    """Kind and place of every listed thing by name; nothing in particular is listed too."""
    things = {NOBODY: ("other", "other"), "account": ("account", "other")}
    for devices in client.devices.values():
        things |= {device.name: (device.kind, "other") for device in counted(devices, plan)}
    things |= {name: (device.kind, "other") for name, device in client.shared.items()}
    things |= dict.fromkeys(client.applications, ("application", "other"))
    return things | {
        each.name: ("printer", each.place) for each in client.printers.values()
    }


def unlisted(thing: WorkObject, client: Client) -> KindAndPlace:
    """Kind and place of a thing that is not listed: as told, as registered, or by name."""
    place = _PLACES.get(thing.place or "", "other")
    if thing.kind is not None:
        return thing.kind, place
    known = [
        d for devices in client.devices.values() for d in devices if d.name == thing.name
    ]
    if known:
        return known[0].kind, place
    for prefix, named_place in _PRINTER_NAMES:
        if thing.name.startswith(prefix):
            return "printer", named_place
    return "other", place
