"""A kept scan, looked at and saved as a copy."""

from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QWidget

from desktop.domain.agreement import SignOff
from desktop.errors import UnreadableFileError, UserError
from desktop.i18n import _
from desktop.services.files import save
from ui.background import run
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.file_choice import ask_where_to_save, portable_name
from ui.widgets.pdf_preview import PdfPreview

_PDF = "application/pdf"


class ScanSheet(Dialog):
    """Shows the scan of `sign_off`, whose bytes are `data`."""

    def __init__(self, parent: QWidget, sign_off: SignOff, data: bytes) -> None:
        super().__init__(
            parent,
            title=_("Scan signed by {name}").format(name=sign_off.name),
            primary=_("Save a copy…"),
            icon="download",
            cancel=False,
        )
        self._sign_off, self._data = sign_off, data
        close = Button(_("Close"))
        close.clicked.connect(self.reject)
        self.buttons.insertWidget(self.buttons.count() - 1, close)
        self.preview = PdfPreview(_("Scan"))
        column = self.column
        column.addWidget(self.preview)
        self.resize(theme().px(620), min(theme().px(600), parent.window().height() - theme().px(16)))
        self.accepted_now.connect(self._save)
        if sign_off.scan is not None and sign_off.scan.media_type == _PDF:
            self.preview.show_pdf(data)
        else:
            run(self, partial(_picture, data), self.preview.show_picture, lambda error: self.preview.say(str(error)))
        self.preview.pages.setFocus()

    def _save(self) -> None:
        name = self._sign_off.scan.name if self._sign_off.scan else ""
        stem, dot, ending = name.rpartition(".")
        file = ask_where_to_save(self, _("Save a copy"), portable_name(stem, dot + ending.lower()), _("Scan"))
        if file is None:
            return
        try:
            save(file, self._data)
        except UserError as error:
            self.fail(error)
        else:
            self.bar.say(_("Saved as {name}.").format(name=file.name), "ok")


def _picture(data: bytes) -> QImage:
    """The picture, turned as the camera held it. Raises UnreadableFileError."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    picture = reader.read()
    if picture.isNull():
        raise UnreadableFileError(_("This picture can't be shown. A copy of it can be saved."))
    return picture
