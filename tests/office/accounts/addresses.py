"""The one table of who gets what at each address; an address without a row fails.

A row says which right a page wants, whose object its address names, and whether it is
looked at, pressed, or both. What follows for each role is worked out in `expected`.
"""

from dataclasses import dataclass, field

from flatwright.office.clients.scope import Right

LOOK, PRESS, BOTH = "look", "press", "look and press"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What is so at one address."""

    right: Right | None = Right.SEE  # None: any account, without a role's right
    of: dict[str, str] = field(default_factory=dict)  # part of the address: kind of object
    given: dict[str, str] = field(default_factory=dict)  # part of the address: its value
    how: str = LOOK
    answer: int = 200  # to who may look
    is_open: bool = False  # to strangers: then `answer` is for them
    setting_up: bool = False  # open while there is no second factor yet
    empty: int = 0  # what an empty form gets, where it must name another object
    is_personal: bool = False  # of one account: there is no own one in the walk


def entrance(answer: int = 200, how: str = BOTH, *, setting_up: bool = False) -> Address:
    return Address(right=None, how=how, answer=answer, is_open=True, setting_up=setting_up)


def own(how: str = BOTH, answer: int = 200, *, setting_up: bool = False) -> Address:
    return Address(right=None, how=how, answer=answer, setting_up=setting_up)


def house(of: str = "", how: str = LOOK) -> Address:
    return Address(right=Right.HOUSE, of={"key": of} if of else {}, how=how)


def ticket(right: Right = Right.WORK, how: str = PRESS, *, empty: int = 0) -> Address:
    return Address(right=right, of={"number": "ticket"}, how=how, empty=empty)


def kept(
    kind: str, right: Right = Right.SEE, how: str = LOOK, part: str = "key"
) -> Address:
    return Address(right=right, of={part: kind}, how=how)


def pattern(how: str) -> Address:
    """Of a template, which is the house's own."""
    return Address(right=Right.DISPATCH, given={"key": "pattern"}, how=how)


def row(how: str) -> Address:
    return Address(right=Right.CLIENTS, of={"key": "site"}, given={"kind": "site"}, how=how)


ACCOUNTS = {
    "account_login": entrance(),
    "account_logout": entrance(answer=302, setting_up=True),
    "account_inactive": entrance(how=LOOK),
    "mfa_authenticate": entrance(answer=302),
    "mfa_login_webauthn": entrance(answer=302),
    "invitation": Address(
        right=None, given={"secret": "invented"}, how=BOTH, answer=404, is_open=True
    ),
    "account_reauthenticate": own(setting_up=True),
    "account_change_password": own(),
    "account_set_password": own(answer=302),
    "mfa_index": own(how=LOOK, setting_up=True),
    "mfa_reauthenticate": own(),
    "mfa_activate_totp": own(answer=302, setting_up=True),
    "mfa_deactivate_totp": own(),
    "mfa_view_recovery_codes": own(setting_up=True),
    "mfa_generate_recovery_codes": own(),
    "mfa_list_webauthn": own(how=LOOK),
    "mfa_add_webauthn": own(setting_up=True),
    "mfa_reauthenticate_webauthn": own(answer=302),
    "mfa_remove_webauthn": Address(
        right=None, of={"pk": "passkey"}, how=BOTH, is_personal=True
    ),
    "mfa_edit_webauthn": Address(
        right=None, of={"pk": "passkey"}, how=BOTH, is_personal=True
    ),
    "me": own(),
    "me_end_others": own(how=PRESS),
    "me_end_session": Address(
        right=None, of={"number": "session"}, how=PRESS, is_personal=True
    ),
    "me_add_token": own(),
    "me_end_token": Address(right=None, of={"key": "token"}, how=PRESS, is_personal=True),
    "accounts": house(),
    "accounts_invite": house(how=BOTH),
    "accounts_withdraw": house("invitation", PRESS),
    "accounts_one": house("account", BOTH),
    "accounts_close": house("account", PRESS),
    "accounts_reopen": house("account", PRESS),
    "accounts_way_back": house("account", PRESS),
}

