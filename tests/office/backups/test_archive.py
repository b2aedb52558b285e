"""The file of a backup: whole, or refused before anything is done with it."""

import io
import tarfile
from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.backups.archive import MANIFEST, looked_through, written


def archive(folder: Path) -> Path:
    """A small archive of two members."""
    (folder / "one").write_bytes(b"1" * 5000)
    (folder / "two").write_bytes(b"2" * 700)
    path = folder / "made.tar"
    with written(path) as writing:
        writing.add("tables/one", folder / "one")
        writing.add("tables/two", folder / "two")
        writing.close({"migrations": []})
    return path


def test_what_was_written_is_whole(tmp_path: Path) -> None:
    told = looked_through(archive(tmp_path))
    assert set(told["members"]) == {"tables/one", "tables/two"}


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    assert archive(tmp_path).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("kept", [0, 100, 512, 3000, 6144, 7000])
def test_truncated_one_is_refused(tmp_path: Path, kept: int) -> None:
    path = archive(tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Refusal) as refused:
        looked_through(path)
    assert refused.value.code == "broken_archive"


def test_every_flipped_byte_of_its_content_is_found(tmp_path: Path) -> None:
    path = archive(tmp_path)
    whole = path.read_bytes()
    with tarfile.open(path) as tar:
        spans = [(each.offset_data, each.size) for each in tar]
    for start, size in spans:
        for place in (start, start + size // 2, start + size - 1):
            changed = bytearray(whole)
            changed[place] ^= 1
            path.write_bytes(changed)
            with pytest.raises(Refusal, match="Nothing was changed"):
                looked_through(path)


def test_a_member_that_was_slipped_in_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path)
    with tarfile.open(path, "a") as tar:
        tar.addfile(tarfile.TarInfo("tables/three"), io.BytesIO())
    with pytest.raises(Refusal, match="does not belong"):
        looked_through(path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.tar"
    with tarfile.open(path, "w") as tar:
        link = tarfile.TarInfo(MANIFEST)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        tar.addfile(link)
    with pytest.raises(Refusal, match="does not belong"):
        looked_through(path)


def test_a_text_is_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "notes.tar"
    path.write_text("not a backup " * 200)
    with pytest.raises(Refusal, match="cannot be read"):
        looked_through(path)


def test_a_file_that_exists_is_not_overwritten(tmp_path: Path) -> None:
    path = archive(tmp_path)
    before = path.read_bytes()
    with pytest.raises(Refusal, match="Choose another name"), written(path):
        pass
    assert path.read_bytes() == before


def test_a_half_one_does_not_stay(tmp_path: Path) -> None:
    path = tmp_path / "cut.tar"
    with pytest.raises(OSError, match="full"), written(path):
        raise OSError(28, "the disk is full")
    assert list(tmp_path.iterdir()) == []
