"""The commands that need no screen. Exit codes: 0 done, 1 done with findings, 2 could not be done.

With `verify`: 0 genuine, 1 altered, 2 not readable or not ours. With `import`: 1 where a row could not be read. With
`due`: 1 where something is late.
What needs a window is handed in by `ui.launch`, so that nothing here imports Qt.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import NotReadyError, UserError
from desktop.i18n import _, set_language

if TYPE_CHECKING:
    from desktop.app import App
    from desktop.domain.due_lines import DueAction, DueLine

DONE, FINDINGS, FAILED = 0, 1, 2


@dataclass(frozen=True)
class Screens:
    """What only a window can do. `pictures` draws the main screens of a data folder into another folder."""

    open_window: Callable[[Path], int]
    pictures: Callable[[Path, Path], list[Path]]
    self_test: Callable[[], None]


def data_folder(given: str | None) -> Path:
    """Where the database lies: `given`, else COUNTERSIGN_DATA, else the platform's own folder for data."""
    chosen = given or os.environ.get("COUNTERSIGN_DATA")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("Countersign", appauthor=False)


def main(argv: Sequence[str], screens: Screens) -> int:
    """Run one command, or open the window where none is given."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):  # a windowed build has none
            stream.reconfigure(errors="replace")  # a console that can't show a name shows the rest
    if wanted := os.environ.get("COUNTERSIGN_LANGUAGE"):
        set_language(wanted)
    given = _parser().parse_args(argv)
    folder = data_folder(given.data)
    commands: dict[str | None, Callable[[], int]] = {
        None: lambda: screens.open_window(folder),
        "demo": lambda: _demo(given.folder, screens),
        "import": lambda: _import(folder, given.file, dry_run=given.dry_run),
        "export": lambda: _export(folder, given.reference, given.file),
        "due": lambda: _due(folder, days=given.days, as_json=given.json),
        "report": lambda: _report(folder, given.client, given.file),
        "review": lambda: _review(folder, given.client, given.file, quarter=given.quarter, proposals=given.propose),
        "verify": lambda: _verify(given.file, folder if given.data else None),
        "self-test": lambda: _self_test(screens),
    }
    try:
        return commands[given.command]()
    except UserError as error:
        _complain(str(error))
        return FAILED
    except BrokenPipeError:  # whoever reads it has read enough, as `head` does; nothing is left to be written at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS


class _Version(argparse.Action):
    """Looks the version up only where it is asked for: that takes 20 ms, before the window opens."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: object) -> None:
        from importlib.metadata import version

        print(f"countersign {version('countersign')}")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="countersign",
        description=_("Agree how to fill a job order together, sign it on one page, keep both sides to it."),
        epilog=_("Exit codes: 0 done, 1 done with findings (verify: altered), 2 could not be done (verify: not ours)."),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("show the version and end"))
    parser.add_argument("--data", metavar=_("DIR"), help=_("the folder of the database"))
    commands = parser.add_subparsers(dest="command", title=_("commands, instead of the window"))
    demo = commands.add_parser("demo", help=_("do the main job on sample data, without a screen"))
    demo.add_argument("folder", nargs="?", type=Path, help=_("a new or empty folder for what it makes"))
    import_ = commands.add_parser("import", help=_("import job orders from a spreadsheet (CSV)"))
    import_.add_argument("file", type=Path)
    import_.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    export = commands.add_parser("export", help=_("save a job order's newest agreement as PDF"))
    export.add_argument("reference", help=_("such as JO-0142"))
    export.add_argument("file", type=Path)
    due = commands.add_parser("due", help=_("list the promises and actions that are late or due today"))
    due.add_argument("--days", type=int, default=0, metavar="N", help=_("also what is due in the next N days"))
    due.add_argument("--json", action="store_true", help=_("as JSON, for other programs"))
    report = commands.add_parser("report", help=_("save a client's check-in page as PDF"))
    report.add_argument("client", help=_("the client's name, or a part of it that only this one has"))
    report.add_argument("file", type=Path)
    review = commands.add_parser("review", help=_("save a client's partnership review as PDF: a quarter's pages"))
    review.add_argument("client", help=_("the client's name, or a part of it that only this one has"))
    review.add_argument("file", type=Path)
    review.add_argument("--quarter", metavar="2026Q3", help=_("which quarter; else the one that ended last"))
    review.add_argument("--propose", action="append", default=[], metavar=_("TEXT"),
                        help=_("something that we propose next; may be given several times"))  # fmt: skip
    verify = commands.add_parser("verify", help=_("check that an agreement PDF is genuine; needs no database"))
    verify.add_argument("file", type=Path)
    commands.add_parser("self-test", help=_("check that this installation works"))
    return parser


