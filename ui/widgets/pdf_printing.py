"""Printing the very bytes that are previewed."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.i18n import N_

FINEST = 600  # dots an inch: an A4 page has 35 million of them, 139 MB; paper shows no difference beyond


class PrinterError(UserError):
    message = N_("The printer did not take the page. See whether it is on and has paper, then print again.")


def ask_printer(parent: QWidget, title: str, pages: int, paper: QPageSize.PageSizeId) -> QPrinter | None:
    """The printer chosen in the system's dialog, set up for `paper`; None for Cancel."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Point)
    )
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def print_pdf(data: bytes, printer: QPrinter) -> int:
    """Print all pages, or the range chosen in the dialog, at the printer's resolution; gives back how many.

    May run in a worker thread: Qt lets pictures be painted on a printer in any. Raises PrinterError.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    first, last = printer.fromPage() or 1, printer.toPage() or document.pageCount()
    numbers = range(first - 1, min(last, document.pageCount()))
    printer.setFullPage(True)
    painter = QPainter()
    if not numbers or not painter.begin(printer):
        raise PrinterError
    try:
        for number in numbers:
            if number != numbers[0] and not printer.newPage():
                raise PrinterError
            _print_page(document, number, printer, painter)
    finally:
        painter.end()
    return len(numbers)


def _print_page(document: QPdfDocument, number: int, printer: QPrinter, painter: QPainter) -> None:
    points = document.pagePointSize(number)
    dots = QSizeF(points) * (min(printer.resolution(), FINEST) / 72)
    drawn = document.render(number, dots.toSize())
    page = QImage(drawn.size(), QImage.Format.Format_RGB32)  # without transparency, which printers take long to mix
    page.fill(Qt.GlobalColor.white)
    on_white = QPainter(page)
    on_white.drawImage(0, 0, drawn)
    on_white.end()
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(points).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(paper.center().x() - size.width() / 2, paper.top(), size.width(), size.height())
    painter.drawImage(place, page)
