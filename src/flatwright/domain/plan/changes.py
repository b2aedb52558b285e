"""What changes from one plan version to another, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.favour import Favours, favoured
from flatwright.domain.plan.kinds import Kind, TableOf
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.own import OWN_CLAUSES, OwnClause
from flatwright.domain.plan.said import said
from flatwright.domain.plan.section import Section, settings
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.words import listing

# Which plan it is and what its owner noted: not what it promises.
_NO_PROMISES = ("plan", "version", "accepts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One setting that differs: what it was and what it becomes, as people say it."""

    path: tuple[str, ...]
    label: str
    before: str
    after: str
    clauses: tuple[str, ...] = ()  # numbers in the later agreement, else in the earlier
    favours: Favours = Favours.UNCLEAR

    def __str__(self) -> str:
        several = "clauses" if len(self.clauses) > 1 else "clause"
        cited = f" ({several} {listing(self.clauses)})" if self.clauses else ""
        return f"{self.label}: {self.before} becomes {self.after}{cited}"


def changes(old: PlanVersion, new: PlanVersion) -> tuple[Change, ...]:
    """Every setting that differs, in the agreement's order."""
    found = _Comparison(old, new)
    return tuple(
        change
        for name, kind, says, each in settings(PlanVersion)
        if name not in _NO_PROMISES
        for change in found.setting(
            _Setting((name,), kind, says), getattr(old, each.name), getattr(new, each.name)
        )
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    path: tuple[str, ...]
    kind: Kind
    says: str


class _Comparison:
    """Two versions, and the clauses that each setting shows up in."""

    def __init__(self, old: PlanVersion, new: PlanVersion) -> None:
        self.old = old
        self.new = new
        self.lowered = clauses(new)

    def setting(self, what: _Setting, old: Any, new: Any) -> Iterator[Change]:
        """The changes of one setting and of what stands in it."""
        if old == new:
            return
        if isinstance(what.kind, Section) and is_dataclass(old) and is_dataclass(new):
            yield from self._section(what, old, new)
        elif what.kind is OWN_CLAUSES and _can_pair(old, new):
            yield from self._own(what, old, new)
        elif isinstance(what.kind, TableOf):
            yield from self._table(what, what.kind, (old, new))
        else:
            yield self._change(what, old, new)

    def _section(self, what: _Setting, old: Any, new: Any) -> Iterator[Change]:
        for name, kind, says, each in settings(type(new)):
            inner = _Setting((*what.path, name), kind, _label(what.path[-1], says))
            yield from self.setting(inner, getattr(old, each.name), getattr(new, each.name))

    def _table(
        self, what: _Setting, kind: TableOf, tables: tuple[Any, Any]
    ) -> Iterator[Change]:
        old, new = tables
        for key in dict.fromkeys((*new, *old)):
            shown = str(kind.key.plain(key))
            inner = _Setting((*what.path, shown), kind.kind, f"{what.says}, {shown}")
            if old.get(key) != new.get(key):
                yield from self.setting(inner, old.get(key), new.get(key))

    def _own(self, what: _Setting, old: Any, new: Any) -> Iterator[Change]:
        """The owner's own clauses, each by its code."""
        before, after = ({own.code: own for own in each} for each in (old, new))
        kind = OWN_CLAUSES.kind
        for code in dict.fromkeys((*after, *before)):
            inner = _Setting((*what.path, code), kind, f"your own clause {code}")
            yield from self.setting(inner, before.get(code), after.get(code))
        kept = [[c for c in each if c in before and c in after] for each in (before, after)]
        if kept[0] != kept[1]:
            label = "The order of your own clauses"
            yield Change(
                path=what.path, label=label, before=listing(kept[0]), after=listing(kept[1])
            )

    def _change(self, what: _Setting, old: Any, new: Any) -> Change:
        return Change(
            path=what.path,
            label=what.says[:1].upper() + what.says[1:],
            before=said(what.kind, old, self.old.currency),
            after=said(what.kind, new, self.new.currency),
            clauses=self._numbers(what.path, old),
            favours=favoured(what.path, old, new),
        )

    def _numbers(self, path: tuple[str, ...], old: Any) -> tuple[str, ...]:
        """The clauses that would read otherwise, were this setting as it was."""
        without = clauses(_with(self.new, path, old))
        numbers = _differing(self.lowered, without) or _differing(without, self.lowered)
        return tuple(sorted(set(numbers), key=lambda each: [*map(int, each.split("."))]))


def _differing(these: tuple[Clause, ...], those: tuple[Clause, ...]) -> list[str]:
    plain = [replace(each, number="") for each in those]
    return [each.number for each in these if replace(each, number="") not in plain]


def _with(whole: Any, path: tuple[str, ...], value: Any) -> Any:
    """The same, with another value at a place; None takes a table's entry out."""
    if not path:
        return value
    key, *rest = path
    if isinstance(whole, dict):
        made = {k: v for k, v in whole.items() if k != key}
        inner = _with(whole.get(key), tuple(rest), value)
        return made if inner is None else {**made, key: inner}
    if isinstance(whole, tuple):
        return _with_own(whole, key, (tuple(rest), value))
    name = next(f.name for f in fields(whole) if f.name.removesuffix("_") == key)
    return replace(whole, **{name: _with(getattr(whole, name), tuple(rest), value)})


def _with_own(own: tuple[OwnClause, ...], code: str, to: tuple[Any, Any]) -> Any:
    rest, value = to
    if not any(each.code == code for each in own):
        return (*own, value)
    made = (_with(each, rest, value) if each.code == code else each for each in own)
    return tuple(each for each in made if each is not None)


def _can_pair(old: Any, new: Any) -> bool:
    """Each code stands once, so that clauses can be told apart by it."""
    return all(len({own.code for own in each}) == len(each) for each in (old, new))


def _label(section: str, says: str) -> str:
    """A setting's meaning, with its section's name where that is not plain from it."""
    name = section.replace("_", " ")
    known = name.rstrip("s") in says.replace("-", " ").lower()
    return says if known else f"{name}: {says}"
