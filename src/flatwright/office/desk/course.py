"""How far the deciding of a client's work is: kept, it goes on where it stopped."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from flatwright.office.desk.drawing import LAST
from flatwright.office.desk.models import Decision


@dataclass(slots=True, kw_only=True)
class Course:
    """After which work it goes on, and since when which clauses are drawn from anew."""

    after: tuple[datetime, int] | None = None
    changed: dict[str, datetime] = field(default_factory=dict)
    seen: int = 0  # of the tickets that were wanted
    made: int = 0  # decisions that are not as they stood

    def note(self, codes: set[str], begins: datetime) -> None:
        """Something else is drawn from these clauses by work that begins then."""
        for code in codes:
            self.changed[code] = min(begins, self.changed.get(code, LAST))

    def touches(self, decision: Decision | None) -> bool:
        """Whether a decision looked at an allowance that stands otherwise now."""
        if decision is None:
            return False
        begins = decision.begins or LAST
        return any(
            code in self.changed and begins >= self.changed[code] for code in decision.codes
        )

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        after = self.after and [self.after[0].isoformat(), self.after[1]]
        changed = {code: begins.isoformat() for code, begins in self.changed.items()}
        told = {"after": after, "changed": changed}
        return {**told, "seen": self.seen, "made": self.made}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """As it was kept; a new one of nothing."""
        after = kept.get("after")
        moment = datetime.fromisoformat
        return cls(
            after=(moment(after[0]), after[1]) if after else None,
            changed={code: moment(at) for code, at in kept.get("changed", {}).items()},
            seen=kept.get("seen", 0),
            made=kept.get("made", 0),
        )
