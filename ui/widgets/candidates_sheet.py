"""The candidates of a job order: a reference each, never a CV, and what happened to them when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.domain.limits import CandidateEvent
from desktop.domain.tracking import Candidate, Happening, Tracking
from desktop.errors import InvalidInputError, UserError
from desktop.formats import format_day, format_moment
from desktop.i18n import N_, _
from ui.commands import key_sequence, key_text
from ui.fields import Field, choice, line
from ui.pages import Index
from ui.table import Column, KeepsInk, Table, ValueModel
from ui.theme import label, theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.inputs import LineEdit
from ui.widgets.promise_sheets import MomentFields

_EVENTS = tuple(CandidateEvent)
_TITLES = {
    CandidateEvent.SENT: N_("CV sent"),
    CandidateEvent.FEEDBACK: N_("Feedback"),
    CandidateEvent.INTERVIEW_ASKED: N_("Asked"),
    CandidateEvent.INTERVIEW_HELD: N_("Interview"),
    CandidateEvent.OFFERED: N_("Offer"),
    CandidateEvent.ACCEPTED: N_("Accepted"),
    CandidateEvent.STARTED: N_("Started"),
    CandidateEvent.WITHDRAWN: N_("Withdrew"),
}
_WHEN = ("at", "day", "time")
_NEW = "Ctrl+N"
NOW, THEN, NOT_YET = "now", "then", "not_yet"


@dataclass(frozen=True)
class CandidateActions:
    """What can be done. Each keeps the change and gives the tracking then, or raises UserError."""

    add: Callable[[str, datetime | None], Tracking]
    note: Callable[[UUID, CandidateEvent, datetime], Tracking]
    remove: Callable[[UUID, Happening], Tracking]
    clock: Callable[[], datetime]


class CandidatesSheet(Dialog):
    """A grid of candidates and events. Enter notes the event of the current cell, Delete takes it away."""

    def __init__(self, parent: QWidget, tracking: Tracking, actions: CandidateActions) -> None:
        super().__init__(
            parent,
            title=_("Candidates"),
            primary=_("Close"),
            cancel=False,
            text=_("A reference, never a CV: a number or initials by which both sides know whom you mean."),
        )
        self._actions = actions
        self.reference: Field = line("reference", _("Reference"), placeholder=_("C-17"))
        sent = ((NOW, _("now")), (THEN, _("at another time")), (NOT_YET, _("not yet")))
        self.sent: Field = choice("sent", _("CV sent"), sent)
        self.sent_at = MomentFields(actions.clock())
        self.add = Button(_("Add"), "plus", key_text(_NEW))
        self.grid = _Grid()
        self.event_field: Field = choice("event", _("What happened"), [(e, _(e.word)) for e in _EVENTS])
        self.at = MomentFields(actions.clock())
        self.note = Button(_("Note it"), "check")
        self.remove = Button(_("Remove"), "trash-2", key_text("Del"))
        self.about = label("", "strong", wrap=True)
        self._lay_out()
        self._connect()
        self.show_tracking(tracking)
        self.sent.write(NOW)
        self._choose_sent()
        if tracking.candidates:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_tracking(self, tracking: Tracking) -> None:
        """Show its candidates; the current cell stays."""
        self.grid.show_candidates(tracking.candidates)
        self._follow_cell()

    def changed(self) -> bool:
        return bool(self.reference.read().strip())

    # -- doing ------------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        sent = self.sent.read()

        def add() -> Tracking:
            at = self._actions.clock() if sent == NOW else self.sent_at.read() if sent == THEN else None
            return self._actions.add(self.reference.read(), at)

        if self._do(add, self.reference, self.sent_at):
            self.grid.select_reference(self.reference.read().strip())
            self.reference.write("")
            self.sent_at.begin(self._actions.clock())
            self.reference.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_adding(self) -> None:
        self.reference.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _note(self) -> None:
        candidate = self.grid.candidate
        if candidate is not None:
            event = self.event_field.read()
            self._do(lambda: self._actions.note(candidate.id, event, self.at.read()), self.event_field, self.at)

    def note_now(self) -> None:
        """Note what the current cell stands for as happened now; in the first column go to the fields."""
        candidate, event = self.grid.candidate, self.grid.cell_event
        if candidate is None:
            return
        if event is None or candidate.when(event) is not None:
            self.event_field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._do(lambda: self._actions.note(candidate.id, event, self._actions.clock()), self.event_field, self.at)

    def _remove(self) -> None:
        candidate, event = self.grid.candidate, self.event_field.read()
        if candidate is None:
            return
        last = next((one for one in reversed(candidate.events) if one.event == event), None)
        if last is None:
            self.event_field.set_problem(_("It is not noted for {reference}.").format(reference=candidate.reference))
            return
        self._do(lambda: self._actions.remove(candidate.id, last), self.event_field, self.at)

    def _remove_cell(self) -> None:
        if self.grid.cell_event is not None:
            self.event_field.write(self.grid.cell_event)
            self._remove()

    def _do(self, action: Callable[[], Tracking], field: Field, moment: MomentFields) -> bool:
        """Do it; what is wrong is said beside the field it is about, and what was typed stays."""
        field.set_problem("")
        moment.say({})
        self.bar.hide()
        try:
            self.show_tracking(action())
        except InvalidInputError as error:
            about = {name: words for name, words in error.problems.items() if name not in _WHEN}
            moment.say({name: words for name, words in error.problems.items() if name in _WHEN})
            field.set_problem("\n".join(about.values()))
            return False
        except UserError as error:
            self.fail(error)
            return False
        moment.begin(self._actions.clock())
        return True

    def _follow_cell(self) -> None:
        candidate, event = self.grid.candidate, self.grid.cell_event
        self.event_field.set_problem("")
        self.at.say({})
        for widget in (self.event_field, self.at, self.note, self.remove):
            widget.setEnabled(candidate is not None)
        if event is not None:
            self.event_field.write(event)
        elif (chosen := self.event_field.read()) is None or (candidate and candidate.when(chosen) is not None):
            self.event_field.write(_following(candidate))
        self.about.setText(_story(candidate) if candidate else _("Add the first candidate by a reference."))

    def _choose_sent(self) -> None:
        self.sent_at.setVisible(self.sent.read() == THEN)

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = theme()
        column = self.column
        adding, noting = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (adding, (self.reference, self.sent, self.sent_at)),
            (noting, (self.event_field, self.at)),
        ):
            row.setSpacing(look.px(10))
            for part in parts:
                row.addWidget(part, stretch=1)
        below_title = look.px(22)  # buttons stand beside the editors, whose titles are above them
        adding.addWidget(_lowered(self.add, below_title), alignment=Qt.AlignmentFlag.AlignTop)
        for button in (self.note, self.remove):
            noting.addWidget(_lowered(button, below_title), alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(adding)
        column.addWidget(self.grid, stretch=1)
        column.addWidget(self.about)
        column.addLayout(noting)
        self.grid.setMinimumHeight(look.px(150))
        self.setMinimumWidth(look.px(836))

    def _connect(self) -> None:
        self.accepted_now.connect(self.finish)
        self.add.clicked.connect(self._add)
        self.note.clicked.connect(self._note)
        self.remove.clicked.connect(self._remove)
        self.sent.left.connect(self._choose_sent)
        self.grid.opened.connect(lambda _candidate: self.note_now())
        self.grid.selectionModel().currentChanged.connect(lambda _now, _old: self._follow_cell())
        if isinstance(self.reference.editor, LineEdit):
            self.reference.editor.returnPressed.connect(self._add)
        QShortcut(QKeySequence(_NEW), self, self._begin_adding)
        delete = QShortcut(key_sequence("Del"), self.grid, self._remove_cell)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        for button in (self.add, self.note, self.remove):
            button.setAutoDefault(False)


def _following(candidate: Candidate | None) -> CandidateEvent:
    """What is noted next of a candidate, when all goes well."""
    left = (event for event in _EVENTS if candidate is None or candidate.when(event) is None)
    return next(left, CandidateEvent.WITHDRAWN)


class _Cells(KeepsInk):
    """The current cell has a frame: Enter and Delete mean its event."""

    def __init__(self, grid: "_Grid") -> None:
        super().__init__(grid)
        self.grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index == self.grid.currentIndex():
            rect: QRect = option.rect
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().color("focus" if self.grid.hasFocus() else "control"), 2))
            painter.drawRoundedRect(rect.toRectF().adjusted(1.5, 2.5, -1.5, -2.5), theme().px(4), theme().px(4))
            painter.restore()


class _Grid(Table):
    def __init__(self) -> None:
        super().__init__(_("Candidates and what happened"))
        self._candidates: ValueModel[Candidate] = ValueModel(
            [
                Column(_("Reference"), lambda one: one.reference, strong=True, tip=_story),
                *(_event_column(event) for event in _EVENTS),
            ]
        )
        self.show_model(self._candidates)
        self.setItemDelegate(_Cells(self))
        self.horizontalHeader().setSectionsClickable(False)

    @property
    def candidate(self) -> Candidate | None:
        found = self.current_value()
        return found if isinstance(found, Candidate) else None

    @property
    def cell_event(self) -> CandidateEvent | None:
        column = self.currentIndex().column()
        return _EVENTS[column - 1] if column > 0 else None

    def show_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        current, column = self.candidate, max(self.currentIndex().column(), 0)
        self._candidates.set_values(candidates)
        ids = [one.id for one in candidates]
        if ids:
            row = ids.index(current.id) if current and current.id in ids else 0
            self.setCurrentIndex(self._candidates.index(row, column))

    def select_reference(self, reference: str) -> None:
        self.select(lambda one: one.reference == reference)


def _event_column(event: CandidateEvent) -> Column[Candidate]:
    def when(candidate: Candidate) -> str:
        found = [one.at for one in candidate.events if one.event == event]
        if not found:
            return "–"
        day = format_day(found[-1].astimezone().date())
        return day if len(found) == 1 else _("{day} ×{n}").format(day=day, n=len(found))

    return Column(_(_TITLES[event]), when, 86, tip=_story)


def _story(candidate: Candidate) -> str:
    """All that happened, in order."""
    lines = [candidate.reference]
    lines += [
        _("{event}: {when}").format(event=_(one.event.word), when=format_moment(one.at)) for one in candidate.events
    ]
    return " · ".join(lines)


def _lowered(button: QWidget, by: int) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, by, 0, 0)
    column.addWidget(button)
    return holder
