"""A backup that is enciphered: nothing of it is read without its passphrase."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.backups import sealing
from flatwright.office.backups.archive import looked_through, written
from flatwright.office.backups.sealing import Sealer, Unsealer, passphrase_in
from tests.office.backups.conftest import Home

pytestmark = pytest.mark.once
WORDS = b"four plain words here"
SECRET = b"canary of a client "


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pieces and a cheap key: the time is not what these tests are about."""
    monkeypatch.setattr(sealing, "_PIECE", 64)
    monkeypatch.setattr(sealing, "_COST", 4)


def sealed(text: bytes, passphrase: bytes = WORDS) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, passphrase)
    for start in range(0, len(text), 37):
        sealer.write(text[start : start + 37])
    sealer.end()
    return file.getvalue()


def archive(folder: Path) -> Path:
    """A small enciphered archive of two members."""
    (folder / "one").write_bytes(SECRET * 300)
    path = folder / "made.sealed"
    with written(path, WORDS) as writing:
        writing.add("tables/one", folder / "one")
        writing.close({"migrations": []})
    return path


def code(path: Path, passphrase: bytes | None) -> str:
    with pytest.raises(Refusal) as refused:
        looked_through(path, passphrase)
    return refused.value.code


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 1000])
def test_what_was_sealed_is_read_again(size: int) -> None:
    text = bytes(range(256)) * 4
    reader = Unsealer(io.BytesIO(sealed(text[:size])), WORDS)
    assert reader.read() == text[:size]


@settings(max_examples=60)
@given(size=st.integers(0, 300), place=st.integers(0, 320), count=st.integers(-1, 320))
def test_any_part_is_read_by_itself(size: int, place: int, count: int) -> None:
    text = bytes(n % 251 for n in range(size))
    plain, reader = io.BytesIO(text), Unsealer(io.BytesIO(sealed(text)), WORDS)
    for file in (plain, reader):
        file.seek(place)
    assert reader.read(count) == plain.read(count)


def test_every_cut_is_found() -> None:
    whole = sealed(bytes(200))
    for kept in range(len(whole)):
        with pytest.raises((ValueError, Refusal)):
            Unsealer(io.BytesIO(whole[:kept]), WORDS).read()


def test_every_changed_byte_is_found() -> None:
    whole = sealed(bytes(200))
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises((ValueError, Refusal)):
            Unsealer(io.BytesIO(bytes(changed)), WORDS).read()


def test_pieces_that_changed_places_are_found() -> None:
    whole = sealed(bytes(300))
    head, size = len(sealed(b"")) - 16, 64 + 16
    one, two = whole[head : head + size], whole[head + size : head + 2 * size]
    with pytest.raises(ValueError, match="was changed"):
        Unsealer(io.BytesIO(whole.replace(one + two, two + one)), WORDS).read()


def test_an_archive_is_whole_and_shows_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert set(looked_through(path, WORDS)["members"]) == {"tables/one"}
    assert SECRET not in path.read_bytes()
    assert b"tables/one" not in path.read_bytes()


def test_another_passphrase_is_refused_for_what_it_is(tmp_path: Path) -> None:
    assert code(archive(tmp_path), b"four other plain words") == "wrong_passphrase"


def test_without_a_passphrase_it_says_what_is_missing(tmp_path: Path) -> None:
    assert code(archive(tmp_path), None) == "sealed_backup"


def test_a_cut_archive_is_broken(tmp_path: Path) -> None:
    path = archive(tmp_path)
    path.write_bytes(path.read_bytes()[:-100])
    assert code(path, WORDS) == "broken_archive"


def test_a_plain_file_in_its_place_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"anything")
    assert code(tmp_path / "plain", WORDS) == "not_sealed"


def test_a_key_that_would_cost_too_much_is_not_made() -> None:
    costly = bytearray(sealed(b""))
    costly[len(sealing.MAGIC) + 1] = 40
    with pytest.raises(Refusal, match="would cost"):
        Unsealer(io.BytesIO(bytes(costly)), WORDS)


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pass").write_text("eleven char\n")
    with pytest.raises(Refusal, match="12 characters"):
        passphrase_in(tmp_path / "pass")


def test_the_program_seals_and_restores(sample: Home, tmp_path: Path) -> None:
    words, file = tmp_path / "pass", tmp_path / "one.sealed"
    words.write_text("four plain words here\n")
    given = ("--passphrase-file", words)
    assert sample.run("backup", file, *given).code == 0
    home = Home(folder=tmp_path / "home")
    assert "[sealed_backup]" in home.run("restore", file).out
    ended = home.run("restore", file, *given)
    assert ended.code == 0, ended.out
    assert home.run("doctor").out == ""
