"""Files are whole or not there (spec 5.2)."""

import errno
from pathlib import Path

import pytest

from app.domain.refusals import Refused
from app.services.documents.files import (
    free_name,
    refusing_faults,
    safe_stem,
    whole_file,
    write_file,
)
from app.services.refusals import DiskFull, FileNotWritten


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_file(tmp_path / "a.pdf", b"paper")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"paper"


def _interrupted(target: Path) -> None:
    with whole_file(target) as out:
        out.write(b"half")
        raise KeyboardInterrupt


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_folder_that_does_not_exist_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        write_file(tmp_path / "nowhere" / "a.pdf", b"paper")
    assert refused.value.refusals == (FileNotWritten("a.pdf"),)


def test_a_target_that_is_a_folder_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refused) as refused:
        write_file(tmp_path / "a.pdf", b"paper")
    assert refused.value.refusals == (FileNotWritten("a.pdf"),)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_full_disk_is_refused_as_such(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, refusing_faults(tmp_path / "a.pdf"):
        raise OSError(errno.ENOSPC, "no room")
    assert refused.value.refusals == (DiskFull(),)


@pytest.mark.parametrize(
    ("parts", "stem"),
    [
        (("Echéancier", "348", "LEFÈVRE Jean-Noël"), "Echeancier-348-LEFEVRE-Jean-Noel"),
        (("Echéancier", "7", "../../etc/passwd"), "Echeancier-7-etc-passwd"),
        (("Œuvre", "ß:*?", "א"), "OEuvre-ss"),
        (("", "/"), "document"),
        (("a" * 300,), "a" * 90),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(parts: tuple[str, ...], stem: str) -> None:
    assert safe_stem(*parts) == stem


def test_a_name_that_is_taken_is_numbered(tmp_path: Path) -> None:
    first = free_name(tmp_path, "a", ".pdf")
    first.touch()
    second = free_name(tmp_path, "a", ".pdf")
    second.touch()
    assert [first.name, second.name, free_name(tmp_path, "a", ".pdf").name] == ["a.pdf", "a-2.pdf", "a-3.pdf"]
