"""The page as it is printed: made in a worker, previewed, saved and printed, always the same bytes."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtGui import QHideEvent, QPageSize, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.agency import PaperSize
from desktop.domain.agreement import Page
from desktop.errors import UserError
from desktop.i18n import _
from desktop.services.agreements import Agreements
from desktop.services.files import save
from ui import background
from ui.messages import messages_of
from ui.screens.agreement.view import View
from ui.widgets.file_choice import ask_where_to_save
from ui.widgets.inputs import ComboBox
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.pdf_printing import ask_printer, print_pdf

_PAPER = {PaperSize.A4: QPageSize.PageSizeId.A4, PaperSize.LETTER: QPageSize.PageSizeId.Letter}


class AgreementPage(QWidget):
    """Shows the version of a `View` on the paper chosen. What is shown stays until the newer page is there."""

    def __init__(self, agreements: Agreements) -> None:
        super().__init__()
        self._agreements = agreements
        self._view: View | None = None
        self._page: Page | None = None
        self._pdf = b""  # of that page
        self._asked_for: tuple[object, ...] = ()  # the version, as of when, on which paper
        self._job: background.Job | None = None
        self._again = False
        self._when_ready: Callable[[], object] | None = None
        self.paper = ComboBox()
        self.paper.set_name(_("Paper"))
        self.paper.setMinimumContentsLength(4)
        self.paper.set_choices([(size, _(size.label)) for size in PaperSize])
        self.paper.activated.connect(lambda _row: self._draw())
        self.preview = PdfPreview(_("Agreement"), self.paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)

    @property
    def pdf(self) -> bytes:
        """The bytes shown; empty while there are none."""
        return self._pdf

    def show_view(self, view: View) -> None:
        """Show its version, as soon as the page is made."""
        if self._view is not None and self._view.chosen.id != view.chosen.id:
            self.drop()
        self._view = view
        if view.has_page:
            self._draw()
        else:
            self.say(_("This version was withdrawn before its content was fixed: no page of it was kept."))

    def drop(self) -> None:
        """Show no page until the next is made."""
        self._page, self._pdf, self._asked_for, self._when_ready = None, b"", (), None
        self._drop_what_has_not_begun()
        self._again = self._job is not None
        self.preview.say(_("Making the page…"))

    def say(self, words: str) -> None:
        """Show words in place of the page."""
        self.drop()
        self._again, self._view = False, None
        self.preview.say(words)

    def save(self) -> None:
        """Ask where, and save the very bytes that are shown."""
        self._with_page(self._save)

    def print(self) -> None:
        """Ask for a printer, and print the very bytes that are shown."""
        self._with_page(self._print)

    # -- making it --------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Fixed versions are made once; drafts whenever something may have changed, one at a time."""
        view = self._view
        if view is None:
            return
        wanted = (view.chosen.id, view.chosen.revision, self.paper.value())
        if wanted == self._asked_for and not view.is_unfixed:
            return
        self._drop_what_has_not_begun()
        self._asked_for = wanted
        if self._job is not None:
            self._again = True
            return
        work = partial(self._make, view.chosen.id, self.paper.value(), self._page)
        self._job = background.run(self, work, self._made, self._not_made, after_paint=True)

    def _drop_what_has_not_begun(self) -> None:
        if self._job is not None and not self._job.begun:
            self._job.cancel()
            self._job, self._asked_for = None, ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._view is not None and self._view.has_page and not self._asked_for:
            self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._when_ready is None:
            self._drop_what_has_not_begun()  # nobody looks; it is asked for when somebody does again

    def _make(self, id: UUID, paper: PaperSize, shown: Page | None) -> tuple[Page, bytes] | None:
        """In the worker: what is printed and its bytes; None where it is what is shown already."""
        page = self._agreements.page(id, paper)
        return None if page == shown else (page, self._agreements.pdf(id, paper))

    def _made(self, made: tuple[Page, bytes] | None) -> None:
        if not self._is_last() or self._view is None:
            return
        if made is not None:
            self._page, self._pdf = made
            self.preview.show_pdf(self._pdf)
        waiting, self._when_ready = self._when_ready, None
        if waiting is not None:
            waiting()

    def _not_made(self, error: UserError) -> None:
        if self._is_last():
            self.say(str(error))

    def _is_last(self) -> bool:
        """Whether nothing newer was asked for meanwhile; else that is made now."""
        self._job = None
        if self._again:
            self._again, self._asked_for = False, ()
            self._draw()
        return self._job is None

    def _with_page(self, act: Callable[[], object]) -> None:
        """Do it with the bytes that are shown; wait for them where they are still being made."""
        if self._job is None and self._pdf:
            act()
        else:
            self._when_ready = act

    def _save(self) -> None:
        view, pdf = self._view, self._pdf
        if view is None:
            return
        file = ask_where_to_save(self, _("Save the agreement"), view.file_name, _("PDF"))
        if file is None:
            return

        def told(_result: None) -> None:
            messages_of(self).done(_("Saved as {name}.").format(name=file.name))

        background.run(self, partial(save, file, pdf), told, self._refuse)

    def _print(self) -> None:
        view, pdf = self._view, self._pdf
        if view is None:
            return
        title = view.file_name.removesuffix(".pdf")
        printer = ask_printer(self, title, self.preview.pages.page_count, _PAPER[self.paper.value()])
        if printer is None:
            return

        def told(_pages: int) -> None:
            messages_of(self).done(_("Sent to the printer."))

        background.run(self, partial(print_pdf, pdf, printer), told, self._refuse)

    def _refuse(self, error: UserError) -> None:
        messages_of(self).error(error)
