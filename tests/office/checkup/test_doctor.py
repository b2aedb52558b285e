"""The doctor is silent where all holds, and names what somebody changed past the office."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F

from flatwright.office.agreements.models import PlanText
from flatwright.office.audit.checkpoint import Checkpoint, note_head, now
from flatwright.office.audit.models import Event
from flatwright.office.checkup.doctor import findings
from flatwright.office.checkup.record import since
from flatwright.office.clients.models import Client, Person, RosterPeriod, Thing
from flatwright.office.desk.files import path_of
from flatwright.office.desk.models import Blob, Decision, Sequence, Ticket, TimeEntry, Use

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored")]
OF_THE_TESTS = {"guard", "database_setting"}  # the tests' database is quick and unguarded


def codes(*, deep: bool = False) -> set[str]:
    """What the doctor finds."""
    found = findings(lambda _what, _share: None, deep=deep)
    return {each.code for each in found} - OF_THE_TESTS


def standing() -> Decision:
    """A decision that stands, with something drawn."""
    found = Decision.objects.filter(current_of__isnull=False, uses__isnull=False).first()
    assert found
    return found


def test_it_is_silent_where_everything_holds() -> None:
    assert codes(deep=True) == set()


def edited_event() -> None:
    Event.objects.filter(pk=Event.objects.order_by("pk")[40].pk).update(actor="nobody")


def left_out_event() -> None:
    Event.objects.filter(pk=Event.objects.order_by("pk")[40].pk).delete()


def cut_tail() -> None:
    fifth = Event.objects.order_by("-pk")[4].pk
    Event.objects.filter(pk__gte=fifth).delete()


def moved_events() -> None:
    one, other = Event.objects.order_by("pk")[40:42]
    Event.objects.filter(pk=one.pk).update(digest=other.digest)


def flipped_byte() -> None:
    path = path_of(Blob.objects.values_list("digest", flat=True)[0])
    content = bytearray(path.read_bytes())
    content[0] ^= 1
    path.write_bytes(content)


def orphan() -> None:
    path_of("ab" * 32).parent.mkdir(exist_ok=True)
    path_of("ab" * 32).write_bytes(b"whose?")


def plan_edited() -> None:
    plan = PlanText.objects.first()
    assert plan
    PlanText.objects.filter(pk=plan.pk).update(text=plan.text.replace("140", "90"))


def of_two_at_once() -> None:
    thing = Thing.objects.filter(last=None).first()
    assert thing
    thing.origin, thing.pk, thing.key = thing.device, None, "twice"
    thing.save()


def twice_on_the_roster() -> None:
    period = RosterPeriod.objects.first()
    assert period
    RosterPeriod.objects.create(person=period.person, first=period.first)


def two_at_once() -> None:
    entry = TimeEntry.objects.order_by("pk").first()
    assert entry
    other = TimeEntry.objects.exclude(pk=entry.pk).first()
    assert other
    TimeEntry.objects.filter(pk=other.pk).update(
        technician=entry.technician, start=entry.start, end=entry.end
    )


def number_given_twice() -> None:
    Sequence.objects.filter(name="ticket").update(last=F("last") - 1)


def anothers_device() -> None:
    one, other = Client.objects.order_by("pk")[:2]
    person = Person.objects.filter(client=one).first()
    thing = Thing.objects.filter(client=other, owner__isnull=False).first()
    assert thing
    Thing.objects.filter(pk=thing.pk).update(owner=person)


def old_decision_stands() -> None:
    before = Decision.objects.filter(superseded_by__isnull=False).first()
    assert before
    Ticket.objects.filter(pk=before.ticket_id).update(decision=before)


def no_decision() -> None:
    Ticket.objects.filter(pk=standing().ticket_id).update(decision=None, stands=None)


def listed_wrongly() -> None:
    Ticket.objects.filter(pk=standing().ticket_id).update(stands="invalid")


QUICK: dict[Callable[[], None], str] = {
    edited_event: "audit_chain",
    left_out_event: "audit_chain",
    cut_tail: "audit_chain",
    moved_events: "audit_chain",
    plan_edited: "plan_changed",
    twice_on_the_roster: "roster_overlaps",
    of_two_at_once: "device_twice",
    two_at_once: "entries_overlap",
    number_given_twice: "numbers",
    anothers_device: "of_another_client",
    old_decision_stands: "decision_superseded",
    listed_wrongly: "decision_status",
    no_decision: "undecided",
}


@pytest.mark.parametrize("tamper", QUICK, ids=lambda each: each.__name__)
def test_what_was_changed_past_the_office_is_named(tamper: Callable[[], None]) -> None:
    tamper()
    assert codes() == {QUICK[tamper]}


def answer_edited() -> None:
    found = standing()
    answer = {**found.answer, "client_pays": "0.00", "because": "A friend."}
    Decision.objects.filter(pk=found.pk).update(answer=answer)


def bill_edited() -> None:
    Decision.objects.filter(pk=standing().pk).update(pays=F("pays") + 100)


def use_removed() -> None:
    found = standing().uses.first()
    assert found
    Use.objects.filter(pk=found.pk).delete()


def time_edited() -> None:
    entry = standing().ticket.entries.first()
    assert entry
    TimeEntry.objects.filter(pk=entry.pk).update(start=entry.start - timedelta(minutes=1))


def device_slipped_in() -> None:
    thing = Thing.objects.filter(owner__isnull=False).first()
    assert thing
    thing.pk, thing.key = None, "slippedin"
    thing.save()


DEEP: dict[Callable[[], None], str] = {
    answer_edited: "other_answer",
    bill_edited: "other_answer",
    use_removed: "uses_differ",
    time_edited: "untold_change",
    device_slipped_in: "untold_row",
}


@pytest.mark.parametrize("tamper", DEEP, ids=lambda each: each.__name__)
def test_a_deep_look_names_what_bills_follow_from(tamper: Callable[[], None]) -> None:
    tamper()
    assert DEEP[tamper] in codes(deep=True)


@pytest.mark.parametrize(
    ("harm", "code"), [(flipped_byte, "file_changed"), (orphan, "orphan_file")]
)
def test_files_are_compared_with_what_they_were(
    harm: Callable[[], None], code: str
) -> None:
    kept = {path: path.read_bytes() for path in _files()}
    harm()
    found = codes()
    for path in _files():
        if path in kept:
            path.write_bytes(kept[path])
        else:
            path.unlink()
    assert found == {code}


def _files() -> list[Path]:
    root = path_of("00" * 32).parents[1]
    return [each for each in root.rglob("*") if each.is_file()]


def test_a_lost_guard_is_named() -> None:
    found = findings(lambda _what, _share: None, deep=False)
    assert "guard" in {each.code for each in found}  # the tests have lifted them


def test_a_record_that_was_made_anew_is_seen_with_a_checkpoint(tmp_path: Path) -> None:
    noted = tmp_path / "checkpoint"
    note_head(noted, now())
    assert list(since(noted)) == []
    note_head(noted, Checkpoint(events=30, digest="of another chain"))
    assert [each.code for each in since(noted)] == ["audit_cut"]
    note_head(noted, Checkpoint(events=10**6, digest="of a longer one"))
    assert [each.code for each in since(noted)] == ["audit_cut"]
    assert list(since(tmp_path / "none yet")) == []