CLIENTS = {
    "clients": Address(),
    "new_client": Address(right=Right.CLIENTS, how=BOTH),
    "client": kept("client"),
    "edit_client": kept("client", Right.CLIENTS, BOTH),
    "used": kept("client"),
    "people": kept("client"),
    "things": kept("client"),
    "add_row": Address(
        right=Right.CLIENTS, of={"key": "client"}, given={"kind": "site"}, how=BOTH
    ),
    "edit_row": row(BOTH),
    "remove_row": row(PRESS),
    "person": kept("person"),
    "join_roster": kept("person", Right.CLIENTS, PRESS),
    "leave_roster": kept("person", Right.CLIENTS, PRESS),
    "thing": kept("thing", how=BOTH),
    "hand_over": kept("thing", Right.CLIENTS, PRESS),
    "new_agreement": kept("client", Right.AGREE, BOTH),
    "agreement": kept("agreement"),
    "agree_version": kept("agreement", Right.AGREE, PRESS),
    "end_agreement": kept("agreement", Right.AGREE, PRESS),
    "suspend": kept("agreement", Right.AGREE, PRESS),
    "plans": Address(),
    "new_plan": Address(right=Right.AGREE, how=BOTH),
    "plan": Address(given={"plan": "complete", "version": "1"}),
}

DESK = {
    "tickets": Address(),
    "templates": Address(),
    "new_template": Address(right=Right.DISPATCH, how=BOTH),
    "template": pattern(BOTH),
    "take_template": pattern(PRESS),
    "board": Address(),
    "new_ticket": Address(right=Right.WORK),
    "new_ticket_of": kept("client", Right.WORK, BOTH),
    "preview_new": kept("client"),
    "ticket": ticket(Right.SEE, LOOK),
    "edit_ticket": ticket(how=BOTH),
    "preview_ticket": ticket(Right.SEE, LOOK),
    "decisions": ticket(Right.SEE, LOOK),
    "answer": ticket(),
    "ticket_status": ticket(),
    "assign": ticket(),
    "merge": ticket(empty=404),
    "join": ticket(empty=404),
    "comment": ticket(),
    "log_time": ticket(),
    "preview_time": ticket(Right.SEE, LOOK),
    "start_timer": ticket(),
    "stop_timer": Address(right=Right.WORK, how=PRESS),
    "edit_time": kept("entry", Right.WORK, BOTH),
    "remove_time": kept("entry", Right.WORK, PRESS),
    "file": kept("file"),
    "tick": kept("item", Right.WORK, PRESS, part="pk"),
    "ask_approval": ticket(),
    "answer_approval": Address(right=Right.WORK, of={"key": "approval"}, how=PRESS),
    "add_material": ticket(),
    "remove_material": kept("material", Right.WORK, PRESS, part="pk"),
    "waive": ticket(Right.FORGIVE),
}

HOUSE = {
    "home": Address(),
    "search": Address(),
    "record": Address(right=Right.AUDIT),
    "record_of": Address(of={"key": "client"}, given={"kind": "client"}),
    "settings": Address(right=Right.HOUSE, how=BOTH),
    "remove_sample": Address(right=Right.HOUSE, how=BOTH),
    "setup": entrance(answer=404),
    "setup_plan": Address(right=Right.AGREE, how=BOTH),
    "setup_client": Address(right=Right.CLIENTS, how=BOTH),
    "scheme": Address(how=PRESS),
    "styleguide": Address(),
}

JOBS = {
    "jobs": Address(right=Right.HOUSE),
    "jobs_in": Address(right=Right.HOUSE, given={"state": "waiting"}),
    "job": kept("job", Right.HOUSE),
    "retry_job": kept("job", Right.HOUSE, PRESS),
    "cancel_job": kept("job", Right.HOUSE, PRESS),
}

PROJECTS = {
    "projects": Address(),
    "project_of": ticket(how=BOTH),
    "quote_project": kept("project", Right.WORK, PRESS),
    "drop_project": kept("project", Right.WORK, PRESS),
}

IMPORTS = {
    "imports": Address(right=Right.IMPORT),
    "new_inventory": Address(right=Right.IMPORT, how=BOTH),
    "new_import": Address(right=Right.IMPORT, given={"kind": "people"}, how=BOTH),
    "import": kept("import", Right.IMPORT),
    "import_columns": Address(
        right=Right.IMPORT, of={"key": "import"}, how=BOTH, answer=303
    ),
    "begin_import": kept("import", Right.IMPORT, PRESS),
    "go_on_import": kept("import", Right.IMPORT, PRESS),
    "undo_import": kept("import", Right.IMPORT, PRESS),
    "import_rejects": kept("import", Right.IMPORT),
    "settle_observation": kept("observation", Right.IMPORT, PRESS),
}

ADDRESSES = ACCOUNTS | CLIENTS | DESK | HOUSE | JOBS | PROJECTS | IMPORTS
