"""Who holds the ball, in words: what is due and how much time is left, what stands still, or what comes next."""

from dataclasses import dataclass

from desktop.domain.job_order import JobState
from desktop.domain.limits import Origin
from desktop.domain.outlook import TrackedLine, promise_day, seconds_left
from desktop.domain.promises import Promise
from desktop.domain.roles import Role, Side, sides
from desktop.domain.tracking import Pause
from desktop.formats import format_list, format_moment, format_weekday
from desktop.i18n import _, ngettext
from desktop.services.promises import Tracked
from ui.widgets.due_words import due_words
from ui.widgets.promise_rows import stand_in
from ui.widgets.promise_words import amount_in_full, pause_words, slides, stopped, who_does
from ui.widgets.step_words import counted_words

_TONES = {Side.AGENCY: "us", Side.CLIENT: "client", None: "us"}


@dataclass(frozen=True)
class Said:
    """What the banner says; `tone` is the token of its colour."""

    title: str
    text: str
    tone: str
    icon: str = ""


def said(tracked: Tracked, state: JobState, *, private: bool) -> Said:
    """The banner. Without `private` it tells no reasons and no words of a check-in."""
    if state.is_closed:
        text = _("Nothing is running any more. What was kept stays on record.")
        if state != JobState.FILLED:
            return Said(_(state.label), text, "strong")
        if private:
            text = _("Thank all who took part, and show them what was kept.")
        return Said(_(state.label), text, "ok", "check")
    if (pause := tracked.tracking.on_hold) is not None:
        return Said(_("On hold: every clock stands still"), _cause(pause, private=private), "soon", "pause")
    if tracked.ball is not None:
        return _held(tracked, tracked.ball, private=private)
    paused = [p for p in tracked.tracking.open_promises if p.paused_since]
    if paused:
        return _paused(tracked, paused, private=private)
    return _next(tracked, private=private)


def is_all_over(tracked: Tracked) -> bool:
    """Whether every promise is kept or closed, and no step waits for its beginning."""
    return not tracked.tracking.open_promises and all(line.promise is not None for line in tracked.lines)


def who_holds(tracked: Tracked, promise: Promise) -> str:
    """As in "Client HR", or "Ana Costa (for Priya Nair)" while a deputy stands in."""
    return stand_in(tracked, promise.does) or who_does(promise.does)


def who_in_full(tracked: Tracked, does: tuple[Role, ...]) -> str:
    """Every role with its person, or the deputy who stands in: "Client HR: Ana Costa (for Priya Nair)"."""
    found = []
    for role in does:
        holder = tracked.holder(role)
        name = "" if holder is None else stand_in(tracked, (role,)) or holder.name
        words = _("{role}: {name}") if name else _("{role}")
        found.append(words.format(role=_(role.label), name=name))
    return format_list(found, last_and=False)


def _held(tracked: Tracked, ball: Promise, *, private: bool) -> Said:
    facts = {"who": who_holds(tracked, ball), "step": tracked.tracking.name_of(ball)}
    both = len(sides(ball.does)) > 1
    title = _("Both hold the ball: {step}") if both else _("{who} holds the ball: {step}")
    slid = tuple(slides(ball, tracked.ground))[:1]
    sentences = (_due(tracked, ball), *slid, *_others(tracked), *_last_check_in(tracked, private=private))
    return Said(title.format(**facts), " ".join(sentences), _TONES[ball.side])


def _due(tracked: Tracked, ball: Promise) -> str:
    left = seconds_left(ball, tracked.ground, tracked.now)
    day = promise_day(ball, tracked.ground)
    facts = {
        "due": due_words(ball.due_at, tracked.now),
        "amount": amount_in_full(abs(left), day, ball.within),
        "when": format_moment(ball.due_at),
    }
    if tracked.now > ball.due_at:
        return _("{amount} late: it was due {when}.").format(**facts)
    return _("{due}, {amount} left.").format(**facts)


def _others(tracked: Tracked) -> tuple[str, ...]:
    n = len(tracked.tracking.open_promises) - 1
    return (ngettext("{n} more is running.", "{n} more are running.", n).format(n=n),) if n > 0 else ()


def _last_check_in(tracked: Tracked, *, private: bool) -> tuple[str, ...]:
    last = max(tracked.tracking.check_ins, key=lambda one: one.at, default=None)
    if last is None:
        return ()
    day = format_weekday(last.at.astimezone().date())
    if not private:
        return (_("Last check-in {day}.").format(day=day),)
    return (_("Last check-in {day}: “{words}”").format(day=day, words=" ".join(last.words.split())),)


def _cause(pause: Pause, *, private: bool) -> str:
    return _("{pause} What is done meanwhile can be marked.").format(pause=stopped(pause_words(pause, private=private)))


def _paused(tracked: Tracked, paused: list[Promise], *, private: bool) -> Said:
    first = paused[0]
    pause = next((p for p in tracked.tracking.pauses if p.promise_id == first.id and p.until is None), None)
    title = _("Paused: {step}").format(step=tracked.tracking.name_of(first))
    text = stopped(pause_words(pause, private=private)) if pause else ""
    others = len(paused) - 1
    more = ngettext("{n} more is paused.", "{n} more are paused.", others).format(n=others)
    return Said(title, f"{text} {more}" if len(paused) > 1 else text, "soon", "pause")


def _next(tracked: Tracked, *, private: bool) -> Said:
    last = _last_check_in(tracked, private=private)
    if is_all_over(tracked):
        next_one = (_("Is the job filled? Close it, and thank all who took part."),) if private else ()
        return Said(_("Every promise is kept or closed"), " ".join((*next_one, *last)), "ok", "check")
    line = min((line for line in tracked.lines if line.promise is None), key=_expected)
    numbers = {step.id: n for n, step in enumerate(tracked.ground.now.content.steps, 1)}
    origin = counted_words(line.step.counted_from, numbers)
    title = _("Nothing is running. Next: {step}").format(step=line.step.title)
    begins = _("It is counted from {origin}.")
    if line.step.counted_from.origin == Origin.CANDIDATE_EVENT:
        begins = _("It is counted from {origin}: note that of a candidate (C).")
    return Said(title, " ".join((begins.format(origin=origin), *last)), "ok")


def _expected(line: TrackedLine) -> tuple[bool, float, int]:
    return line.about is None, line.about.timestamp() if line.about else 0.0, line.number
