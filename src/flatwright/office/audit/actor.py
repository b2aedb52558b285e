"""Who does something, and from where: told by whoever calls an action."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, a token or a job, in words that still tell when the account is gone."""

    name: str  # Ada Owner <ada@example.com>
    source: str  # web 192.0.2.7, api token "monitoring", command line, worker


SETUP = Actor(name="set-up", source="command line")
