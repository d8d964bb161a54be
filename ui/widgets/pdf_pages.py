"""The pages of a PDF below each other, drawn by Qt's own renderer away from the GUI thread."""

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.errors import UnreadableFileError
from desktop.i18n import _
from ui.theme import theme

GAP = 12
SMALLEST_ZOOM, LARGEST_ZOOM = 0.25, 5.0
_STEP = 1.25
_PIXELS_A_POINT = 96 / 72
_KEYS = {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0}


class PdfPages(QAbstractScrollArea):
    """Shows `show_pdf(bytes)`. An older page stays until the newer one is drawn, so that nothing flickers.

    While it has the focus, Ctrl with plus, minus and 0 zoom the page rather than the text of the window.
    """

    moved = Signal()
    """The current page, the number of pages or the zoom is another."""
    drawn = Signal()
    """All pages in view are sharp."""

    def __init__(self) -> None:
        super().__init__()
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._document: QPdfDocument | None = None
        self._sizes: list[QSizeF] = []  # in points
        self._images: dict[int, QImage] = {}
        self._sharp: dict[int, QSize] = {}  # the pixels each image has or will have
        self._asked: dict[int, int] = {}  # request -> page
        self._zoom: float | None = None  # None fits the width
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        theme().changed.connect(self._lay_out)

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 while there is nothing to show."""
        return len(self._sizes)

    @property
    def current_page(self) -> int:
        """The page in the middle of what is seen, from 1; 0 while there is none."""
        middle = self.viewport().height() / 2
        pages = [abs(self._rect(page).center().y() - middle) for page in range(self.page_count)]
        return pages.index(min(pages)) + 1 if pages else 0

    @property
    def zoom(self) -> float:
        """1 is as large as on paper, at 96 dots an inch."""
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        widest = max(size.width() for size in self._sizes) * _PIXELS_A_POINT
        return max(0.1, (self.viewport().width() - 2 * theme().px(GAP)) / widest)

    def show_pdf(self, data: bytes) -> None:
        """Show another document, at the same place. Raises UnreadableFileError; then all stays as it was."""
        document = QPdfDocument(self)
        buffer = QBuffer(document)  # belongs to the document, which reads from it for as long as it lives
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        if document.status() != QPdfDocument.Status.Ready or not document.pageCount():
            document.deleteLater()
            raise UnreadableFileError(_("This PDF can't be shown: it is damaged, or locked with a password."))
        sizes = [document.pagePointSize(page) for page in range(document.pageCount())]
        self._replace(document, sizes)

    def show_picture(self, picture: QImage) -> None:
        """Show a picture as the only page."""
        points = QSizeF(picture.size()) * (595 / max(1, picture.width()))
        self._replace(None, [points])
        self._images = {0: picture}
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._replace(None, [])

    def zoom_by(self, steps: int) -> None:
        """Larger (above 0) or smaller."""
        wanted = self.zoom * _STEP**steps
        self._set_zoom(min(max(wanted, SMALLEST_ZOOM), LARGEST_ZOOM))

    def fit_width(self) -> None:
        """As wide as there is room."""
        self._set_zoom(None)

    def page_text(self) -> str:
        """The words of the current page, for a screen reader."""
        if self._document is None or not self.current_page:
            return ""
        return str(self._document.getAllText(self.current_page - 1).text())

    # -- events -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_zoom(event):
            event.accept()  # the window has the same keys for its text
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if _is_zoom(event):
            if event.key() == Qt.Key.Key_0:
                self.fit_width()
            else:
                self.zoom_by(-1 if event.key() == Qt.Key.Key_Minus else 1)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.color("window"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._in_view():
            rect = self._rect(page)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if page in self._images:
                painter.drawImage(rect, self._images[page])
            painter.setPen(QPen(look.color("border"), 1))
            painter.drawRect(rect)
        if self.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    # -- inside -----------------------------------------------------------------------------------------------------

    def _replace(self, document: QPdfDocument | None, sizes: list[QSizeF]) -> None:
        old, self._document = self._document, document
        self._asked.clear()
        self._sharp.clear()
        self._images = {page: image for page, image in self._images.items() if page < len(sizes)}
        self._sizes = sizes
        if document is not None:
            self._renderer.setDocument(document)  # waits for a page of the old one under way, which is then let go
        elif old is not None:
            self._renderer.setDocument(QPdfDocument(self._renderer))
        if old is not None:
            old.deleteLater()
        self._lay_out()

    def _set_zoom(self, zoom: float | None) -> None:
        bar = self.verticalScrollBar()
        place = (bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep())
        self._zoom = zoom
        self._lay_out()
        bar.setValue(round(place * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def _lay_out(self) -> None:
        view, gap = self.viewport().size(), theme().px(GAP)
        height = sum(self._pixels(page).height() + gap for page in range(self.page_count)) + gap
        width = max((self._pixels(page).width() for page in range(self.page_count)), default=0) + 2 * gap
        for bar, whole, seen in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(theme().px(30))
            bar.setRange(0, max(0, round(whole) - seen))
        self._scrolled()

    def _scrolled(self) -> None:
        self._ask_for_sharp_ones()
        self.viewport().update()
        self.moved.emit()

    def _pixels(self, page: int) -> QSizeF:
        return self._sizes[page] * (_PIXELS_A_POINT * self.zoom)

    def _rect(self, page: int) -> QRectF:
        """Where the page is, in the viewport."""
        gap = theme().px(GAP)
        top = gap + sum(self._pixels(before).height() + gap for before in range(page))
        size = self._pixels(page)
        left = max(float(gap), (self.viewport().width() - size.width()) / 2) - self.horizontalScrollBar().value()
        return QRectF(round(left), round(top) - self.verticalScrollBar().value(), size.width(), size.height())

    def _in_view(self) -> list[int]:
        seen = QRectF(self.viewport().rect())
        return [page for page in range(self.page_count) if self._rect(page).intersects(seen)]

    def _ask_for_sharp_ones(self) -> None:
        if self._document is None:
            return
        for page in self._in_view():
            wanted = (self._pixels(page) * self.devicePixelRatioF()).toSize()
            if not wanted.isEmpty() and self._sharp.get(page) != wanted:
                self._sharp[page] = wanted
                request = self._renderer.requestPage(page, wanted, QPdfDocumentRenderOptions())
                self._asked[request] = page

    def _take(self, page: int, _size: QSize, image: QImage, _options: QPdfDocumentRenderOptions, request: int) -> None:
        if self._asked.pop(request, None) is None:
            return  # of an older document
        self._images[page] = image
        self.viewport().update()
        if not self._asked:
            self.drawn.emit()


def _is_zoom(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _KEYS
