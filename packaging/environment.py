"""The project's own Python environment: `.venv`, filled from a lock file and left alone while nothing changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": ROOT / "packaging" / "lock.txt", "test": ROOT / "packaging" / "lock-test.txt"}
"""The exact versions to run with, and those with the test tools besides."""


def program(name: str) -> str:
    """The path of a program in the environment."""
    return str(VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name)


def environ() -> dict[str, str]:
    """The environment variables for what is started: UTF-8, and a home folder even where none is set."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    if os.name == "posix" and not env.get("HOME"):
        home = VENV / "home"
        home.mkdir(parents=True, exist_ok=True)
        env["HOME"] = str(home)
    return env


def prepare(purpose: str) -> bool:
    """Make `.venv` ready to "run" or to "test"; at once if it is. False if a step failed, whose output was shown."""
    place, wanted = _place(), _wanted(purpose)
    if _read("place") == place and wanted in (_read(purpose), _read("test")):
        return True
    if _read("place") != place:
        print("Making the environment in .venv", flush=True)
        venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=True)
    print("Installing the packages of", LOCKS[purpose].relative_to(ROOT).as_posix(), flush=True)
    if not any(_install(installer, purpose) for installer in _installers()):
        return False
    (VENV / "place").write_text(place, encoding="utf-8")
    _stamp(purpose).write_text(wanted, encoding="utf-8")
    if purpose == "test":
        _stamp("run").write_text(_wanted("run"), encoding="utf-8")
    return True


def relock() -> bool:
    """Write both lock files anew, with the newest versions that pyproject.toml allows."""
    compile_ = [
        *next(_installers()),
        "compile",
        "pyproject.toml",
        "--universal",
        "--python-version",
        "3.11",
        "--upgrade",
    ]
    compile_ += ["--generate-hashes", "--no-header", "--no-annotate"]
    run, test = (str(lock.relative_to(ROOT)) for lock in LOCKS.values())
    return _call([*compile_, "-o", run]) and _call([*compile_, "--extra", "test", "-c", run, "-o", test])


def _install(installer: list[str], purpose: str) -> bool:
    lock = ["install", "--requirement", str(LOCKS[purpose])]
    ours = ["install", "--no-deps", "--editable", str(ROOT)]
    return _call(installer + lock) and _call(installer + ours)


def _installers() -> Iterator[list[str]]:
    """Uv, which is ten times as quick, where it can be had; then pip."""
    python = program("python")
    if _call([python, "-m", "pip", "install", "--quiet", "uv"], tell=False):
        yield [python, "-m", "uv", "--quiet", "pip"]
    yield [python, "-m", "pip", "--quiet"]


def _place() -> str:
    """Where and for which Python the environment was made; made for another, it would not start."""
    return f"{ROOT} {sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix}"


def _wanted(purpose: str) -> str:
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    digest.update(LOCKS[purpose].read_bytes())
    return digest.hexdigest()


def _stamp(purpose: str) -> Path:
    return VENV / f"ready-to-{purpose}"


def _read(name: str) -> str:
    file = VENV / name if name == "place" else _stamp(name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _call(command: list[str], *, tell: bool = True) -> bool:
    # The system's certificates, not uv's own: an office may read its traffic with one of its making.
    env = {"UV_SYSTEM_CERTS": "1", **environ(), "VIRTUAL_ENV": str(VENV)}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode and tell:
        print(done.stdout.decode(errors="replace"))
    return done.returncode == 0
