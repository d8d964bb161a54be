"""The system libraries that Qt's wheels leave to the machine, and how a Debian gets them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys

DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt loads even without a display: file name to Debian package."""

WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
"""What a window on an X display needs besides."""


def has_display() -> bool:
    """Whether a window could be shown, or Qt has been told how to do without."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def prepare() -> bool:
    """Install what is missing, or print the command that does. False if the programs cannot run as things are."""
    if not sys.platform.startswith("linux"):
        return True
    wanted = {**DRAWING, **WINDOW} if has_display() else DRAWING
    missing = [file for file in wanted if not _loads(file)]
    packages = [wanted[file] for file in missing]
    if importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python3.{sys.version_info[1]}-venv")
    if not packages:
        return True
    if not shutil.which("apt-get"):
        print("Missing here; please install them with your system's package manager:", *missing or packages)
        return False
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    rights = _rights()
    if rights is None:
        print("Some system libraries are missing. Please run this, then start again:")
        print("  sudo " + shlex.join(install))
        return False
    print("Installing system libraries:", *packages, flush=True)
    # Without package lists the first try fails at once; with them it saves the update.
    return _quietly([*rights, *install]) or (
        _quietly([*rights, "apt-get", "update"]) and _quietly([*rights, *install], tell=True)
    )


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _rights() -> list[str] | None:
    """What to put before a command that only root may run; None where that would ask for a password."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def _quietly(command: list[str], *, tell: bool = False) -> bool:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode and tell:
        print(done.stdout.decode(errors="replace"))
    return done.returncode == 0
