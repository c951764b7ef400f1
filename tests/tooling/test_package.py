"""What `dev.py package` accepts as a tour that the built program has run."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_under_test", ROOT / "packaging" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tour(tmp_path: Path, build: ModuleType) -> Path:
    """A folder as a whole tour leaves it."""
    (tmp_path / "01-login.png").write_bytes(b"\x89PNG" + bytes(10_000))
    (tmp_path / "echeancier.pdf").write_bytes(b"%PDF-1.4 and so on")
    (tmp_path / "chiffres.txt").write_text("\n".join(build.FIGURES), encoding="utf-8")
    return tmp_path


def test_a_whole_tour_is_accepted(build: ModuleType, tour: Path) -> None:
    assert build.what_is_missing(tour) == []


def test_an_empty_folder_lacks_pictures_papers_and_every_figure(build: ModuleType, tmp_path: Path) -> None:
    assert len(build.what_is_missing(tmp_path)) == 2 + len(build.FIGURES)


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("01-login.png", b"\x89PNG", "pictures are missing or empty (1 found)"),
        ("echeancier.pdf", b"", "PDFs are missing or broken (1 found)"),
        (
            "chiffres.txt",
            b"2,00 59,00 05/08/2010 05/09/2010 05/01/2011",
            "the figure 159 is not told",
        ),
    ],
)
def test_a_broken_piece_is_named(
    build: ModuleType, tour: Path, file: str, content: bytes, complaint: str
) -> None:
    (tour / file).write_bytes(content)
    assert build.what_is_missing(tour) == [complaint]


def test_a_program_that_does_not_start_is_a_failure(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "EXECUTABLE", tmp_path / "nothing-here")
    monkeypatch.setattr(build, "TRIED", tmp_path / "tried")
    assert len(build.try_it()) == 1


@pytest.mark.parametrize(
    ("errors", "heard"),
    [
        ("", 0),
        ("This plugin does not support raise()\n", 0),
        ("iban.py:234: NationalChecksumNotVerified: no algorithm is registered for BE\n", 1),
        ("Traceback (most recent call last):\nModuleNotFoundError: No module named 'stdnum'\n", 2),
    ],
)
def test_a_piece_left_out_of_the_folder_is_heard(build: ModuleType, errors: str, heard: int) -> None:
    assert len(build.alarms(errors)) == heard
