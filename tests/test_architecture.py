"""The house's rules that no type checker sees."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from importlinter import cli as import_linter

ROOT = Path(__file__).parent.parent
LOCKS = [ROOT / "packaging" / "lock.txt", ROOT / "packaging" / "lock-test.txt"]
HEAVY = {"alembic", "babel", "holidays", "pikepdf", "PIL", "pypdfium2", "reportlab"}


def packages_imported_by(statement: str) -> set[str]:
    """The top-level packages that a fresh Python has loaded after `statement`."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def locked(lock: Path) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE))


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_imports_go_one_way() -> None:
    assert import_linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_application_and_commands_load_no_qt() -> None:
    loaded = packages_imported_by("import desktop.app, desktop.cli, ui.launch")
    assert "desktop" in loaded
    assert not loaded & {"PySide6", "shiboken6"}


def test_application_loads_no_heavy_library_before_it_is_used() -> None:
    assert not packages_imported_by("import desktop.app, desktop.cli, ui.launch") & HEAVY


def test_commands_load_no_database_before_they_need_one() -> None:
    assert "sqlalchemy" not in packages_imported_by("import desktop.cli, ui.launch")


def test_today_can_be_shown_before_the_database_library_is_loaded() -> None:
    assert "sqlalchemy" not in packages_imported_by("import desktop.services.overview, ui.wiring")


def test_no_source_is_kept_of_what_is_imported_after_qt() -> None:
    code = "from ui import launch; launch.import_qt(); import desktop.app, linecache; print(*linecache.cache)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(ROOT / "desktop") not in done.stdout


def test_locks_name_no_address() -> None:
    for lock in LOCKS:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert not re.findall(r"^[#-]", text, re.MULTILINE)


def test_every_locked_package_has_hashes() -> None:
    for lock in LOCKS:
        requirements = re.split(r"^(?=[a-z])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert requirements
        assert all("--hash=sha256:" in requirement for requirement in requirements)


def test_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run = {name_of(each) for each in project["dependencies"]}
    tools = {name_of(each) for each in project["optional-dependencies"]["test"]}
    assert run <= locked(LOCKS[0]) <= locked(LOCKS[1])
    assert tools <= locked(LOCKS[1])


def test_packaging_folder_does_not_shadow_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
