"""Reads the arguments of `python -m app` and hands over to the bootstrap; nothing else."""

import argparse
import sys
from pathlib import Path

from app import __version__
from app.i18n import Language


def parse(words: list[str]) -> argparse.Namespace:
    """The arguments as typed; argparse itself answers --help, --version and what it does not know."""
    parser = argparse.ArgumentParser(
        prog="gestion-clientele", description="Gestion clientèle: the front desk of a club."
    )
    parser.add_argument("--version", action="version", version=f"Gestion clientèle {__version__}")
    parser.add_argument("--database", metavar="URL", default="", help="a database file or server address")
    parser.add_argument("--language", choices=[language.value for language in Language], default="")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    tour = commands.add_parser("tour", help="the guided tour: pictures, PDFs and figures")
    tour.add_argument("--to", metavar="DIR", type=Path, required=True)
    screens = commands.add_parser("screens", help="pictures of every window")
    screens.add_argument("--to", metavar="DIR", type=Path, required=True)
    check = commands.add_parser("check", help="check a whole database")
    check.add_argument("checked", metavar="DATABASE", help="a database file or server address")
    return parser.parse_args(words)


def main(words: list[str] | None = None) -> int:
    """Do what the arguments ask; the exit code says how it went."""
    arguments = parse(sys.argv[1:] if words is None else words)
    from app.bootstrap import check, run, screens, tour

    language = Language(arguments.language) if arguments.language else None
    if arguments.command == "tour":
        return tour(arguments.to, language)
    if arguments.command == "screens":
        return screens(arguments.to, language)
    if arguments.command == "check":
        return check(arguments.checked)
    return run(arguments.database, language)


if __name__ == "__main__":
    sys.exit(main())
