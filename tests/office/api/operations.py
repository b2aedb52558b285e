"""The one table of who may call which operation; an operation without a row fails."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from flatwright.office.clients.scope import Right

AT = {"start": "2026-03-03T09:00:00Z", "end": "2026-03-03T10:00:00Z"}
DAY = "2026-03-03"


@dataclass(frozen=True, slots=True)
class Row:
    """The right an operation needs, whose object its address names, and a body for it."""

    right: Right = Right.SEE
    of: str = ""  # kind of object
    body: dict[str, Any] = field(default_factory=dict)
    part: str = "key"  # of the address
    also: Right | None = None  # for what belongs to a colleague


SEE, WORK, CLIENTS = Right.SEE, Right.WORK, Right.CLIENTS
AGREE, HOUSE, FORGIVE = Right.AGREE, Right.HOUSE, Right.FORGIVE
IMPORT, DISPATCH = Right.IMPORT, Right.DISPATCH
FILE = SimpleUploadedFile("people.csv", b"Name\nAda\n")


def ticket(right: Right = SEE, **body: Any) -> Row:
    return Row(right, "ticket", body, "number")


def named(kind: str, right: Right = SEE, part: str = "key", **body: Any) -> Row:
    return Row(right, kind, body, part)


def number(kind: str, right: Right = CLIENTS, **body: Any) -> Row:
    return Row(right, kind, body, "number")


def theirs(row: Row) -> Row:
    return replace(row, also=Right.DISPATCH)


HAS = {
    "list_sites": Row(),
    "add_site": named("client", CLIENTS, name="x", first=DAY),
    "get_site": named("site"),
    "edit_site": named("site", CLIENTS, name="x"),
    "remove_site": named("site", CLIENTS),
    "list_vendors": Row(),
    "add_vendor": named("client", CLIENTS, name="x"),
    "get_vendor": named("vendor"),
    "edit_vendor": named("vendor", CLIENTS, name="x"),
    "remove_vendor": named("vendor", CLIENTS),
    "list_people": Row(),
    "add_person": named("client", CLIENTS, name="x"),
    "get_person": named("person"),
    "edit_person": named("person", CLIENTS, name="x"),
    "remove_person": named("person", CLIENTS),
    "list_roster": named("person"),
    "join": named("person", CLIENTS, first=DAY),
    "leave": named("person", CLIENTS, day=DAY),
    "list_things": Row(),
    "add_thing": named("client", CLIENTS, name="x", registered=DAY, first=DAY),
    "get_thing": named("thing"),
    "edit_thing": named("thing", CLIENTS, name="x"),
    "remove_thing": named("thing", CLIENTS),
    "hand_thing_over": named("thing", CLIENTS, to=None, day=DAY),
    "list_conditions": named("thing"),
    "add_condition": named("thing", CLIENTS, says="x", found=DAY),
    "edit_condition": number("condition", says="x"),
    "remove_condition": number("condition"),
    "list_approvers": Row(),
    "add_approver": named("client", CLIENTS, person="x", first=DAY),
    "get_approver": number("approver", SEE),
    "edit_approver": number("approver", first=DAY),
    "remove_approver": number("approver"),
}
AGREED = {
    "list_clients": Row(),
    "add_client": Row(CLIENTS, body={"name": "x", "time_zone": "UTC", "first": DAY}),
    "get_client": named("client"),
    "edit_client": named("client", CLIENTS, name="x"),
    "get_standing": named("client"),
    "list_months": named("client"),
    "count_users": named("client"),
    "list_allowances": named("client"),
    "list_plans": Row(),
    "add_plan": Row(AGREE, body={"text": "x"}),
    "get_plan": Row(of="plan"),
    "get_words": Row(of="plan"),
    "list_agreements": Row(),
    "enter_agreement": named("client", AGREE, plan="complete", version=1, first=DAY),
    "get_agreement": named("agreement"),
    "agree_version": named("agreement", AGREE, plan="complete", version=1, first=DAY),
    "end_agreement": named("agreement", AGREE, last=None),
    "suspend": named("agreement", AGREE, first=DAY, last=DAY),
}
DESK = {
    "list_tickets": Row(),
    "open_ticket": named("client", WORK, title="x"),
    "get_ticket": ticket(),
    "edit_ticket": ticket(WORK, title="x"),
    "set_status": ticket(WORK, status="open"),
    "assign_ticket": theirs(ticket(WORK, to=None)),
    "merge_ticket": ticket(WORK, number=99_999),
    "join_ticket": ticket(WORK, number=99_999),
    "list_answers": ticket(),
    "answer_question": ticket(WORK, fact="cause", value="x"),
    "list_clocks": ticket(),
    "list_files": ticket(),
    "attach_file": ticket(WORK, file=FILE),
    "get_file": named("file"),
    "download_file": named("file"),
    "list_templates": Row(),
    "add_template": Row(DISPATCH, body={"name": "x", "title": "x"}),
    "get_template": named("template"),
    "edit_template": named("template", DISPATCH, name="x"),
    "remove_template": named("template", DISPATCH),
    "list_comments": ticket(),
    "add_comment": ticket(WORK, text="x"),
    "list_checks": ticket(),
    "tick_line": number("item", WORK, done=True),
    "list_time": Row(),
    "list_time_of": ticket(),
    "log_time": ticket(WORK, **AT),
    "edit_time": theirs(named("entry", WORK, "key", **AT)),
    "remove_time": theirs(named("entry", WORK)),
    "get_timer": Row(),
    "start_timer": ticket(WORK),
    "stop_timer": Row(WORK),
    "list_all_approvals": Row(),
    "list_approvals": ticket(),
    "ask_approval": ticket(WORK, type="hourly"),
    "answer_approval": named("approval", WORK, yes=True, person="x"),
    "list_materials": ticket(),
    "add_material": ticket(WORK, item="x", amount=1),
    "remove_material": number("material", WORK),
    "get_goodwill": ticket(),
    "waive": ticket(FORGIVE, reason="x"),
    "take_back_goodwill": ticket(FORGIVE),
    "get_decision": ticket(),
    "list_decisions": ticket(),
    "preview_new": named("client"),
    "preview_ticket": ticket(),
    "preview_time": ticket(SEE, **AT),
}
HOUSES = {
    "list_projects": Row(),
    "get_project": named("project"),
    "begin_project": ticket(WORK, budget=60),
    "quote_project": named("project", WORK, amount=100),
    "drop_project": named("project", WORK),
    "list_colleagues": Row(),
    "list_record": Row(Right.AUDIT),
    "list_record_of": Row(of="client"),
    "search": Row(body={"words": "c"}),
    "needs_me_now": Row(),
    "who_am_i": Row(),
    "get_provider": Row(),
    "edit_provider": Row(HOUSE, body={"phone": "555"}),
    "list_accounts": Row(HOUSE),
    "get_account": named("account", HOUSE),
    "close_account": named("account", HOUSE),
    "get_queue": Row(HOUSE),
    "list_schedules": Row(HOUSE),
    "list_jobs": Row(HOUSE),
    "get_job": named("job", HOUSE),
    "retry_job": named("job", HOUSE),
    "cancel_job": named("job", HOUSE),
}
BROUGHT = {
    "list_imports": Row(IMPORT),
    "bring_import": Row(IMPORT, body={"kind": "people", "source": "x", "file": FILE}),
    "get_import": named("import", IMPORT),
    "get_columns": named("import", IMPORT),
    "try_import": named("import", IMPORT),
    "begin_import": named("import", IMPORT),
    "go_on_import": named("import", IMPORT),
    "undo_import": named("import", IMPORT),
    "list_rejects": named("import", IMPORT),
    "download_rejects": named("import", IMPORT),
    "bring_inventories": Row(IMPORT, body={"client": "x", "files": FILE}),
    "list_observations": Row(IMPORT),
    "get_observation": named("observation", IMPORT),
    "accept_observation": named("observation", IMPORT),
    "ignore_observation": named("observation", IMPORT),
}
OPERATIONS = HAS | AGREED | DESK | HOUSES | BROUGHT
