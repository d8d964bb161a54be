"""The banner of the tracker: who holds the ball, and what can be done now, or next when nothing is left to do."""

from desktop.domain.job_order import JobState
from desktop.i18n import _
from desktop.services.promises import Tracked
from ui.commands import key_text
from ui.screens.process.tracking_words import is_all_over, said
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button


class TrackingBanner(Banner):
    """Each button has the key of the command that it stands for."""

    def __init__(self) -> None:
        self.run_on = Button(_("Let it run on"), "clock", "P")
        self.remind = Button(_("Remind"), "bell", "R")
        self.page = Button(_("Check-in page…"), "file-text", "S")
        self.thank = Button(_("Thank-you note…"), "mail", "T", primary=True)
        self.check_in = Button(_("Check in"), "message-square-text", "I")
        self.resume = Button(_("Resume"), "undo-2", key_text("Ctrl+Shift+R"), primary=True)
        self.filled = Button(_("Close as filled"), "check", key_text("Ctrl+Shift+F"), primary=True)
        self.done = Button(_("Mark done"), "check", "D", primary=True)
        super().__init__(
            self.run_on, self.remind, self.page, self.thank, self.check_in, self.resume, self.filled, self.done
        )

    def show_tracked(self, tracked: Tracked, state: JobState, *, private: bool) -> None:
        """Say how it stands, and offer what fits. Without `private` nothing is told or offered that is ours alone."""
        words = said(tracked, state, private=private)
        self.say(words.title, words.text, words.tone, words.icon)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.text)
        is_closed, on_hold = state.is_closed, tracked.tracking.on_hold is not None
        runs = tracked.ball is not None and not is_closed and not on_hold
        is_over = not is_closed and is_all_over(tracked)
        shown = {
            self.run_on: not runs and not is_closed and not on_hold and bool(tracked.tracking.open_promises),
            self.remind: runs and private,
            self.page: (is_closed or is_over) and private,
            self.thank: state == JobState.FILLED and private,
            self.check_in: not is_closed and not is_over,
            self.resume: on_hold and not is_closed and private,
            self.filled: is_over and not on_hold and private,
            self.done: runs,
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
