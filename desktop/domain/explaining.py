"""How a promise's due time came about, in sentences."""

from gettext import NullTranslations

from desktop.domain.promises import Promise, Slide
from desktop.domain.reckoning import Reckoning, words
from desktop.domain.roles import Side
from desktop.formats import format_weekday_moment

HOUR = 3600


def explained(
    promise: Promise,
    t: NullTranslations,
    hours_a_day: float,
    language: str | None = None,
    *,
    is_fixed: bool = False,
) -> tuple[str, ...]:
    """First how the limit ends, then what moved it, then what came of it. `t` is the catalogue of screen or paper.

    `is_fixed` as `Ground.is_fixed` tells.
    """
    found = [words(reckoned(promise), promise.within, t, language)]
    if promise.starts_at > promise.began_at:
        found.append(t.gettext("Counted from the signature: nothing was promised before"))
    found += [_slid(slide, t, hours_a_day) for slide in promise.slid]
    found += date_stays(promise, t, hours_a_day, language) if is_fixed else _moved(promise, t, hours_a_day, language)
    if promise.because:
        found.append(promise.because)
    return tuple(found)


def reckoned(promise: Promise) -> Reckoning:
    """How its limit ends, before any pause, as it was reckoned then."""
    return Reckoning(
        promise.starts_at,
        promise.counted_at,
        promise.promised_at,
        tuple((one.day, one.name) for one in promise.not_counted),
        promise.zone,
        tuple((one.day, one.name) for one in promise.in_part),
    )


def date_stays(promise: Promise, t: NullTranslations, hours_a_day: float, language: str | None = None) -> list[str]:
    """What pauses mean for a fixed date: nothing where they lie before it."""
    found = []
    if promise.paused:
        due = format_weekday_moment(promise.due_at, promise.zone, language)
        sentence = t.gettext("Its date does not move, but what was paused after it ({amount}) is not late: {due}")
        found.append(sentence.format(amount=amount(promise.paused, t, hours_a_day), due=due))
    if promise.paused_since:
        found.append(t.gettext("Its date stays, but it is not late while it is paused"))
    return found


def _moved(promise: Promise, t: NullTranslations, hours_a_day: float, language: str | None) -> list[str]:
    found = []
    if promise.paused:
        due = format_weekday_moment(promise.due_at, promise.zone, language)
        sentence = t.gettext("Pauses moved it by {amount}: {due}")
        found.append(sentence.format(amount=amount(promise.paused, t, hours_a_day), due=due))
    if promise.paused_since:
        since = format_weekday_moment(promise.paused_since, promise.zone, language)
        found.append(t.gettext("Paused since {since}: it moves on by as much as that takes").format(since=since))
    return found


def amount(seconds: int, t: NullTranslations, hours_a_day: float) -> str:
    """Working time in words: "2 days", "3 h", "20 min"; days of so many hours, and from two days on no more hours."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return t.ngettext("{n} min", "{n} min", minutes).format(n=minutes)
    days, rest = divmod(seconds, round(hours_a_day * HOUR))
    if seconds < hours_a_day * HOUR or (days < 2 and rest >= HOUR):
        hours = round(seconds / HOUR)
        return t.ngettext("{n} h", "{n} h", hours).format(n=hours)
    days = round(seconds / (hours_a_day * HOUR))
    return t.ngettext("{n} day", "{n} days", days).format(n=days)


def _slid(slide: Slide, t: NullTranslations, hours_a_day: float) -> str:
    longer = amount(slide.seconds, t, hours_a_day)
    if slide.side == Side.AGENCY:
        sentence = t.gettext("It began {amount} later than planned: the agency took that much longer for “{title}”")
    elif slide.side == Side.CLIENT:
        sentence = t.gettext("It began {amount} later than planned: the client took that much longer for “{title}”")
    else:
        sentence = t.gettext("It began {amount} later than planned: “{title}” took that much longer")
    return sentence.format(amount=longer, title=slide.title)
