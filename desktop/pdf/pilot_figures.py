"""What is said of one side of a pilot on paper: first what it is measured by, then the other figures."""

from dataclasses import replace
from typing import Final

from desktop.domain import wording
from desktop.domain.measures import NOT_ENOUGH, Ratio, StepKept, ratio_words
from desktop.domain.partnership import Pilot, PilotMeasure
from desktop.i18n import N_
from desktop.pdf.check_in_bars import amount, median_and_ninetieth, on_time_words, percent
from desktop.pdf.words import Words

_ALSO: Final = {
    1: N_("{measured}; also {other}"),
    2: N_("{measured}; also {other}; {another}"),
}


def pilot_figures(pilot: Pilot, step: StepKept, within: Ratio, words: Words) -> str:
    """As in "4 of 6 within 2 days; also 5 of 6 on time; median 1.4 days, nine of ten 4.5 days"."""
    figures = {
        PilotMeasure.WITHIN: _within(pilot, within, words),
        PilotMeasure.ON_TIME: on_time_words(step, words),
        PilotMeasure.TAKEN: _taken(step, words),
    }
    measured = figures.pop(pilot.measure) or words.gettext("no figure yet")
    also = [figure for figure in figures.values() if figure]
    if not also:
        return measured
    other, another = also[0], also[-1]
    return words.gettext(_ALSO[len(also)]).format(measured=measured, other=other, another=another)


def _within(pilot: Pilot, within: Ratio, words: Words) -> str:
    if pilot.after is None or not within.of:
        return ""
    limit = wording.within(pilot.after, words.catalogue)
    return words.gettext("{ratio} within {limit}").format(ratio=ratio_words(within, words.catalogue), limit=limit)


def _taken(step: StepKept, words: Words) -> str:
    """In days or hours, whatever was promised: two sides are compared. Below five each, and no median of them."""
    if times := median_and_ninetieth(replace(step, limits=step.limits[:1]), words):
        return words.gettext("median {median}, nine of ten {ninetieth}").format(median=times[0], ninetieth=times[1])
    unit = step.unit
    each = [amount(n, unit, words) for n in step.lasted] if unit else [percent(part, words) for part in step.each]
    if not each:
        return ""
    said = words.gettext("{times} taken ({what})")
    return said.format(times=words.listed(each), what=words.gettext(NOT_ENOUGH))
