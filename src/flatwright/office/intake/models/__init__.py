"""What is stored of imports."""

from flatwright.office.intake.models.batches import (
    Batch,
    ColumnChoice,
    Effect,
    Known,
    Rejected,
)
from flatwright.office.intake.models.observations import Observation

__all__ = ["Batch", "ColumnChoice", "Effect", "Known", "Observation", "Rejected"]
