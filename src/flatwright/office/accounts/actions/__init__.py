"""Writing accounts: who may sign in, as what, and with which keys."""

from flatwright.office.accounts.actions.first import FirstOwner, make_first_owner
from flatwright.office.accounts.actions.invitations import (
    Invited,
    Invitee,
    accept,
    invite,
    let_back_in,
    withdraw,
)
from flatwright.office.accounts.actions.own import (
    change_own,
    change_password,
    end_other_sessions,
    note_second_factor,
)
from flatwright.office.accounts.actions.people import close, reopen, set_place
from flatwright.office.accounts.actions.tokens import (
    Made,
    Wish,
    create_token,
    revoke_token,
    revoke_tokens_of,
)

__all__ = [
    "FirstOwner",
    "Invited",
    "Invitee",
    "Made",
    "Wish",
    "accept",
    "change_own",
    "change_password",
    "close",
    "create_token",
    "end_other_sessions",
    "invite",
    "let_back_in",
    "make_first_owner",
    "note_second_factor",
    "reopen",
    "revoke_token",
    "revoke_tokens_of",
    "set_place",
    "withdraw",
]
