"""What the doctor found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not hold: which rule, what is wrong, in one sentence."""

    code: str
    says: str


Check = Callable[[], Iterator[Finding]]
