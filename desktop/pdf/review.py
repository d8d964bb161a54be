"""The pages of a partnership review. Equal reviews give equal bytes; long lists go on to the next page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.domain.review import PartnershipReview
from desktop.domain.roles import Side
from desktop.pdf import check_in_lists as lists
from desktop.pdf.check_in_bars import ball_parts, key_part, reach, step_part
from desktop.pdf.check_in_top import band, kept_words
from desktop.pdf.file import About, finished
from desktop.pdf.foot import draw_numbered, same_measure
from desktop.pdf.masthead import headed, side_names
from desktop.pdf.review_charts import hiring_figures, hiring_parts, month_parts
from desktop.pdf.review_lists import entry, pilot_parts
from desktop.pdf.sheet import PALE, Sheet
from desktop.pdf.style import Look, Part, page_frame, paginate
from desktop.pdf.words import Words


def render_review(review: PartnershipReview) -> bytes:
    """`review` as PDF/A-3b. Raises UnreadableFileError where the logo is no picture."""
    words = Words(review.language, review.country)
    look = Look(page_frame(review.paper), words.right_to_left)
    pages = paginate(list(_parts(review, words, look)), look.frame)
    sheet = Sheet(review.paper, right_to_left=words.right_to_left)
    draw_numbered(pages, same_measure(words), words, look, sheet, lines=2)
    return finished(sheet.close(), sheet.glyphs, _about(review, words))


def _about(review: PartnershipReview, words: Words) -> About:
    return About(
        title=words.gettext("Partnership review: {client}, {time}").format(
            client=review.client, time=_time(review, words)
        ),
        author=review.agency,
        subject=words.gettext("Partnership review of {agency} and {client}, {date}").format(
            agency=review.agency, client=review.client, date=words.date(review.dated)
        ),
        language=review.language,
        dated=review.dated,
    )


def _time(review: PartnershipReview, words: Words) -> str:
    """As in "Q3 2026"; from when until when where it is no quarter."""
    return words.quarter(review.first) if review.quarter else _days(review, words)


def _days(review: PartnershipReview, words: Words) -> str:
    return words.gettext("{first} to {last}").format(first=words.date(review.first), last=words.date(review.last))


def _parts(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    names = side_names(review, words)
    yield _head(review, words, look)
    yield _facts(review, names, words, look)
    yield from _listed(words.gettext("What we celebrate"), _wins(review, words, look), look)
    yield from _promises(review, names, words, look)
    pilots = list(_pilots(review, words, look))
    are_drawn = any(one.before or one.tried for one in review.pilots)
    if are_drawn and not review.kept.steps:
        pilots.insert(0, key_part(words, look))
    yield from _listed(words.gettext("Pilots: what we tried"), pilots, look)
    yield from _listed(words.gettext("What we decided together"), _decisions(review, words, look), look)
    yield from _listed(words.gettext("What both sides said"), _feedback(review, words, look), look)
    yield from _listed(words.gettext("The market"), _market(review, words, look), look)
    yield from _listed(words.gettext("What we propose next"), _proposals(review, words, look), look)
    measures = lists.figures_of(review.kept, pilots=are_drawn)
    measures += [measure for measure, _figure in hiring_figures(review.kept.hiring)]
    yield from lists.definitions(measures, words, look)


def _listed(title: str, parts: Iterable[Part], look: Look) -> Iterator[Part]:
    """Nothing without `parts`; else under their heading, which stands again where they go on to the next page."""
    heading = lists.heading(title, look)
    again = replace(heading, height=heading.height + look.gap(3))
    for n, part in enumerate(parts):
        if n == 0:
            yield heading
        yield replace(part, again=again)


# -- the top -----------------------------------------------------------------------------------------------------------


def _head(review: PartnershipReview, words: Words, look: Look) -> Part:
    dated = words.gettext("Partnership review · {date}").format(date=words.date(review.dated))
    title = words.gettext("Working together, {time}").format(time=_time(review, words))
    if review.quarter is None:
        title = words.gettext("Working together")
    below = ((review.client, look.subtitle), (_days(review, words), look.style(8.6, PALE)))
    return headed(review, dated, ((title, look.title), *below), words, look)


def _facts(review: PartnershipReview, names: dict[Side, str], words: Words, look: Look) -> Part:
    """How both kept their promises, ours first, and what came of it."""
    n, tried = len(review.wins), len(review.pilots)
    filled = words.ngettext("{n} job order filled", "{n} job orders filled", n).format(n=words.number(n))
    pilots = words.ngettext("{n} pilot tried", "{n} pilots tried", tried).format(n=words.number(tried))
    sides = [(side, names[side], kept_words(review.kept.of(side), words)) for side in (Side.AGENCY, Side.CLIENT)]
    return band([*sides, (None, filled, pilots)], look)


# -- promises ----------------------------------------------------------------------------------------------------------


def _promises(review: PartnershipReview, names: dict[Side, str], words: Words, look: Look) -> Iterator[Part]:
    kept = review.kept
    yield from _listed(words.gettext("Kept on time, month by month"), month_parts(kept.trend, names, words, look), look)
    furthest = reach(kept.steps)
    steps = [step_part(step, furthest, words, look) for step in kept.steps]
    if steps:
        steps.insert(0, key_part(words, look))
    yield from _listed(words.gettext("Step by step: promised and delivered"), steps, look)
    yield from ball_parts(kept.ball, names, words, look)
    yield from _listed(words.gettext("From job order to hire"), hiring_parts(kept.hiring, words, look), look)


# -- what we did -------------------------------------------------------------------------------------------------------


def _wins(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    for win in review.wins:
        n = win.openings
        filled = words.ngettext("filled", "filled, {n} openings", n).format(n=words.number(n))
        below = f"{win.reference} · {filled}"
        took = ""
        if win.days is not None:
            took = words.ngettext("in {n} day", "in {n} days", win.days).format(n=words.number(win.days))
        yield from entry(words.date(win.on), (win.title, below), look, end=took)


def _pilots(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    for reviewed in review.pilots:
        yield from pilot_parts(reviewed, review.dated, words, look)


def _decisions(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    for one in review.decisions:
        below = " · ".join(part for part in (one.meeting, one.job, one.reference) if part)
        yield from entry(words.date(one.on), (one.text, below), look)


def _feedback(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    for said in review.feedback:
        one = said.feedback
        title = f"{one.name} · {said.job} · {said.reference}"
        rating = words.gettext("{n} of 5").format(n=words.number(one.rating))
        yield from entry(words.date(one.on), (title, one.words), look, end=rating, side=one.side)


def _market(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    for note in review.market:
        source = words.gettext("Source: {source}").format(source=note.source)
        yield from entry(words.date(note.on), (note.text, source), look)


def _proposals(review: PartnershipReview, words: Words, look: Look) -> Iterator[Part]:
    for n, proposal in enumerate(review.proposals, 1):
        yield from entry(words.gettext("{n}.").format(n=words.number(n)), (proposal, ""), look, narrow=True)
