"""A file that is no checkpoint is refused in words, whatever it holds."""

from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.checkpoint import problem_since

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "events", ["-5", "1e400", "NaN", "9" * 23, str(1 << 63), "2.5", "true", '"7"', "[]"]
)
def test_a_count_that_cannot_be_is_refused(events: str, tmp_path: Path) -> None:
    path = tmp_path / "office.checkpoint"
    path.write_text(f'{{"events": {events}, "digest": "ab"}}')
    with pytest.raises(Refusal, match="is no checkpoint"):
        problem_since(path)


@pytest.mark.parametrize("text", ["", "[]", "7", "\x00", '{"events": 1}', "[" * 200_000])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "office.checkpoint"
    path.write_text(text)
    with pytest.raises(Refusal, match="is no checkpoint"):
        problem_since(path)


def test_a_record_shorter_than_the_highest_count_is_told(tmp_path: Path) -> None:
    path = tmp_path / "office.checkpoint"
    path.write_text(f'{{"events": {(1 << 63) - 1}, "digest": "ab"}}')
    assert "and now there are 0" in problem_since(path)
