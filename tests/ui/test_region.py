"""Qt's own words speak the program's language."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.formats import set_region
from desktop.i18n import set_language
from ui.region import use_region


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    set_language("de")
    yield
    set_language("en")
    set_region("")
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()


def test_the_menus_of_qt_itself_are_in_the_programs_language(german: None) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    use_region()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
