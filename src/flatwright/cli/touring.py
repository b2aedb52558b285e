"""The tour's stops, each with the command that shows the same."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from shutil import which

from flatwright.bulk.backtest import trial
from flatwright.cli.console import busy, print_text, show
from flatwright.cli.demo_history import CLIENTS, MAPPING, YEAR, demo_history
from flatwright.cli.documents import documents, in_form
from flatwright.cli.facts_text import facts_of
from flatwright.cli.mappings import mapping_named
from flatwright.cli.of_history import past_of, regional_holidays
from flatwright.cli.pages import checked, decision, layout
from flatwright.cli.pages.compared import compared
from flatwright.cli.reading import plan_named, terms_at
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.terms import Terms
from flatwright.imports.cases_text import Case, read_cases
from flatwright.imports.exports import history
from flatwright.imports.plan_shelf import plan_files

PLAN, OTHERS = "complete", ("essential", "premium")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """What the tour shows: a shipped plan with its agreement and cases, a made-up year."""

    folder: Path
    seed: int
    plans: Path
    terms: Terms
    cases: Sequence[Case]

    @property
    def agreement(self) -> Path:
        """The agreement that the cases are decided under."""
        return self.plans / f"{PLAN}.agreement.yaml"

    @property
    def history(self) -> Path:
        """The year of work, in a file of its own."""
        return self.folder / "history.csv"

    @property
    def mapping(self) -> Path:
        """How that file is read."""
        return self.folder / "mapping.yaml"

    def facts(self, number: int) -> Path:
        """The facts of a case, counted from 1, in a file of their own."""
        return self.folder / f"facts-{number}.yaml"


def begin(seed: int) -> Stops:
    """Write the year of work, and the facts of each case, where the commands find them."""
    folder = Path(tempfile.mkdtemp(prefix="flatwright-tour-"))
    plans = plan_files()[0].parent
    terms = terms_at(plans / f"{PLAN}.agreement.yaml", None)
    file = plans / f"{PLAN}.cases.yaml"
    cases, _ = read_cases(str(file), file.read_bytes(), terms)
    stops = Stops(folder=folder, seed=seed, plans=plans, terms=terms, cases=cases)
    for number, (_, text) in enumerate(facts_of(str(file), file.read_bytes()), start=1):
        stops.facts(number).write_text(text, encoding="utf-8")
    stops.mapping.write_text(MAPPING, encoding="utf-8")
    stops.history.write_text(demo_history(seed), encoding="utf-8", newline="")
    return stops


def show_all(stops: Stops) -> None:
    """Every stop, in the order in which an owner does the work."""
    says = "Flatwright: one readable text a plan, and every decision about it."
    show([layout.said(says, layout.BOLD)])
    shown: Sequence[Callable[[Stops], None]] = (_check, _decide, _in_and_out, _backtest)
    for place, stop in enumerate(shown, start=1):
        _title(place, (stop.__doc__ or "").rstrip("."))
        stop(stops)
    _next(stops)


def _title(place: int, says: str) -> None:
    show([layout.said(""), layout.ruled(f"{place}. {says}"), layout.said("")])


def _command(*words: str | Path) -> None:
    """The command that shows the same, as one could type it."""
    print_text(f"$ {_program()} {' '.join(map(_typed, words))}\n")


def _program() -> str:
    """How the program is called from here."""
    return "flatwright" if which("flatwright") else _typed(Path(sys.argv[0]))


def _typed(word: str | Path) -> str:
    """A word as one types it, a file of this folder without the folder's name."""
    return quote(str(_here(word) if isinstance(word, Path) else word))


def _here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _check(stops: Stops) -> None:
    """A plan is a text, checked before anybody signs it."""
    path = _here(stops.plans / f"{PLAN}.yaml")
    _command("check", path)
    show(checked.page(checked.found([path]), strict=False, most=2))