@contextmanager
def _opened(folder: Path, *, make: bool = False) -> Iterator["App"]:
    """The database of `folder`. Without `make`, NotReadyError where there is none: a mistyped name makes no new one."""
    from desktop.app import DATABASE, open_app  # the ORM takes 280 ms to import; --version and verify do without

    if not make and not (folder / DATABASE).exists():
        none = _("There is no database in {folder}. Start the window, or import job orders, to make one.")
        raise NotReadyError(none.format(folder=folder))
    app = open_app(folder)
    try:
        yield app
    finally:
        app.close()


def _import(folder: Path, file: Path, *, dry_run: bool) -> int:
    import tempfile  # with what it imports 5 ms, which the window's start can do without

    from desktop.app import DATABASE

    with ExitStack() as stack:
        if dry_run and not (folder / DATABASE).exists():  # what would be done in a new database, without making it
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        app = stack.enter_context(_opened(folder, make=True))
        report = app.importing.run(file, dry_run=dry_run)
    for problem in report.problems:
        _say(_("Line {line}: {reason}").format(line=problem.line, reason=problem.reason))
    for sentence in report.sentences:
        _say(sentence)
    return FINDINGS if report.problems else DONE


def _export(folder: Path, reference: str, file: Path) -> int:
    with _opened(folder) as app:
        job_order = app.job_orders.by_reference(reference)
        newest = app.agreements.newest(job_order.id)
        app.agreements.save_pdf(newest.id, file)
    saved = _("Version {number} ({state}) saved as {file}")
    _say(saved.format(number=newest.number, state=_(newest.state.label), file=file))
    return DONE


def _due(folder: Path, *, days: int, as_json: bool) -> int:
    with _opened(folder) as app:
        days = min(max(days, 0), 366)
        found: list[DueLine | DueAction] = [*app.reports.due(days), *app.reports.actions_due(days)]
    lines = sorted(found, key=lambda line: line.due_at)
    if as_json:
        import json

        _say(json.dumps([line.record for line in lines], indent=2))  # in ASCII: pipes have many encodings
    else:
        for sentence in [line.sentence for line in lines] or [_("Nothing is late, and nothing is due.")]:
            _say(sentence)
    return FINDINGS if any(line.is_late for line in lines) else DONE


def _report(folder: Path, client: str, file: Path) -> int:
    with _opened(folder) as app:
        found = app.reports.client_named(client)
        app.reports.save_pdf(file, found.id)
    _say(_("The check-in page of {client} saved as {file}").format(client=found.name, file=file))
    return DONE


def _review(folder: Path, client: str, file: Path, *, quarter: str | None, proposals: Sequence[str]) -> int:
    from desktop.domain.review import Quarter  # loaded late: the window needs none of it

    wanted = Quarter.read(quarter) if quarter else None
    with _opened(folder) as app:
        found = app.reports.client_named(client)
        wanted = wanted or app.reviews.quarter()
        app.reviews.save_pdf(file, found.id, wanted.first, wanted.last, proposals=tuple(proposals))
    said = _("The partnership review of {client}, {quarter}, saved as {file}")
    _say(said.format(client=found.name, quarter=wanted, file=file))
    return DONE


def _verify(file: Path, folder: Path | None) -> int:
    from desktop.pdf.verify import verify_file

    verdict = verify_file(file)
    for sentence in verdict.sentences:
        _say(sentence)
    if folder is None or verdict.page is None:
        return verdict.code
    with _opened(folder) as app:
        differences = app.verification.differences(verdict.page)
    for sentence in differences or (_("The database keeps the same version and the same scans."),):
        _say(sentence)
    return max(verdict.code, FINDINGS if differences else DONE)


def _demo(folder: Path | None, screens: Screens) -> int:
    from desktop.demo import play

    return play(folder, screens.pictures, _say)


def _self_test(screens: Screens) -> int:
    from desktop.demo import check_installation

    check_installation(_say)
    screens.self_test()
    _say(_("The window opens. All is well."))
    return DONE


def _say(sentence: str) -> None:
    if sys.stdout is not None:
        print(sentence, flush=True)


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        print(sentence, file=sys.stderr, flush=True)
