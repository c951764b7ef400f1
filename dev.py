#!/usr/bin/env python3
"""Sets up this checkout and runs it: `python3 dev.py run`, `python3 dev.py test`, `python3 dev.py help`.

Needs nothing but Python 3.11 and the package mirror that pip is configured for; can be repeated.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = ROOT / "requirements"
TRANSLATIONS = ROOT / "resources" / "translations"
OUTPUT = ROOT / "output"
SYSTEM_LIBRARIES = (
    "libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libcups2 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
).split()
USAGE = """\
python3 dev.py COMMAND

  run [ARGUMENTS]     open the program; without a display, run the guided tour instead
  tour [--to DIR]     the guided tour: pictures, PDFs and figures of the worked example
  screens [--to DIR]  pictures of every window
  check DATABASE      stored schedules, history chain and states of a whole database
  test [--long] [...] lint, types, walls and all tests; further arguments go to pytest
  lint                lint, types and walls only
  bench               speed and memory beside their floors, written to docs/benchmarks.md
  messages            collect the texts of the program into the catalogues to translate
  package             build the one-folder program and try it
  lock                choose the newest allowed packages and write their hashes
"""


def say(text: str) -> None:
    print(f"dev.py: {text}", flush=True)


def run(*command: str | Path, **environment: str) -> int:
    """Run a command in the checkout and hand back its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment})


# --- Set-up -------------------------------------------------------------------------------


def missing_libraries(wanted: list[str], installed: set[str]) -> list[str]:
    """What of `wanted` is not there; Debian renamed some libraries to …t64."""
    return [name for name in wanted if not installed & {name, name + "t64"}]


def install_debian(packages: list[str]) -> bool:
    """Install Debian packages if this account may; otherwise say the command to type."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    as_root: list[str] | None = None
    if sys.platform != "win32" and os.geteuid() == 0:
        as_root = []
    elif shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        as_root = ["sudo", "-n"]
    if as_root is not None:
        say("installing " + " ".join(packages))
        environment = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive"]
        run(*environment, "apt-get", "update", "-q")
        if run(*environment, *install, "-q") == 0:
            return True
    say("please install the missing system packages:\n  sudo " + " ".join(install))
    return False


def ensure_libraries() -> None:
    """Qt's system libraries, on Debian and Ubuntu; elsewhere Qt itself names what it misses."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    installed = {line.split()[1] for line in listing.splitlines() if line.startswith("ii")}
    missing = missing_libraries(SYSTEM_LIBRARIES, installed)
    if missing:
        install_debian(missing)


