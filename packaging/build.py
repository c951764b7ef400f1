"""Builds the one-folder program and tries it: starts it in an empty home and lets it run the tour.

python3 dev.py package              build and try
python3 dev.py package --try-only   try what was built before
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PROGRAM = ROOT / "dist" / "gestion-clientele"
EXECUTABLE = PROGRAM / ("gestion-clientele.exe" if os.name == "nt" else "gestion-clientele")
TRIED = ROOT / "output" / "package"
LONGEST_TOUR = 300  # seconds

# The figures of the worked example (spec 1.6) that the packaged program must reach as well.
FIGURES = ("2,00", "59,00", "05/08/2010", "05/09/2010", "05/01/2011", "159")

ALARM = re.compile(r"Warning|NotVerified|Traceback|Error\b")


def draw_icon(into: Path) -> None:
    """The logo as a Windows icon, in the sizes Explorer asks for."""
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    picture = QImage(256, 256, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "logo.svg")).render(painter)
    painter.end()
    large = into.with_suffix(".png")
    picture.save(str(large))
    Image.open(large).save(into, sizes=[(side, side) for side in (16, 24, 32, 48, 64, 128, 256)])
    del application


def build() -> int:
    """Run PyInstaller; 0 when the folder stands."""
    BUILD.mkdir(exist_ok=True)
    draw_icon(BUILD / "icon.ico")
    folders = ["--distpath", str(PROGRAM.parent), "--workpath", str(BUILD)]
    return subprocess.call(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *folders,
            str(ROOT / "packaging" / "gestion-clientele.spec"),
        ],
        cwd=ROOT,
    )


def try_it() -> list[str]:
    """Run the tour with the built program where nothing of the checkout helps; what went wrong, in words."""
    shutil.rmtree(TRIED, ignore_errors=True)
    TRIED.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="gestion-package-") as home:
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {"HOME": home, "LOCALAPPDATA": home, "APPDATA": home, "QT_QPA_PLATFORM": "offscreen"}
        try:
            done = subprocess.run(
                [str(EXECUTABLE), "tour", "--to", str(TRIED)],
                cwd=home,
                env=environment,
                timeout=LONGEST_TOUR,
                check=False,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
        except (OSError, subprocess.TimeoutExpired) as failure:
            return [str(failure)]
    wrong = [f"the tour ended with exit code {done.returncode}"] if done.returncode else []
    return wrong + alarms(done.stderr) + what_is_missing(TRIED)


def alarms(errors: str) -> list[str]:
    """Lines by which a program says that a piece of it was left out of the folder."""
    return [line for line in errors.splitlines() if ALARM.search(line)]


def what_is_missing(folder: Path) -> list[str]:
    """The pictures, papers and figures that a tour leaves, checked by their content."""
    wrong = []
    pictures = list(folder.rglob("*.png"))
    if not pictures or any(picture.stat().st_size < 5_000 for picture in pictures):
        wrong.append(f"pictures are missing or empty ({len(pictures)} found)")
    papers = list(folder.rglob("*.pdf"))
    if not papers or any(not paper.read_bytes().startswith(b"%PDF-") for paper in papers):
        wrong.append(f"PDFs are missing or broken ({len(papers)} found)")
    told = "".join(text.read_text(encoding="utf-8") for text in folder.rglob("*.txt"))
    wrong += [f"the figure {figure} is not told" for figure in FIGURES if figure not in told]
    return wrong


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    if "--try-only" not in arguments and build() != 0:
        print("package: PyInstaller failed, see above")
        return 1
    size = (
        sum(path.stat().st_size for path in PROGRAM.rglob("*") if path.is_file() and not path.is_symlink())
        // 1_000_000
    )
    print(f"package: {PROGRAM} stands, {size} MB, {time.monotonic() - began:.0f} s; trying it")
    wrong = try_it()
    for line in wrong:
        print(f"package: {line}")
    print("package: FAILED" if wrong else f"package: the built program ran the tour, see {TRIED}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
