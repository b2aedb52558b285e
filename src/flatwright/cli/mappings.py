"""The mappings that an import may name: shipped ones, and files of the owner's."""

from pathlib import Path

from flatwright.cli.console import print_json, print_text, stop
from flatwright.cli.reading import read_or_stop, shown_problems
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.kinds import nearest
from flatwright.imports.mapping import ExportMapping
from flatwright.imports.mapping_read import read_mapping, shipped_mappings


def mapping_named(name: str) -> ExportMapping:
    """A shipped mapping by its name, else the mapping of a file."""
    text = shipped_mappings().get(name)
    if text is None:
        return _from_file(name)
    made, problems = read_mapping(f"{name}.yaml", text)
    if made is None:
        stop(shown_problems(problems, text.encode()))
    return made


def _from_file(name: str) -> ExportMapping:
    path = Path(name)
    if path.exists():
        return read_or_stop(path, read_mapping)
    names = tuple(shipped_mappings())
    near = nearest(name, names)
    says = f'There is no mapping and no file "{name}". {near}There are {", ".join(names)}.'
    raise Refusal(code="unknown_mapping", says=says)


def listing(*, as_json: bool) -> None:
    """Every shipped mapping with what it reads, and what it was checked against."""
    made = [mapping_named(name) for name in shipped_mappings()]
    if as_json:
        rows = [
            {"mapping": each.mapping, "title": each.title, "checked": list(each.checked)}
            for each in made
        ]
        print_json(rows)
        return
    widest = max(len(each.mapping) for each in made)
    print_text("\n".join(f"{each.mapping:<{widest}}  {each.title}" for each in made))
