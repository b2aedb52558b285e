"""A device as its own agent tells of it: inventory files in the GLPI format."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flatwright.domain.kernel.problem import Refusal

LARGEST = 5_000_000  # bytes; a switch with many ports tells half a megabyte
_DEEPEST = 20
_NETWORK = "network"
_KINDS = {
    "Computer": "computer",
    "Phone": "phone",
    "Printer": "printer",
    "NetworkEquipment": _NETWORK,
    "Networking": _NETWORK,
    "Storage": "server",
    "Power": "other",
    "Unmanaged": "other",
}
_PHONES = frozenset(("phone", "smartphone", "hand held"))
_TABLETS = frozenset(("tablet", "detachable", "convertible tablet"))
_SERVERS = frozenset(("server", "rack mount chassis", "blade", "main server chassis"))
_NO_SERIAL = frozenset(
    (
        *("0", "none", "n/a", "unknown", "default string", "system serial number"),
        *("to be filled by o.e.m.", "not specified", "123456789", "xxxxxxxxxx"),
    )
)
_NOBODY = frozenset(("root", "local", "system", "administrator", "builder", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventoried:
    """What an agent told of one device; empty where it did not tell."""

    name: str
    kind: str
    maker: str = ""
    model: str = ""
    serial: str = ""
    system: str = ""
    user: str = ""  # who signed in to it last
    agent: str = ""
    device_id: str = ""
    is_partial: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)  # memory, address, counters

    @property
    def identity(self) -> str:
        """By what it is the same device the next time."""
        return self.serial.casefold() or f"{self.kind}:{self.name.casefold()}"


def read_inventory(name: str, source: bytes) -> Inventoried:
    """A device of an inventory file. Raises Refusal (unreadable_inventory)."""
    if len(source) > LARGEST:
        raise _unreadable(name, f"has more than {LARGEST // 1_000_000} MB")
    try:
        told = json.loads(source.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _unreadable(name, "is no JSON in UTF-8") from error
    content = told.get("content") if isinstance(told, dict) else None
    if not isinstance(content, dict) or _too_deep(content):
        raise _unreadable(name, "has no content as an inventory has")
    made = _of_network(told, content) or _of_computer(told, content)
    if not made.name and not made.serial:
        raise _unreadable(name, "tells neither a name nor a serial number")
    return made


def _of_network(told: dict[str, Any], content: dict[str, Any]) -> Inventoried | None:
    device = _table(content, "network_device")
    if not device:
        return None
    kind = _KINDS.get(_text(told, "itemtype") or _text(device, "type"), _NETWORK)
    firmware = _text(device, "firmware")
    more = {
        "addresses": [str(each)[:60] for each in _list(device, "ips")][:20],
        "mac": _text(device, "mac"),
        "location": _text(device, "location"),
        "pages": _table(content, "pagecounters").get("total"),
    }
    return Inventoried(
        name=_text(device, "name", 120),
        kind=kind,
        maker=_text(device, "manufacturer", 80),
        model=_text(device, "model", 120),
        serial=_serial(_text(device, "serial", 120)),
        system=f"Firmware {firmware}"[:120] if firmware else "",
        more={name: value for name, value in more.items() if value},
        **_common(told, content),
    )


def _of_computer(told: dict[str, Any], content: dict[str, Any]) -> Inventoried:
    hardware, bios = _table(content, "hardware"), _table(content, "bios")
    system = _table(content, "operatingsystem")
    more = {
        "memory_mb": hardware.get("memory"),
        "chassis": _text(hardware, "chassis_type"),
        "uuid": _text(hardware, "uuid"),
        "seen": _text(hardware, "datelastloggeduser"),
        "virtual": _text(hardware, "vmsystem"),
    }
    return Inventoried(
        name=_text(hardware, "name", 120),
        kind=_computer_kind(told, hardware, system),
        maker=_text(bios, "smanufacturer", 80) or _text(bios, "mmanufacturer", 80),
        model=_text(bios, "smodel", 120) or _text(bios, "mmodel", 120),
        serial=_serial(_text(bios, "ssn", 120) or _text(bios, "msn", 120)),
        system=_text(system, "full_name", 120) or _text(system, "name", 120),
        user=_user(content, hardware),
        more={name: value for name, value in more.items() if value},
        **_common(told, content),
    )


def _computer_kind(
    told: dict[str, Any], hardware: dict[str, Any], system: dict[str, Any]
) -> str:
    chassis = _text(hardware, "chassis_type").casefold()
    if chassis in _TABLETS:
        return "tablet"
    if chassis in _PHONES:
        return "phone"
    name = (_text(system, "full_name") or _text(system, "name")).casefold()
    if chassis in _SERVERS or "server" in name:
        return "server"
    return _KINDS.get(_text(told, "itemtype"), "computer")


def _user(content: dict[str, Any], hardware: dict[str, Any]) -> str:
    """Who signed in last, if that is a person's account."""
    names = [_text(hardware, "lastloggeduser", 120)]
    names += [
        _text(e, "login", 120) for e in _list(content, "users") if isinstance(e, dict)
    ]
    return next((name for name in names if name.casefold() not in _NOBODY), "")


def _common(told: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    return {
        "agent": _text(content, "versionclient", 120),
        "device_id": _text(told, "deviceid", 120),
        "is_partial": told.get("partial") is True,
    }


def _serial(text: str) -> str:
    return "" if text.casefold() in _NO_SERIAL else text


def _text(table: dict[str, Any], name: str, most: int = 60) -> str:
    value = table.get(name)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    kept = "".join(char for char in str(value) if char.isprintable())
    return " ".join(kept.split())[:most]


def _table(table: dict[str, Any], name: str) -> dict[str, Any]:
    value = table.get(name)
    return value if isinstance(value, dict) else {}


def _list(table: dict[str, Any], name: str) -> list[Any]:
    value = table.get(name)
    return value if isinstance(value, list) else []


def _too_deep(value: Any, depth: int = 0) -> bool:
    if depth > _DEEPEST:
        return True
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return False
    return any(_too_deep(each, depth + 1) for each in inner)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _unreadable(name: str, why: str) -> Refusal:
    return Refusal(code="unreadable_inventory", says=f"{name} {why}.")
