"""What is usual where this computer stands, for the first start: all of it can be changed in Settings."""

from PySide6.QtCore import QLocale, QTimeZone

from desktop.domain.agency import PaperSize
from desktop.domain.calendars import WorkingWeek, time_zone_problem

_LETTER = {"US", "CA", "MX", "CO", "CL", "PH", "VE"}


def usual_week() -> WorkingWeek:
    """The locale's working days, country and time zone; Monday to Friday where there are none."""
    system = QLocale.system()
    days = tuple(sorted(day.value - 1 for day in system.weekdays()))
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    known = WorkingWeek().time_zone if time_zone_problem(zone) else zone
    if system.language() == QLocale.Language.C:
        return WorkingWeek(time_zone=known)
    return WorkingWeek(days=days or WorkingWeek().days, time_zone=known, country=_territory(), region="")


def usual_paper() -> PaperSize:
    """Letter in the countries that use it, else A4."""
    return PaperSize.LETTER if _territory() in _LETTER else PaperSize.A4


def _territory() -> str:
    return QLocale.territoryToCode(QLocale.system().territory())
