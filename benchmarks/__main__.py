"""Prints each figure of spec 5.1 beside its floor, measured in the same run, and writes docs/benchmarks.md.

`--quick` measures among fewer clients and writes nothing; `--only search save` measures these parts.
"""

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

Row = tuple[str, float, float, float]
"""What was done; ours, the floor, and what is allowed: in seconds, or megabytes where the name ends in MB."""

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
FLOORS = {
    "search": "one range of an index, read by `sqlite3` alone; for a card its row by its key",
    "preview": "24 plain dates",
    "engine": "the same dates by `date` and `monthrange`, without a rule",
    "save": "the same rows inserted by `sqlite3` alone, with full sync",
    "bulk": "as many suspensions and changed instalments inserted by `sqlite3` alone, with full sync",
    "billing": "as many invoices and lines inserted by `sqlite3` alone, with full sync",
    "papers": "as many bare table rows on a reportlab canvas",
    "door": "inserting the log line with full sync; for the day the sum of its debits",
    "dossiers": "one pass over the names; reading its activities; as many rows inserted with full sync",
    "prospects": "the same rows read through their index; for a sale one row inserted with full sync",
    "windows": "an empty PySide6 window; for rows and cards their query alone",
}
"""The parts in the order they are measured, and what each is measured beside."""


def _rows(part: str, quick: bool) -> list[Row]:
    module = import_module(f"benchmarks.{part}")
    measure: Callable[..., list[Row]] = module.rows
    if not quick:
        return measure()
    fewer = {
        "search": (10_000, 20_000),
        "windows": (10_000, 20_000),
        "engine": (10_000,),
        "bulk": (1_000,),
        "billing": (1_000,),
        "dossiers": (2_000,),
        "door": (20_000,),
        "prospects": (20_000,),
    }
    return measure(*fewer.get(part, ()))


def _figure(name: str, value: float) -> str:
    if name.endswith("MB"):
        return f"{value:.0f} MB"
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.2f} ms" if value >= 1e-4 else f"{value * 1e6:.0f} µs"


def _line(row: Row) -> tuple[str, str, str, str, str]:
    name, ours, floor, allowed = row
    told = (_figure(name, value) for value in (ours, floor, allowed))
    mine, bare, most = told
    return (name, mine, bare, f"≤ {most}", "yes" if ours <= allowed else "no")


def _machine() -> str:
    """The machine in words: no name and no path of it."""
    import PySide6
    import sqlalchemy

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, SQLAlchemy {sqlalchemy.__version__}, PySide6 {PySide6.__version__}"
    )


def _report(measured: dict[str, list[Row]]) -> str:
    lines = [
        "# Benchmarks",
        "",
        f"Measured on {date.today():%d/%m/%Y} by `python3 dev.py bench`: {_machine()}. Ours and the floor are",  # noqa: DTZ011
        "measured side by side in one run; machines are noisy, so only the comparison counts. No test asserts a time.",
        "",
        "| work | ours | floor | ours must be | met |",
        "|---|---|---|---|---|",
    ]
    for rows in measured.values():
        lines += [f"| {' | '.join(_line(row))} |" for row in rows]
    lines += ["", "Floors:", ""]
    lines += [f"- {part}: {FLOORS[part]}." for part in measured]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure, print and write; 0 also where a figure is missed, which the table says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer clients, and no report")
    parser.add_argument("--only", nargs="+", choices=tuple(FLOORS), metavar="PART", help=", ".join(FLOORS))
    chosen = parser.parse_args(arguments)
    measured: dict[str, list[Row]] = {}
    print(f"{'work':64} {'ours':>10} {'floor':>10} {'must be':>12}  met")
    for part in chosen.only or FLOORS:
        measured[part] = _rows(part, chosen.quick)
        for row in measured[part]:
            name, ours, floor, allowed, is_met = _line(row)
            print(f"{name:64} {ours:>10} {floor:>10} {allowed:>12}  {is_met}", flush=True)
    if not chosen.quick and not chosen.only:
        REPORT.write_text(_report(measured), encoding="utf-8")
        print("written: docs/benchmarks.md")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
