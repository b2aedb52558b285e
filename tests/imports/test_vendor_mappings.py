import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from flatwright.imports.exports import history
from flatwright.imports.history import History
from flatwright.imports.mapping_read import shipped_mappings
from tests.imports.conftest import mapping_of

AUTOTASK = (
    "Autotask Ticket Number,Organization,Resource,Start Date/Time,End Date/Time,"
    "Ticket Type,Priority\n"
    "T20260203.0001,Acme,Ann,2/3/2026 8:00 AM,2/3/2026 8:45 AM,Service Request,High\n"
    "T20260203.0001,Acme,Bob,2/3/2026 8:30 AM,2/3/2026 9:00 AM,Service Request,High\n"
)
CONNECTWISE = (
    "chargeToId,company,member,timeStart,timeEnd,actualHours,workType\n"
    "501,Acme,ann,2026-02-03T14:00:00Z,2026-02-03T14:30:00Z,0.50,On-site\n"
)
HALOPSA = (
    "Ticket ID,Client,Agent,Date,Time Taken,Ticket Type,Priority\n"
    "77,Acme,Ann,03/02/2026 09:30,0.25,Alert,3\n"
)
SYNCRO = (
    "Ticket Number,Customer,Tech,Start Time,End Time,Actual Time,Issue Type,Priority\n"
    "1042,Acme,Ann,02/03/2026 09:00 AM,02/03/2026 09:20 AM,20,Remote Support,Urgent\n"
)
OSTICKET = (
    "Ticket Number,Date Created,Subject,From,From Email,Priority,Department,Help Topic,"
    "Source,Current Status,Last Updated,SLA Due Date,Due Date,Closed Date,Overdue,Merged,"
    "Linked,Answered,Agent Assigned,Team Assigned,Thread Count,Reopen Count,"
    "Attachment Count,Task Count\n"
    "100042,2026-02-03 09:00:00,Paper jam,Jo,jo@acme.example,High,Support,Report a Problem,"
    "Email,Closed,2026-02-03 12:00:00,,,2026-02-03 11:00:00,0,0,0,1,Ann,,2,0,0,0\n"
)


def read(name: str, content: bytes, folder: Path) -> History:
    path = folder / "export"
    path.write_bytes(content)
    return history(path, mapping_of(shipped_mappings()[name]))


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) // 60


@pytest.mark.parametrize(
    ("name", "content", "said", "facts"),
    [
        (
            "autotask",
            AUTOTASK,
            ("T20260203.0001", "13:00", 75),
            ("request", "change", "p2"),
        ),
        ("connectwise", CONNECTWISE, ("501", "14:00", 30), ("incident", "fix", "p3")),
        ("halopsa", HALOPSA, ("77", "09:30", 15), ("proactive", "monitor", "p3")),
        ("syncro", SYNCRO, ("1042", "14:00", 20), ("incident", "fix", "p1")),
        ("osticket", OSTICKET, ("100042", "09:00", 60), ("incident", "fix", "p2")),
    ],
)
def test_a_small_export_becomes_a_work_item(
    name: str,
    content: str,
    said: tuple[str, str, int],
    facts: tuple[str, str, str],
    tmp_path: Path,
) -> None:
    key, start, minutes = said
    made = read(name, content.encode(), tmp_path)
    assert made.rejects == ()
    (one,) = made.items
    work = one.work
    assert (one.key, work.entries[0].start) == (key, utc(f"2026-02-03T{start}"))
    assert sum(entry.end - entry.start for entry in work.entries) == minutes
    assert (work.kind, work.action, work.priority) == facts
    assert one.modelled == (name == "osticket")
    assert one.client == ("all clients" if name == "osticket" else "Acme")


def test_a_visit_is_told_by_the_work_type(tmp_path: Path) -> None:
    assert read("connectwise", CONNECTWISE.encode(), tmp_path).items[0].work.onsite
    assert not read("halopsa", HALOPSA.encode(), tmp_path).items[0].work.onsite


def test_zammad_accounts_in_a_workbook_and_at_the_end_of_the_work(tmp_path: Path) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        page = book.add_worksheet()
        page.write(0, 0, "By Activity 2026-2")
        names = ("Ticket#", "Title", "Customer - Name", "Organization", "Agent - Name")
        page.write_row(2, 0, (*names, "Agent - Login", "Time Units", "Created at"))
        at = datetime(2026, 2, 3, 10, 0)  # noqa: DTZ001 - a sheet has wall times
        page.write_row(3, 0, ("67001", "Mail", "Jo", "Acme", "Ann", "ann", 15.0, at))
        page.write_row(4, 0, ("67002", "Print", "Flo", "-", "Ann", "ann", 5.5, at))
    told = read("zammad", made.getvalue(), tmp_path)
    assert told.rejects == ()
    first, second = told.items
    assert (first.client, second.client) == ("Acme", "Flo")
    assert first.work.entries[0].end == utc("2026-02-03T10:00")
    spans = [item.work.entries[0].end - item.work.entries[0].start for item in told.items]
    assert spans == [15, 6]
