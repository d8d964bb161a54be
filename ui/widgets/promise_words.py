"""Promises in words: when they are due, what was delivered, and how a due time came about."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.domain.ground import Ground
from desktop.domain.limits import Origin, Within
from desktop.domain.outlook import TrackedLine, day_seconds, promise_day, seconds_early, seconds_left
from desktop.domain.promises import Pattern, Promise, PromiseState
from desktop.domain.reckoning import Reckoning, words
from desktop.domain.roles import Role, Side, sides
from desktop.domain.tracking import Pause, Tracking
from desktop.domain.wording import city
from desktop.formats import format_moment
from desktop.i18n import _, ngettext, screen
from ui.widgets.due_words import day_words, due_tone, due_words, short_day
from ui.widgets.step_words import counted_words, within_words

_HOUR = 3600


def who_does(does: tuple[Role, ...]) -> str:
    """Short: "Client HR", "Both", "Recruiter and 1 more"."""
    if not does:
        return "–"
    if len(does) == 1:
        return _(does[0].label)
    if len(sides(does)) == 2:
        return _("Both")
    return _("{role} and {n} more").format(role=_(does[0].label), n=len(does) - 1)


# -- amounts -------------------------------------------------------------------------------------------------


def amount(seconds: float, day: float) -> str:
    """As in "2 days", "3 h", "20 min": whole ones; almost a day is one. `day` is how many seconds make one."""
    days = int(seconds / day + 0.1)
    if days:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    hours = int(seconds / _HOUR)
    if hours:
        return _("{n} h").format(n=hours)
    return _("{n} min").format(n=max(1, int(seconds / 60)))


def amount_in_full(seconds: float, day: float, within: Within) -> str:
    """As in "3 working hours"."""
    days, hours = int(seconds / day + 0.1), int(seconds / _HOUR)
    if days and within.unit.is_working:
        return ngettext("{n} working day", "{n} working days", days).format(n=days)
    if hours and within.unit.is_working:
        return ngettext("{n} working hour", "{n} working hours", hours).format(n=hours)
    if days or hours:
        return amount(seconds, day)
    minutes = max(1, int(seconds / 60))
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


# -- one line ---------------------------------------------------------------------------------------------------------


def promised_words(within: Within | None) -> str:
    """As in "within 2 days"; rhythms and points as they are."""
    if within is None:
        return "–"
    limit = within_words(within)
    return _("within {limit}").format(limit=limit) if Pattern.of(within) == Pattern.DURATION else limit


def state_words(line: TrackedLine) -> str:
    """How it stands, for a screen reader and a tool tip."""
    if line.promise is not None and line.promise.is_open and line.promise.paused_since:
        return _("Paused")
    return _(line.state.label)


def delivered_words(line: TrackedLine, ground: Ground, now: datetime) -> tuple[str, str]:
    """As in "on time", "4 h early", "2 days late", "3 h left", and the token of their colour."""
    promise = line.promise
    if promise is None:
        return "–", "muted"
    if promise.state in {PromiseState.EXCUSED, PromiseState.CANCELLED}:
        is_excused = promise.state == PromiseState.EXCUSED
        return (_("excused") if is_excused else _("cancelled")), "text2"
    day = promise_day(promise, ground)
    if not promise.is_open:
        return _kept_words(promise, ground, day)
    if promise.paused_since:
        return _("paused"), "text2"
    left = seconds_left(promise, ground, now)
    if now > promise.due_at:
        return _("{amount} late").format(amount=amount(-left, day)), "late"
    tone = "soon" if due_tone(promise.due_at, now) else "text"
    return _("{amount} left").format(amount=amount(left, day)), tone


def _kept_words(promise: Promise, ground: Ground, day: float) -> tuple[str, str]:
    if promise.was_late:
        return _("{amount} late").format(amount=amount(promise.late_by, day)), "late"
    early = seconds_early(promise, ground)
    if early < _HOUR:
        return _("on time"), "ok"
    return _("{amount} early").format(amount=amount(early, day)), "ok"


def when_words(line: TrackedLine, now: datetime) -> str:
    """When it was done or is due; about when, for what has not begun."""
    promise, today = line.promise, now.astimezone().date()
    if promise is None:
        if line.about is None:
            return "–"
        return _("about {day}").format(day=short_day(line.about.astimezone().date(), today))
    ended = promise.done_at or promise.closed_at
    if not promise.is_open and ended:
        return day_words(ended.astimezone().date(), today)
    if promise.paused_since:
        return _("since {day}").format(day=day_words(min(promise.paused_since, now).astimezone().date(), today))
    return due_words(promise.due_at, now)


# -- how it came about ------------------------------------------------------------------------------------------------


def story(line: TrackedLine, tracking: Tracking, ground: Ground, *, private: bool) -> tuple[str, ...]:
    """How the due time came about and what became of it, a sentence each. Without `private` no reasons are told."""
    promise, numbers = line.promise, {step.id: n for n, step in enumerate(ground.now.content.steps, 1)}
    counted = counted_words(line.step.counted_from, numbers)
    if promise is None:
        if line.step.counted_from.origin == Origin.CANDIDATE_EVENT:
            return (_("Not begun: it is counted from {origin}. Note that of a candidate (C).").format(origin=counted),)
        return (_("Not begun: it is counted from {origin}.").format(origin=counted),)
    if promise.pattern == Pattern.POINT:
        return (_("To be done {limit}; kept with the signature.").format(limit=within_words(promise.within)),)
    return (
        _("Promised in version {number}, counted from {origin}.").format(number=promise.version, origin=counted),
        *_reckoned(promise),
        *slides(promise, ground),
        *_pauses(promise, tracking, private=private),
        *_due(promise, ground),
        *_end(promise, private=private),
    )


def _reckoned(promise: Promise) -> Iterator[str]:
    """How its limit ends, before any pause, as it was reckoned then."""
    reckoning = Reckoning(
        promise.starts_at,
        promise.counted_at,
        promise.promised_at,
        tuple((one.day, one.name) for one in promise.not_counted),
        promise.zone,
        tuple((one.day, one.name) for one in promise.in_part),
    )
    yield words(reckoning, promise.within, screen()) + "."
    times, there = (promise.counted_at, promise.promised_at), ZoneInfo(promise.zone)
    if any(at.astimezone(there).utcoffset() != at.astimezone().utcoffset() for at in times):
        told = _("These are times of {place}; here that is {when}.")
        yield told.format(place=city(promise.zone), when=format_moment(promise.promised_at))
    if promise.starts_at > promise.began_at:
        yield _("It counts from the signature: nothing was promised before that.")


def slid_words(promise: Promise | None, ground: Ground) -> str:
    """As in "3 days later: the client", of a promise that still runs; nothing where nobody was late before it."""
    if promise is None or not promise.is_open or not promise.slid:
        return ""
    causes = {slide.side for slide in promise.slid}
    side = causes.pop() if len(causes) == 1 else None
    words = {
        Side.CLIENT: _("{amount} later: the client"),
        Side.AGENCY: _("{amount} later: the agency"),
        None: _("{amount} later"),
    }[side]
    seconds = sum(slide.seconds for slide in promise.slid)
    return words.format(amount=amount(seconds, day_seconds(Within(1), side, ground)))


def slides(promise: Promise, ground: Ground) -> Iterator[str]:
    """Which step before was late, by whom and by how much, a sentence each."""
    for slide in promise.slid:
        late = amount(slide.seconds, day_seconds(Within(1), slide.side, ground))
        sentence = {
            Side.CLIENT: _("{amount} later, because the client took {amount} longer for “{title}”."),
            Side.AGENCY: _("{amount} later, because the agency took {amount} longer for “{title}”."),
            None: _("{amount} later, because both sides took {amount} longer for “{title}”."),
        }[slide.side]
        yield sentence.format(amount=late, title=slide.title)


def _pauses(promise: Promise, tracking: Tracking, *, private: bool) -> Iterator[str]:
    ended = promise.closed_at
    for pause in tracking.pauses:
        of_this = pause.promise_id in {None, promise.id}
        over = pause.until is not None and pause.until <= promise.counted_at
        if of_this and not over and (ended is None or pause.since < ended):
            yield stopped(pause_words(pause, private=private))


def _due(promise: Promise, ground: Ground) -> Iterator[str]:
    """What pauses mean for a fixed date, and when it is due after all that moved it."""
    if ground.is_fixed(promise) and promise.paused_since:
        yield pause_means(promise, ground)
    elif ground.is_fixed(promise) and promise.paused:
        told = _("Its date does not move, but what was paused after it ({amount}) is not late.")
        yield told.format(amount=amount(promise.paused, promise_day(promise, ground)))
    if promise.paused or promise.slid:
        told = _("Due {when}.") if promise.is_open else _("It was due {when}.")
        yield told.format(when=format_moment(promise.due_at))


def pause_means(promise: Promise, ground: Ground) -> str:
    """What a pause that lasts will do to the due time."""
    if ground.is_fixed(promise):
        return _("Its date does not move. If it passes meanwhile, it is due by closing time on the day the pause ends.")
    if promise.within.unit.is_working:
        return _("Its due time moves by as much working time as the pause takes.")
    return _("Its due time moves by as much time as the pause takes.")


def pause_words(pause: Pause, *, private: bool) -> str:
    """As in "Paused from … to …: waiting for the works council. The client was the cause."."""
    facts = {
        "since": format_moment(pause.since),
        "until": format_moment(pause.until) if pause.until else "",
        "why": pause.because,
    }
    if pause.until is None:
        sentence = _("Paused since {since}: {why}") if private else _("Paused since {since}.")
    else:
        sentence = _("Paused from {since} to {until}: {why}") if private else _("Paused from {since} to {until}.")
    told = sentence.format(**facts)
    cause = {Side.CLIENT: _("Cause: the client"), Side.AGENCY: _("Cause: the agency"), None: ""}[pause.holder]
    return _("{pause} ({cause})").format(pause=told, cause=cause) if cause else told


def _end(promise: Promise, *, private: bool) -> Iterator[str]:
    if promise.done_at and promise.done_at <= promise.began_at:
        yield _("Done {when}, before its time began: it took none.").format(when=format_moment(promise.done_at))
    elif promise.done_at:
        facts = {"when": format_moment(promise.done_at), "who": promise.by}
        done = _("Done {when}, marked by {who}.") if promise.by and private else _("Done {when}.")
        yield done.format(**facts)
    if promise.state == PromiseState.EXCUSED:
        told = _("Excused: {why}") if private else _("Excused.")
        yield told.format(why=promise.because)
    elif promise.state == PromiseState.CANCELLED:
        yield _("Cancelled: {why}").format(why=promise.because)


def stopped(told: str) -> str:
    """With a full stop, where it ends in what somebody typed without one."""
    return told if told.endswith((".", "!", "?", "…")) else _("{words}.").format(words=told)
