"""What the doctor found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold: which rule, what is wrong, in one sentence."""

    code: str
    says: str
    client: int | None = None  # whose work, decided again, would be right


Check = Callable[[], Iterator[Finding]]
