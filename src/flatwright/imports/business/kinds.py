"""Kinds of things as people write them, and what each means."""

from flatwright.imports.business.fields import plain

THING_KINDS = {
    **dict.fromkeys(
        (
            *("computer", "laptop", "notebook", "desktop", "workstation", "pc", "mac"),
            *("macbook", "all in one", "mini pc"),
        ),
        "computer",
    ),
    **dict.fromkeys(("tablet", "ipad"), "tablet"),
    **dict.fromkeys(
        (
            *("phone", "smartphone", "mobile", "cell", "cell phone", "mobile phone"),
            "iphone",
        ),
        "phone",
    ),
    **dict.fromkeys(("printer", "copier", "mfp", "multifunction printer"), "printer"),
    **dict.fromkeys(("server", "virtual server", "vm"), "server"),
    **dict.fromkeys(
        (
            *("network", "switch", "router", "firewall", "access point", "networking"),
            *("network equipment", "wireless"),
        ),
        "network",
    ),
    **dict.fromkeys(("application", "software", "program", "app"), "application"),
    "other": "other",
}
KINDS = tuple(dict.fromkeys(THING_KINDS.values()))


def kind_of(text: str) -> str:
    """The kind that a word means; any other is one of the plan's own, written plainly."""
    said = plain(text)
    return THING_KINDS.get(said) or said.replace(" ", "_")
