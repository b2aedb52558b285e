"""The roles of the staff, and what each may do: one table."""

from django.db import models

from flatwright.office.clients.scope import Right


class Role(models.TextChoices):
    """What somebody is in the provider's business."""

    OWNER = "owner", "Owner"
    FINANCE = "finance", "Finance"
    DISPATCHER = "dispatcher", "Dispatcher"
    TECHNICIAN = "technician", "Technician"
    READ_ONLY = "read_only", "Read only"


RIGHTS: dict[str, frozenset[Right]] = {
    Role.OWNER: frozenset(Right),
    Role.FINANCE: frozenset(
        {Right.SEE, Right.FORGIVE, Right.AGREE, Right.MONEY, Right.AUDIT}
    ),
    Role.DISPATCHER: frozenset(
        {Right.SEE, Right.WORK, Right.DISPATCH, Right.CLIENTS, Right.IMPORT}
    ),
    Role.TECHNICIAN: frozenset({Right.SEE, Right.WORK}),
    Role.READ_ONLY: frozenset({Right.SEE}),
}
