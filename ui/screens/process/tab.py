"""The Process tab once something is signed: the tracker, and a switch to the steps as they are agreed next."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.app import App
from desktop.changes import Changes
from desktop.domain.agreement import AgreementState
from desktop.domain.job_order import JobState
from desktop.errors import NotFoundError, UserError
from desktop.i18n import _
from desktop.services.promises import Tracked
from ui.bridge import Bridge
from ui.commands import Command, Commands
from ui.messages import messages_of
from ui.screens.process.screen import ProcessScreen
from ui.screens.process.standing import Standing
from ui.screens.process.tracking import TrackingView
from ui.screens.process.tracking_deeds import Sheets
from ui.theme import theme
from ui.widgets.switch import Switch

TRACKING, AGREEING = 0, 1
_KINDS = ("tracking", "agreement", "job_order", "person", "client", "agency")


class ProcessTab(ProcessScreen):
    """Agreeing until the first version is signed; from then on tracking is in front.

    A version that is begun brings agreeing to the front, one that is signed brings tracking back.
    """

    def __init__(
        self, app: App, bridge: Bridge, commands: Commands, sign_off: Callable[[UUID], object], sheets: Sheets
    ) -> None:
        super().__init__(app, bridge, commands, sign_off)
        self.tracking = TrackingView(app, commands, sheets)
        self.tracking.stale.connect(self._track)
        self.tracking.shown.connect(self._arrange)
        self.switch = Switch(_("Tracking or agreeing"))
        self.switch.chosen.connect(self._chosen)
        self._front, self._tracking_stale, self._unshown = AGREEING, True, False
        self._seen: tuple[int, AgreementState] | None = None
        self._lay_out_both()
        self._commands.add(
            Command(
                "tracking",
                _("Tracking or agreeing"),
                lambda: self._chosen(1 - self._front),
                ("F7",),
                group=_("Process"),
                enabled=lambda: self.tracking.tracked is not None,
            ),
            self,
        )

    # -- what a screen is asked -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        super().refresh()
        if self._standing is not None:
            self._track(self._standing.job_state)

    def show_target(self, target: object) -> None:
        if target != self._id and self.flush():
            self._seen = None
        super().show_target(target)

    def show_part(self, part: UUID) -> None:
        self._bring(TRACKING)
        if self._front == TRACKING:
            self.tracking.show_promise(part)

    def panes(self) -> list[QWidget]:
        return [*self.tracking.panes(), self.switch] if self._front == TRACKING else super().panes()

    def set_client_view(self, on: bool) -> None:
        super().set_client_view(on)
        self.tracking.set_client_view(on)

    def ask_for_sign_off(self) -> None:
        self._bring(AGREEING)
        super().ask_for_sign_off()

    def go_to_open_point(self) -> None:
        self._bring(AGREEING)
        super().go_to_open_point()

    def _hear(self, changes: Changes) -> None:
        """A mark of ours is shown already, as a step of ours is."""
        mine = {("job_order", self._id), ("history", self._id)}
        is_a_mark = all(kind == "tracking" or (kind, id) in mine for kind, id in changes.touched)
        if self.tracking.untold and not changes.everything and changes.has("tracking") and is_a_mark:
            self.tracking.untold -= 1
        else:
            super()._hear(changes)

    def _heed(self, changes: Changes) -> None:
        super()._heed(changes)
        if self.concerns(changes):
            return  # then tracking is asked again with the steps
        if any(changes.has(kind) for kind in _KINDS):
            if self.isVisible():
                self._track()
            else:
                self._tracking_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._tracking_stale:
            self._track()

    def _show(self, now: Standing) -> None:
        """Behind the tracker the steps wait until they are brought to the front."""
        was_signed = now.newest.number > 1 or now.newest.signed_at is not None
        if was_signed and (self._seen is None or self._front == TRACKING):
            self._standing, self._unshown = now, True
        else:
            self._unshown = False
            super()._show(now)

    # -- tracking ---------------------------------------------------------------------------------------------------

    def _track(self, state: JobState | None = None) -> None:
        """Ask again how the promises stand, and in which state the job order is, where that is not known."""
        self._tracking_stale = False
        if self._id is None or self._standing is None:
            return
        newest = self._standing.newest
        unsigned = newest.number == 1 and newest.signed_at is None  # nothing is tracked yet: nothing need be asked
        try:
            tracked = None if unsigned else self._app.promises.tracked(self._id)
            line = None if tracked is None or state else self._app.job_orders.line(self._id)
        except NotFoundError:
            return  # taken back: the list goes on to another
        except UserError as error:
            messages_of(self).error(error)
            return
        if tracked is None:
            self.tracking.forget()
        else:
            self.tracking.show_tracked(tracked, line.state if line else state or self._standing.job_state)
        self._choose_front(tracked)

    def _choose_front(self, tracked: Tracked | None) -> None:
        """What is in front stays there, unless a version was begun or signed since."""
        if self._standing is None:
            return
        newest = self._standing.newest
        seen, self._seen = self._seen, (newest.number, newest.state)
        self._tools.setVisible(tracked is not None)
        if tracked is None:
            self._bring(AGREEING)
            return
        following = _("Agreeing version {n}") if newest.number > tracked.version else _("Steps of version {n}")
        self.switch.set_words(_("Tracking version {n}").format(n=tracked.version), following.format(n=newest.number))
        if seen is None or (seen != self._seen and newest.state == AgreementState.SIGNED):
            self._bring(TRACKING)
        elif newest.number > seen[0]:
            self._bring(AGREEING)
        else:
            self._bring(self._front)

    def _chosen(self, place: int) -> None:
        if place == self._front or self.flush():
            self._bring(place)
        focused = self.tracking.table if self._front == TRACKING else self.editor.table
        focused.setFocus()

    def _bring(self, place: int) -> None:
        self._front = place if self.tracking.tracked is not None else AGREEING
        if self._front == AGREEING and self._unshown and (now := self._standing) is not None:
            self._standing, self._unshown = None, False
            super()._show(now)
        behind = self._agreeing if self._front == TRACKING else self.tracking
        focused = behind.isAncestorOf(self.window().focusWidget() or self)
        self.tracking.setVisible(self._front == TRACKING)
        self._agreeing.setVisible(self._front == AGREEING)
        if focused:  # it would fall on whatever comes next: on Undo, say
            (self.tracking.table if self._front == TRACKING else self.editor.table).setFocus()
        self.switch.choose(self._front)
        self._arrange()

    def _arrange(self) -> None:
        """The switch keeps its words: where there is no room beside it, its neighbours are in the menu alone."""
        tracking, look = self.tracking, theme()
        room = self.width() - self.switch.sizeHint().width() - tracking.more.sizeHint().width() - look.px(30)
        tracking.more.setVisible(self._front == TRACKING)
        for button, is_wanted in ((tracking.candidates, True), (tracking.cancelled, tracking.cancelled_rows > 0)):
            room -= button.sizeHint().width() + look.px(7) if is_wanted else 0
            button.setVisible(self._front == TRACKING and is_wanted and room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- building ---------------------------------------------------------------------------------------------------

    def _lay_out_both(self) -> None:
        look, column = theme(), self.layout()
        if not isinstance(column, QBoxLayout):
            raise TypeError("The screen stands in a column.")
        self._agreeing, self._tools = QWidget(), QWidget()
        page, row = QVBoxLayout(self._agreeing), QHBoxLayout(self._tools)
        for layout in (page, row):
            layout.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.px(12))
        page.addWidget(self.banner)
        page.addWidget(self._stack, stretch=1)
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addLayout(self.tracking.tools())
        for part in (self._tools, self._agreeing, self.tracking):
            column.addWidget(part, stretch=0 if part is self._tools else 1)
        column.setSpacing(look.px(10))
        self._tools.hide()
        self.tracking.hide()
