"""One gathered work item as facts: from its cells, else as the mapping assumes."""

from flatwright.domain.records.work import TimeEntry, WorkItem, WorkObject
from flatwright.imports.gathering import Gathered, Gathering, Piece, first_told
from flatwright.imports.history import HistoryItem
from flatwright.imports.mapping import EffortModel, ExportMapping
from flatwright.imports.mapping_kinds import Fact
from flatwright.imports.minutes import (
    OPENS,
    Place,
    in_business_hours,
    minutes_of,
    modelled_minutes,
)
from flatwright.imports.rejects import RowRejected
from flatwright.imports.wall_time import Told

Late = list[tuple[int, RowRejected]]  # rows that are found wrong only among their like


def item(gathering: Gathering, group: Gathered) -> tuple[HistoryItem | None, Late]:
    """The work item of a group, or none where no row is good, and the rows left out."""
    if not group.rows:
        return None, []
    try:
        return _item(gathering, group)
    except RowRejected as error:
        return None, [(row, error) for row in group.rows]


def _item(gathering: Gathering, group: Gathered) -> tuple[HistoryItem, Late]:
    mapping = gathering.mapping
    facts = {name: _value(name, fact, group.last) for name, fact in mapping.facts.each()}
    opened = _opened(gathering, group)
    pieces = [_modelled(gathering, group, facts, opened)] if mapping.model else group.pieces
    entries, late = _entries(pieces, mapping.time.zone)
    left_out = {row for row, _ in late}
    made = HistoryItem(
        key=group.key,
        client=facts["client"],
        work=_work(mapping, group, facts, (entries, opened)),
        modelled=mapping.model is not None,
        date_only=any(piece.start.date_only for piece in pieces),
        rows=tuple(row for row in group.rows if row not in left_out),
    )
    return made, late


def _value(name: str, fact: Fact, told: dict[str, str]) -> str:
    """The fact's value: the first word that is known, else what is assumed."""
    for column in fact.column:
        text = told.get(column)
        if text is None:
            continue
        if not fact.words and fact.filled is None:
            return text
        meant = _meaning(fact, text)
        if meant is not None:
            return meant
    if fact.otherwise is None:
        says = f"nothing tells the {name.replace('_', ' ')}, and the mapping assumes none"
        raise RowRejected(code="missing_fact", says=says)
    return fact.otherwise


def _meaning(fact: Fact, text: str) -> str | None:
    said = text.casefold()
    found = next((v for word, v in fact.words.items() if word.casefold() == said), None)
    return found or fact.filled


def _opened(gathering: Gathering, group: Gathered) -> Told | None:
    """When it was asked for; the first event of a log that does not say."""
    return gathering.when(group.first, gathering.mapping.columns.opened) or group.began


def _modelled(
    gathering: Gathering, group: Gathered, facts: dict[str, str], opened: Told | None
) -> Piece:
    model, columns = gathering.mapping.model, gathering.mapping.columns
    if model is None:
        msg = "an entry is modelled by a model"
        raise ValueError(msg)
    begun = gathering.when(group.first, columns.in_progress) or group.in_progress
    resolved = gathering.when(group.last, columns.resolved) or group.resolved
    if opened and resolved and resolved.at < opened.at:
        raise RowRejected(
            code="ends_before_start", says="it was resolved before it was opened"
        )
    start = _start(model, {"opened": opened, "in_progress": begun, "resolved": resolved})
    since = begun or opened
    spent = resolved.at - since.at if since and resolved else None
    minutes = modelled_minutes(model, facts["kind"], facts["priority"], spent)
    technician = first_told(group.last, columns.technician) or "t1"
    return Piece(row=group.rows[0], technician=technician, start=start, minutes=minutes)


def _start(model: EffortModel, told: dict[str, Told | None]) -> Told:
    """Where the modelled entry starts; the nearest earlier time where that is not told."""
    for name in (model.starts, "in_progress", "opened", "resolved"):
        when = told[name]
        if when:
            return when
    raise RowRejected(code="no_date", says="no row says when the work was done")


def _entries(pieces: list[Piece], zone: str) -> tuple[tuple[TimeEntry, ...], Late]:
    """Entries of the pieces, in order; a technician cannot work twice at a time."""
    made: list[TimeEntry] = []
    late: Late = []
    busy: dict[str, int] = {}
    places: dict[str, Place] = {}
    for piece in sorted(pieces, key=lambda each: (each.start.at, each.row)):
        who = piece.technician
        if piece.start.date_only:
            place = max((piece.start.day, OPENS), places.get(who, (piece.start.day, OPENS)))
            spans, places[who] = in_business_hours(place, piece.minutes, zone)
        else:
            spans = ((piece.start.at, piece.start.at + piece.minutes),)
        if spans[0][0] < busy.get(who, 0):
            says = f"{who} works on it in another row at the same time"
            late.append((piece.row, RowRejected(code="overlapping_entries", says=says)))
            continue
        busy[who] = spans[-1][1]
        made += [TimeEntry(start=start, end=end, technician=who) for start, end in spans]
    return tuple(sorted(made, key=lambda each: (each.start, each.technician))), late


def _work(
    mapping: ExportMapping,
    group: Gathered,
    facts: dict[str, str],
    times: tuple[tuple[TimeEntry, ...], Told | None],
) -> WorkItem:
    entries, opened = times
    estimate = first_told(group.last, mapping.columns.estimate)
    return WorkItem(
        key=group.key,
        kind=facts["kind"],
        action=facts["action"],
        cause=facts["cause"],
        priority=facts["priority"],
        person=facts["person"],
        object=WorkObject(name=facts["object"], kind=facts.get("object_kind")),
        location=facts["location"],
        onsite=facts["onsite"] == "true",
        entries=entries,
        estimate_min=_estimate(mapping, estimate),
        after_hours_by=facts["after_hours_by"],
        opened_at=opened.at if opened else None,
        other={name: facts[name] for name in mapping.facts.other},
    )


def _estimate(mapping: ExportMapping, text: str | None) -> int | None:
    """The estimate in minutes; one that says nothing, or zero, is not told."""
    if text is None:
        return None
    try:
        return minutes_of(text, mapping.units.estimate, mapping.numbers)
    except RowRejected as error:
        if error.code == "no_effort":
            return None
        raise