def _decide(stops: Stops) -> None:
    """A piece of work is decided, and the clause says why."""
    show_case(stops, most_told(stops))


def show_case(stops: Stops, number: int, *, walk: bool = False) -> None:
    """A case decided, counted from 1."""
    case = stops.cases[number - 1]
    _command("decide", stops.agreement, stops.facts(number))
    answer = decide(case.work, stops.terms)
    asked = layout.said(f"{case.title[:1].upper()}{case.title[1:]}.")
    show([asked, layout.said(""), *decision.page(answer, stops.terms, walk=walk)])


def most_told(stops: Stops) -> int:
    """The first case of which the flat fee pays a part and the client another."""
    for number, case in enumerate(stops.cases, start=1):
        if _is_shared(decide(case.work, stops.terms)):
            return number
    return 1


def _is_shared(answer: Decision) -> bool:
    return len(answer.minutes) > 1 and bool(answer.client_pays())


def _in_and_out(stops: Stops) -> None:
    """One page says what is in and what is out."""
    _command("agreement", PLAN, "--part", "in-and-out")
    _document(stops, "in-and-out")


def _document(stops: Stops, part: str) -> None:
    path = str(stops.plans / f"{PLAN}.yaml")
    print_text("\n".join(in_form(each, "text") for each in documents(path, part, None)))


def _backtest(stops: Stops) -> None:
    """A year of work, and who would have paid for it under each plan."""
    says = f"{len(CLIENTS)} clients, the year {YEAR}, made from seed {stops.seed}."
    show([layout.said(f"{says} With your own export, it is your own year.")])
    words = ("--history", stops.history, "--mapping", stops.mapping)
    _command("backtest", PLAN, *OTHERS, *words)
    with busy("Deciding a year of work under each plan"):
        told = history(stops.history, mapping_named(str(stops.mapping)))
        what = past_of(told)
        plans = [plan_named(name, None) for name in (PLAN, *OTHERS)]
        holidays = regional_holidays(plans, what)
        results = [trial(plan, what, holidays).result() for plan in plans]
    decided = f"{results[0].decided:,} of {told.counts.items:,} work items are decided."
    said = layout.said(f"{decided} The command shows clauses, months and clients too.")
    show([compared(results), layout.said(""), said])


def _next(stops: Stops) -> None:
    show([layout.said(""), layout.ruled("What to try next"), layout.said("")])
    print_text(f"$ {_program()} check --starter {PLAN} > my-plan.yaml\n")
    _command("cases", stops.agreement, stops.plans / f"{PLAN}.cases.yaml")
    _command("diff", "reference@1", "reference@2")
    _command("import", stops.history, "--mapping", stops.mapping)
    says = f"What the tour made is in {stops.folder}; delete it when you like."
    show([layout.said(says)])


MENU = """
  NUMBER  decide that case of the plan's      w NUMBER  with the walk, clause by clause
  c       list the cases                      x         the exclusions schedule
  q       quit
"""


def menu(stops: Stops) -> None:
    """More on request, until there is no more asking; nothing where nobody can answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    print_text(MENU)
    while (said := _answer()) not in ("q", "quit", "exit"):
        _serve(stops, said)


def _answer() -> str:
    try:
        return input("flatwright> ").strip().casefold() or "?"
    except EOFError:
        print_text("")
        return "q"


def _serve(stops: Stops, said: str) -> None:
    walk, number = said.startswith("w "), said.removeprefix("w ").strip()
    if number.isascii() and number.isdigit() and 1 <= int(number) <= len(stops.cases):
        show_case(stops, int(number), walk=walk)
    elif said == "c":
        numbered = enumerate(stops.cases, start=1)
        show([layout.columns([(str(n), each.title) for n, each in numbered], right=(0,))])
    elif said == "x":
        _document(stops, "exclusions")
    else:
        print_text(f"There are {len(stops.cases)} cases, counted from 1.{MENU}")
