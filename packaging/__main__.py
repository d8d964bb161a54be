"""Start Countersign, or its tests, on a machine that has Python 3.11 and nothing else.

python3 packaging run [ARGS]    the application; ARGS go to `countersign` as they are
python3 packaging test [ARGS]   every check; ARGS go to pytest
python3 packaging bench [ARGS]  the measurements of tests/benchmarks; ARGS go to pytest
python3 packaging lock          the lock files anew
python3 packaging words         the template for translators anew
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
    sys.exit("Countersign needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import environment
import system

NOT_READY = 3
"""The exit code when the machine could not be made ready."""


def run(args: list[str]) -> int:
    """The application itself, in this process where the system allows it."""
    if not system.has_display() and not args:
        print(
            "There is no display here, so no window can open. Running the demo instead (countersign demo).", flush=True
        )
        args = ["demo"]
    command = [environment.program("countersign"), *args]
    if os.name == "posix":
        os.execve(command[0], command, environment.environ())
    return subprocess.run(command, env=environment.environ(), check=False).returncode


def test(args: list[str]) -> int:
    """Every check, each with its seconds. Pytest's closing line comes last; the exit code tells of all."""
    tool = [environment.program("python"), "-m"]
    passed = [
        _check("ruff check", [*tool, "ruff", "check", "."]),
        _check("ruff format", [*tool, "ruff", "format", "--check", "."]),
        _check("mypy", [*tool, "mypy"]),
        _check("import contracts", [environment.program("lint-imports")]),
    ]
    print("== pytest", flush=True)
    workers = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]  # neighbours share what was prepared once
    last = _start([*tool, "pytest", *workers, *args])
    return 0 if all(passed) and last == 0 else 1


def bench(args: list[str]) -> int:
    """The measurements, in one process, with what they print."""
    return _start([environment.program("python"), "-m", "pytest", "tests/benchmarks", "-n", "0", "-s", *args])


def words(args: list[str]) -> int:
    """Collect every word that a user reads into resources/translations/countersign.pot."""
    marks = [f"--keyword={mark}" for mark in ("_", "N_", "gettext", "ngettext:1,2")]
    look = ["--no-location", "--omit-header", "--no-wrap", "--sort-output"]
    to = "resources/translations/countersign.pot"
    return _start([environment.program("pybabel"), "-q", "extract", *marks, *look, "-o", to, "desktop", "ui", *args])


def _check(name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    start = time.monotonic()
    passed = _start(command) == 0
    print(f"== {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.1f} s", flush=True)
    return passed


def _start(command: list[str]) -> int:
    env = {**environment.environ(), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, cwd=environment.ROOT, env=env, stdin=subprocess.DEVNULL, check=False).returncode


def main(args: list[str]) -> int:
    """Make the machine ready, then do what was asked."""
    commands = {"run": run, "test": test, "bench": bench, "words": words}
    name, rest = (args[0], args[1:]) if args else ("", [])
    if name not in (*commands, "lock"):
        print(__doc__)
        return 0 if name in ("-h", "--help") else 2
    if not (system.prepare() and environment.prepare("run" if name in ("run", "lock") else "test")):
        return NOT_READY
    if name == "lock":
        return 0 if environment.relock() else 1
    return commands[name](rest)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a pipe on Windows takes few of uv's signs
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
