"""How dates, numbers and Qt's own words are written here: in the program's language, as the system's region does."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.formats import set_region
from desktop.i18n import language


def use_region() -> None:
    """Write them so from now on, in Qt's own fields too."""
    system = QLocale.system()
    plain = system.language() == QLocale.Language.C  # no locale set: English as the program itself is written
    here = QLocale.Country.UnitedKingdom if plain else system.territory()
    QLocale.setDefault(QLocale(QLocale.codeToLanguage(language().partition("-")[0]), here))
    set_region(QLocale.territoryToCode(here))
    if not language().startswith("en"):
        _translate_qt()


def _translate_qt() -> None:
    """The words of Qt's own menus and dialogs, where Qt has them in that language."""
    found = QTranslator(QCoreApplication.instance())
    if found.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QCoreApplication.installTranslator(found)
