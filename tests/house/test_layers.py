"""Every package has its place in the one list of who may import whom."""

import re
import tomllib

from tests.house.source import DOMAIN, ROOT, SOURCE

DATA = {"plans", "rates"}  # shipped texts, no code


def listed() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")
    return set(re.findall(r"[\w.]+", " ".join(layers)))


def packages() -> set[str]:
    outer = {
        f"flatwright.{path.name}" for path in SOURCE.iterdir() if is_package(path.name)
    }
    inner = {
        f"flatwright.domain.{path.name}"
        for path in DOMAIN.iterdir()
        if path.is_dir() and not path.name.startswith("_")
    }
    return outer - {"flatwright.domain"} | inner


def is_package(name: str) -> bool:
    return (SOURCE / name).is_dir() and not name.startswith("_") and name not in DATA


def test_every_package_stands_in_the_list_of_layers() -> None:
    assert packages() - listed() == set()


def test_no_module_lies_beside_the_packages() -> None:
    loose = {path.name for folder in (SOURCE, DOMAIN) for path in folder.glob("*.py")}
    assert loose == {"__init__.py"}