def environment_works() -> bool:
    """Is there a virtual environment whose Python starts, is new enough and has pip?"""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.call([PYTHON, "-c", question], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def ensure_environment() -> None:
    """Make `.venv`; where Debian left ensurepip out, install it or borrow this Python's own pip."""
    if environment_works():
        return
    say(f"making {VENV.name} with Python {sys.version.split()[0]}")
    make = (sys.executable, "-m", "venv", "--clear")
    if importlib.util.find_spec("ensurepip") is None and shutil.which("apt-get"):
        install_debian([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    if run(*make, VENV) != 0 and run(*make, "--without-pip", VENV) == 0:
        run(sys.executable, "-m", "pip", "--python", PYTHON, "install", "pip")
    if not environment_works():
        sys.exit("dev.py: no virtual environment could be made: this Python lacks the modules venv and pip")


def fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def ensure_packages(kind: str) -> None:
    """Install the locked packages (`run`, or `dev` with the tools) when the lock has changed."""
    lock, stamp = LOCKS / f"{kind}.lock", VENV / f"{kind}.installed"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(lock):
        return
    say(f"installing the packages of {lock.relative_to(ROOT)}")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    if run(*pip, "--require-hashes", "--prefer-binary", "-r", lock) != 0:
        sys.exit("dev.py: the packages could not be installed; see the lines above")
    for done in {"run", kind}:
        (VENV / f"{done}.installed").write_text(fingerprint(LOCKS / f"{done}.lock"), encoding="utf-8")


def babel(*arguments: str | Path) -> int:
    return run(PYTHON, "-m", "babel.messages.frontend", *arguments)


def ensure_catalogues() -> None:
    """Compile the translations that were changed since."""
    for written in TRANSLATIONS.glob("*/LC_MESSAGES/*.po"):
        compiled = written.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime <= written.stat().st_mtime:
            babel("--quiet", "compile", "-i", written, "-o", compiled)


def set_up(kind: str) -> None:
    ensure_libraries()
    ensure_environment()
    ensure_packages(kind)
    ensure_catalogues()


# --- Commands -----------------------------------------------------------------------------


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen not in {"offscreen", "minimal"}
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(*arguments: str) -> int:
    """Open the program; where nothing could be seen, run the tour and name what it wrote."""
    if has_display():
        return run(PYTHON, "-m", "app", *arguments)
    say("there is no display here, so the guided tour runs without one and writes what it sees")
    return pictures("tour")


def pictures(command: str, *arguments: str) -> int:
    """Run the tour or the gallery into a folder and name the files written."""
    if "--to" not in arguments:
        arguments = (*arguments, "--to", str(OUTPUT / command))
    into = Path(arguments[arguments.index("--to") + 1]).resolve()
    into.mkdir(parents=True, exist_ok=True)
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    code = run(PYTHON, "-m", "app", command, *arguments, QT_QPA_PLATFORM=platform)
    say(f"written in {into}:")
    print("\n".join(f"  {path.relative_to(into)}" for path in sorted(into.rglob("*")) if path.is_file()))
    return code


def lint(*_arguments: str) -> int:
    """Ruff, mypy and import-linter side by side; 0 when all are content."""
    tools = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", "from importlinter.cli import lint_imports_command as check; check()"],
    }
    started = {
        name: subprocess.Popen(
            [PYTHON, *command],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        )
        for name, command in tools.items()
    }  # fmt: skip
    failed = 0
    for name, process in started.items():
        report, _ = process.communicate()
        failed |= process.returncode != 0
        say(f"{name}: {'FAILED' if process.returncode else 'ok'}")
        if process.returncode:
            print(report, flush=True)
    return int(failed)


def test(*arguments: str) -> int:
    """All checks; pytest comes last, so that its closing line is the last one printed."""
    linted = lint()
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    # Each process that the tests start would compile the program again where none may keep what it compiled.
    tested = run(
        PYTHON, "-m", "pytest", "-n", workers, "--dist", "worksteal", *arguments, PYTHONDONTWRITEBYTECODE=""
    )
    return linted or tested


def messages(*_arguments: str) -> int:
    """Collect every tr, ntr, ptr and mark of the program, update the catalogues, count what is missing."""
    template = ROOT / "build" / "gestion.pot"
    template.parent.mkdir(exist_ok=True)
    keywords = ("--no-default-keywords", "-k", "tr", "-k", "ntr:1,2", "-k", "ptr:1c,2", "-k", "mark")
    layout = ("--no-wrap", "--sort-by-file", "--add-location=file", "--project=gestion-clientele")
    kept = ("--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date")
    where = ("-D", "gestion", "-d", TRANSLATIONS)
    return (
        babel("--quiet", "extract", *keywords, *layout, "-o", template, "app")
        or babel("--quiet", "update", *kept, *where, "-i", template)
        or babel("compile", "--statistics", *where)
    )


def lock(*_arguments: str) -> int:
    """Newest allowed packages for every platform and Python, with hashes and no address."""
    asked = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    ).stdout.strip()  # fmt: skip
    mirror = {"UV_DEFAULT_INDEX": asked} if asked else {}
    options = (
        "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
        "--no-emit-index-url", "--no-emit-find-links", "--upgrade", "--quiet",
    )  # fmt: skip
    compile_ = (PYTHON, "-m", "uv", "pip", "compile", *options, "pyproject.toml", "-o")
    first = run(*compile_, LOCKS / "run.lock", **mirror)
    return first or run(*compile_, LOCKS / "dev.lock", "--extra", "dev", "-c", LOCKS / "run.lock", **mirror)


COMMANDS: dict[str, tuple[str, Callable[..., int]]] = {
    "run": ("run", start),
    "tour": ("run", partial(pictures, "tour")),
    "screens": ("run", partial(pictures, "screens")),
    "check": ("run", partial(run, PYTHON, "-m", "app", "check")),
    "test": ("dev", test),
    "lint": ("dev", lint),
    "bench": ("dev", partial(run, PYTHON, "-m", "benchmarks")),
    "messages": ("dev", messages),
    "package": ("dev", partial(run, PYTHON, "packaging/build.py")),
    "lock": ("dev", lock),
}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be able to say so
        sys.exit(f"dev.py: Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    if not arguments or arguments[0] not in COMMANDS:
        print(USAGE)
        return 0 if arguments in (["help"], ["--help"]) else 2
    kind, command = COMMANDS[arguments[0]]
    set_up(kind)
    return command(*arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
