"""What a mapping file may say: how the rows of an export become work items."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flatwright.domain.plan.kinds import (
    DURATION,
    LINE,
    NAME,
    PERCENT,
    ListOf,
    TableOf,
    choice,
    whole,
)
from flatwright.domain.plan.section import Section, setting
from flatwright.imports.mapping_kinds import (
    CHARACTER,
    COLUMNS,
    FACT,
    FORMAT,
    SEPARATOR,
    ZONE,
    Fact,
    FactOf,
)

KINDS = ("incident", "request", "vendor", "proactive")
PRIORITIES = ("p1", "p2", "p3", "p4")
ENCODINGS = ("utf-8", "utf-16", "windows-1252", "latin-1")
UNITS = ("hours", "minutes", "h:mm")
_STARTS = choice("opened", "in_progress", "resolved")
_BY_PRIORITY = TableOf(choice(*PRIORITIES), DURATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A second file beside the export, joined by a key column."""

    file: str = setting(LINE, "its name; it stands beside the export")
    key: str = setting(LINE, "its column that holds the export's key")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForm:
    """How the file is written."""

    encoding: str = setting(choice(*ENCODINGS), "where no mark tells", "utf-8")
    fallback: str | None = setting(
        choice(*ENCODINGS[2:]), "for lines that do not decode", None
    )
    separator: str = setting(SEPARATOR, "between cells; auto looks at the header", "auto")
    sheet: str | None = setting(LINE, "the sheet of a workbook; else the first", None)
    companion: Companion | None = setting(
        Section(Companion, "the companion file"), "joined to each row", None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeForm:
    """How dates and times are written, and in which zone."""

    zone: str = setting(ZONE, "the zone of times that carry no offset")
    formats: tuple[str, ...] = setting(ListOf(FORMAT), "tried in order", ("iso",))
    offsets: str = setting(choice("used", "ignored"), "offsets in the text", "used")
    two_digit_years_from: int = setting(whole(1900, 2000), "first year of yy", 1970)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberForm:
    """How numbers are written."""

    decimal: str = setting(CHARACTER, "before the decimals", ".")
    grouping: str | None = setting(CHARACTER, "between digits, wherever it stands", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column says what; of several, the first that tells something."""

    key: tuple[str, ...] = setting(COLUMNS, "the work item's number")
    opened: tuple[str, ...] = setting(COLUMNS, "when it was asked for", ())
    in_progress: tuple[str, ...] = setting(COLUMNS, "when work began", ())
    resolved: tuple[str, ...] = setting(COLUMNS, "when it was done", ())
    event_at: tuple[str, ...] = setting(COLUMNS, "when the row's event was", ())
    state: tuple[str, ...] = setting(COLUMNS, "the state after the row's event", ())
    technician: tuple[str, ...] = setting(COLUMNS, "who worked", ())
    worked: tuple[str, ...] = setting(COLUMNS, "when the row's work began", ())
    ended: tuple[str, ...] = setting(COLUMNS, "when the row's work ended", ())
    effort: tuple[str, ...] = setting(COLUMNS, "how long the row's work took", ())
    estimate: tuple[str, ...] = setting(COLUMNS, "the estimate for the work item", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """What the numbers of the effort columns count."""

    effort: str = setting(choice(*UNITS), "of the effort column", "hours")
    estimate: str = setting(choice(*UNITS), "of the estimate column", "hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """What the state words mean; a word that stands nowhere here is a reject."""

    in_progress: tuple[str, ...] = setting(ListOf(LINE), "somebody works on it", ())
    resolved: tuple[str, ...] = setting(ListOf(LINE), "the work is done", ())
    passed: tuple[str, ...] = setting(ListOf(LINE), "tell nothing about the work", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortModel:
    """Labour minutes for a log that has none: fixed, or a share of the time in progress."""

    starts: str = setting(_STARTS, "where the modelled entry starts")
    share: Decimal | None = setting(PERCENT, "of the time in progress", None)
    fixed: Mapping[str, Mapping[str, int]] = setting(
        TableOf(choice(*KINDS), _BY_PRIORITY), "by kind and priority", {}
    )
    at_least: int = setting(DURATION, "the least of an entry", 1)
    at_most: Mapping[str, int] = setting(_BY_PRIORITY, "the most, by priority", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What each work item's facts are, from a column or as an assumption."""

    client: Fact = setting(FACT, "the client")
    kind: Fact = setting(FactOf(KINDS), "incident, request …", Fact(otherwise="incident"))
    action: Fact = setting(FactOf.named("action"), "what was done", Fact(otherwise="fix"))
    cause: Fact = setting(FactOf.named("cause"), "why", Fact(otherwise="normal"))
    priority: Fact = setting(FactOf(PRIORITIES), "p1 to p4", Fact(otherwise="p3"))
    person: Fact = setting(FACT, "for whom", Fact(otherwise="none"))
    object: Fact = setting(FACT, "on what", Fact(otherwise="none"))
    object_kind: Fact | None = setting(FACT, "what it is", None)
    location: Fact = setting(FACT, "where", Fact(otherwise="none"))
    onsite: Fact = setting(FactOf(("true", "false")), "a visit", Fact(otherwise="false"))
    after_hours_by: Fact = setting(
        FactOf(("client", "provider", "unknown")), "who wants it", Fact(otherwise="client")
    )
    other: Mapping[str, Fact] = setting(TableOf(NAME, FACT), "further facts", {})

    def each(self) -> tuple[tuple[str, Fact], ...]:
        """Every fact with its name, in the order of the mapping."""
        named = ((name, getattr(self, name)) for name in self.__slots__ if name != "other")
        return (*((n, f) for n, f in named if f is not None), *self.other.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMapping:
    """How one kind of export is read."""

    mapping: str = setting(NAME, "its name")
    title: str = setting(LINE, "what it reads, in words")
    checked: tuple[str, ...] = setting(ListOf(LINE), "what was checked against what")
    rows: str = setting(choice("event", "item", "entry"), "what one row is")
    keys: str = setting(choice("file", "client"), "where a key stands once", "file")
    file: FileForm = setting(Section(FileForm, "file"), "how it is written", FileForm())
    missing: tuple[str, ...] = setting(ListOf(LINE), "cells that tell nothing", ())
    time: TimeForm = setting(Section(TimeForm, "time"), "dates, times and zone")
    numbers: NumberForm = setting(Section(NumberForm, "numbers"), "digits", NumberForm())
    columns: Columns = setting(Section(Columns, "columns"), "which column says what")
    units: Units = setting(Section(Units, "units"), "hours or minutes", Units())
    states: States = setting(Section(States, "states"), "state words", States())
    model: EffortModel | None = setting(Section(EffortModel, "model"), "labour", None)
    facts: Facts = setting(Section(Facts, "facts"), "facts and assumptions")
    assumptions: tuple[str, ...] = setting(ListOf(LINE), "printed with every result", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The columns that a mapping needs, and those that it can do without."""

    needed: frozenset[str] = field(default=frozenset())
    kept: tuple[str, ...] = ()


def wanted(mapping: ExportMapping) -> Wanted:
    """Columns named by a mapping: one of each list must be there."""
    lists = [getattr(mapping.columns, name) for name in mapping.columns.__slots__]
    lists += [fact.column for _, fact in mapping.facts.each()]
    needed = {names[0] for names in lists if len(names) == 1}
    kept = dict.fromkeys(name for names in lists for name in names)
    return Wanted(needed=frozenset(needed), kept=tuple(kept))
