"""Keeps notes while they are typed: in a worker, soon after the last key, and never more than two seconds late."""

from functools import partial
from threading import Lock
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.meetings import Meeting
from desktop.errors import ChangedElsewhereError, DatabaseError, NotFoundError, UserError
from desktop.services.meetings import Meetings
from ui import background
from ui.screens.meetings.editor import NotesEdit

PAUSE = 500
"""Milliseconds of quiet after which what was typed is saved."""
MOST = 1200
"""Milliseconds after the first key that is not saved yet; with the writing itself less than two seconds."""


class Keeper(QObject):
    """Saves what `editor` holds. `kept(meeting)` tells each time, `failed(error)` why it could not be.

    Where another window wrote first, or removed the meeting, nothing more is saved until `go_on` or `forget`: nothing
    typed is lost, nothing is written over, and `failed` tells so again whenever something is typed.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, meetings: Meetings, editor: NotesEdit) -> None:
        super().__init__(editor)
        self._meetings, self._editor = meetings, editor
        self._writer: _Writer | None = None
        self._job: background.Job | None = None
        self._stopped: UserError | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._most = QTimer(self, singleShot=True, interval=MOST)
        for timer in (self._pause, self._most):
            timer.timeout.connect(self._save)
        editor.textChanged.connect(self._typed)

    @property
    def seen(self) -> str:
        """The notes as they were last read or written here."""
        return self._writer.seen if self._writer else ""

    @property
    def is_clean(self) -> bool:
        """Whether all that was typed is kept."""
        return self._stopped is None and self._job is None and not self._editor.document().isModified()

    def open(self, meeting: Meeting) -> None:
        """Show and keep the notes of `meeting` from now on. `flush` first."""
        self._rest()
        self._editor.load(meeting.notes)
        self._writer = _Writer(self._meetings, meeting.id, meeting.notes)

    def go_on(self, meeting: Meeting, text: str) -> None:
        """`meeting` is what is stored now: show `text` and keep it from there on. Undo brings back what was typed."""
        self._rest()
        self._writer = _Writer(self._meetings, meeting.id, meeting.notes)
        self._editor.take(text)
        if text == meeting.notes:
            self._pause.stop()
            self._most.stop()
            self._editor.document().setModified(False)

    def forget(self) -> None:
        """Keep nothing: what is typed was given up."""
        self._rest()
        self._writer = None
        self._editor.load("")

    def flush(self) -> bool:
        """Save now, before going on. False where it could not be: that was told, and the text is kept on the screen."""
        if self._writer is None:
            return True
        if self._stopped is not None:
            self.failed.emit(self._stopped)
            return False
        if self.is_clean:
            return True
        self._pause.stop()
        self._most.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()  # its reply is not waited for: what is written now is newer
        text = self._take_text()
        try:
            saved = self._writer.write(text, self._writer.turn())
        except UserError as error:
            self._not_kept(error)
            return False
        self._kept(saved)
        return True

    def _rest(self) -> None:
        self._pause.stop()
        self._most.stop()
        if self._job is not None:
            self._job.cancel()
        self._job, self._stopped = None, None

    def _typed(self) -> None:
        if self._writer is None or not self._editor.document().isModified():
            return
        if self._stopped is not None:
            self.failed.emit(self._stopped)
            return
        self._pause.start()
        if not self._most.isActive():
            self._most.start()

    def _save(self) -> None:
        self._pause.stop()
        self._most.stop()
        if self._stopped is not None or self._writer is None or not self._editor.document().isModified():
            return
        if self._job is not None:
            self._pause.start()  # the one before is still being written
            return
        write = partial(self._writer.write, self._take_text(), self._writer.turn())
        self._job = background.run(self, write, self._kept, self._not_kept)

    def _take_text(self) -> str:
        text = self._editor.toPlainText()
        self._editor.document().setModified(False)
        return text

    def _kept(self, saved: Meeting | None) -> None:
        self._job = None
        if saved is not None:
            self.kept.emit(saved)

    def _not_kept(self, error: UserError) -> None:
        self._job = None
        self._editor.document().setModified(True)
        if isinstance(error, ChangedElsewhereError | NotFoundError):
            self._stopped = error
        elif isinstance(error, DatabaseError):
            self._most.start()  # another program may give it free
        self.failed.emit(error)


class _Writer:
    """Writes in turn, from whichever thread: an older text never follows a newer one."""

    def __init__(self, meetings: Meetings, id: UUID, seen: str) -> None:
        self.seen = seen
        self._meetings, self._id = meetings, id
        self._lock = Lock()
        self._turns = self._written = 0
        self._saved: Meeting | None = None

    def turn(self) -> int:
        """The number of the next text."""
        self._turns += 1
        return self._turns

    def write(self, text: str, turn: int) -> Meeting | None:
        """Keep `text`, unless it or a newer one is kept already; gives back what was saved last. Raises UserError."""
        with self._lock:
            if turn > self._written and text != self.seen:
                self._saved = self._meetings.write_notes(self._id, text, self.seen)
                self._written, self.seen = turn, self._saved.notes
            return self._saved
