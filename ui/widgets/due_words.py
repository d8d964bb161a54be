"""When something is due, in words, and when these words are others. Imports little: lists show it at once."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from desktop.formats import format_date, format_day, format_time, format_weekday
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.recognition import DueCut

FAR = timedelta(days=200)
"""From so far on a day is written with its year."""


def day_words(day: date, today: date) -> str:
    """Thu 19 Nov; far off with its year."""
    return format_date(day, style="medium") if abs(day - today) > FAR else format_weekday(day)


def short_day(day: date, today: date) -> str:
    """19 Nov; far off with its year."""
    return format_date(day, style="medium") if abs(day - today) > FAR else format_day(day)


def due_words(due_at: datetime, now: datetime, *, with_time: bool = True) -> str:
    """As in "Due today 16:00", "Due tomorrow 09:30", "Due Thu 19 Nov"; afterwards "Late since 13 Nov"."""
    due, here = due_at.astimezone(), now.astimezone()
    clock, day = format_time(due.time()), day_words(due.date(), here.date())
    if now > due_at:
        return _("Late since {when}").format(
            when=clock if due.date() == here.date() else short_day(due.date(), here.date())
        )
    if due.date() == here.date():
        return _("Due today {time}").format(time=clock)
    if due.date() == here.date() + timedelta(days=1):
        return _("Due tomorrow {time}").format(time=clock) if with_time else _("Due tomorrow")
    return _("Due {day}").format(day=day)


def due_tone(due_at: datetime, now: datetime) -> str:
    """The token of its colour: late, due today, or quiet."""
    if now > due_at:
        return "late"
    return "soon" if due_at.astimezone().date() == now.astimezone().date() else ""


def to_next_minute(now: datetime) -> int:
    """Milliseconds until the clock shows another minute, when words about time may be others."""
    return max(1, 60_000 - now.second * 1000 - now.microsecond // 1000)


def without_due(text: str, due: date | None, today: date) -> str:
    """What an action or question says, without the day at its end where its row shows `due` beside it."""
    return text if due is None else _cut(QLocale().name(), _("tomorrow"), text, today)


@lru_cache(maxsize=1000)
def _cut(locale: str, tomorrow: str, text: str, today: date) -> str:
    """Remembered: while notes are typed their rows are made again and again."""
    return _due_cut(locale, tomorrow)(text, today)


@lru_cache(maxsize=1)
def _due_cut(_locale: str, tomorrow: str) -> "DueCut":
    """With the names that Qt has for days: the first window has no time to ask others."""
    from desktop.domain.recognition import DueCut, Names  # only where there are actions

    locale = QLocale()
    return DueCut(
        Names(
            weekdays=[locale.standaloneDayName(day) for day in range(1, 8)],
            months=[locale.standaloneMonthName(month) for month in range(1, 13)],
            today=(_("today"),),
            tomorrow=(tomorrow,),
            owners={},
            days=_("day days d").split(),
            weeks=_("week weeks w").split(),
            working=_("working business").split(),
            before_day=_("by on until till before this next").split(),
            before_amount=_("in within").split(),
            needs_day=_("for of from to since after every each the a and or").split(),
        )
    )
