"""Priority from impact and urgency, as desks agree on it beforehand."""

from typing import Final

# By impact (everybody, some, one person) and urgency (work stops, is hindered, can wait).
_MATRIX: Final = {
    (1, 1): "p1",
    (1, 2): "p2",
    (1, 3): "p3",
    (2, 1): "p2",
    (2, 2): "p3",
    (2, 3): "p4",
    (3, 1): "p3",
    (3, 2): "p3",
    (3, 3): "p4",
}


def priority(impact: int, urgency: int) -> str:
    """P1 to P4; impact and urgency are 1 (most) to 3 (least)."""
    return _MATRIX[impact, urgency]
