"""The examples of docs/api.md are run, in their order, and answer what it says."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.office.api.caller import Caller, caller, content_of
from tests.office.town import Town

pytestmark = pytest.mark.django_db
GUIDE = Path("docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sh\n(.*?)```\n+```json\n(.*?)```", GUIDE, re.DOTALL)
CONTENTS = {"shot.png": b"\x89PNG\r\n\x1a\n", "people.csv": b"Name,Mail\nBea,b@ex.com\n"}
ANYTHING = "…"


def fits(told: Any, answer: Any) -> bool:
    """Whether an answer has all that the guide tells of it."""
    if told == ANYTHING:
        return True
    if isinstance(told, dict) and isinstance(answer, dict):
        return all(name in answer and fits(told[name], answer[name]) for name in told)
    if isinstance(told, list) and isinstance(answer, list):
        pairs = zip(told, answer, strict=False)
        return len(told) <= len(answer) and all(fits(a, b) for a, b in pairs)
    return bool(told == answer)


def run(program: Caller, words: list[str]) -> Any:
    """What one line of curl is answered."""
    method, body, headers, at = "", None, dict[str, str](), ""
    form: dict[str, Any] = {}
    rest = iter(words[1:])
    for word in rest:
        match word:
            case "-X":
                method = next(rest)
            case "-H":
                name, _, value = next(rest).partition(": ")
                headers[name] = value
            case "-d":
                body = json.loads(next(rest))
            case "-F":
                name, _, value = next(rest).partition("=")
                form[name] = file(value[1:]) if value.startswith("@") else value
            case _:
                at = word
    assert headers.pop("Authorization")
    method = method or ("POST" if body is not None or form else "GET")
    answer = program.call(method, at, form or body, **headers)
    return json.loads(content_of(answer))


def file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, CONTENTS[name])


def filled(line: str, known: dict[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda found: known[found[1]], line)


def test_examples_answer_what_the_guide_says(town: Town) -> None:
    program = caller(town.staff["owner"])
    known = {"API": "", "AUTH": f"Authorization: Bearer {program.secret}"}
    known |= {"CLIENT": town.willow.key, "PERSON": town.ada.key}
    answer: Any = None
    wrong = []
    for lines, told in EXAMPLES:
        for line in lines.replace("\\\n", " ").splitlines():
            name, _, value = line.partition("=")
            if value == "…":
                known.setdefault(name, str((answer or {}).get("key")))
            else:
                answer = run(program, shlex.split(filled(line, known)))
        if not fits(json.loads(told), answer):
            wrong.append(f"{lines}{json.dumps(answer, indent=1)[:800]}")
    assert wrong == []
    assert len(EXAMPLES) >= 10
