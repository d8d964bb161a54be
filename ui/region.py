"""How dates and numbers are written here: in the program's language, as the operating system's region does."""

from PySide6.QtCore import QLocale

from desktop.formats import set_region
from desktop.i18n import language


def use_region() -> None:
    """Write them so from now on, in Qt's own fields too."""
    system = QLocale.system()
    plain = system.language() == QLocale.Language.C  # no locale set: English as the program itself is written
    here = QLocale.Country.UnitedKingdom if plain else system.territory()
    QLocale.setDefault(QLocale(QLocale.codeToLanguage(language().partition("-")[0]), here))
    set_region(QLocale.territoryToCode(here))
