"""The check-in page: one sheet of promised versus delivered, our own misses first. Equal pages give equal bytes.

It is always one page: where a list is too long for it, its last line says how many more there are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.domain.check_in_page import CheckInPage
from desktop.domain.roles import Side
from desktop.pdf import check_in_lists as lists
from desktop.pdf.check_in_bars import ball_parts, key_part, reach, step_part
from desktop.pdf.check_in_top import check_in_head, facts
from desktop.pdf.file import About, finished
from desktop.pdf.foot import foot, same_measure
from desktop.pdf.masthead import side_names
from desktop.pdf.sheet import Frame, Sheet
from desktop.pdf.style import Look, Part, page_frame
from desktop.pdf.words import Words

_SCALES: Final = (1.0, 0.91, 0.83)
"""Densities, from comfortable to tight; lists are shortened only at the last one."""
_MOST: Final = 45
"""Lines of one list: more fit no page."""


@dataclass(frozen=True)
class _Section:
    """A list under its heading, which can be shortened."""

    head: Sequence[Part]
    items: Sequence[Part] = ()
    more: Callable[[int], Part] | None = None
    """The line that says how many are left out."""
    all: int = 0

    def parts(self, most: int) -> list[Part]:
        left_out = self.all - min(most, len(self.items))
        end = [self.more(left_out)] if self.more and left_out else []
        return [*self.head, *self.items[:most], *end]


def render_check_in(page: CheckInPage) -> bytes:
    """`page` as PDF/A-3b of one page. Raises UnreadableFileError where the logo is no picture."""
    words = Words(page.language, page.country)
    frame = page_frame(page.paper)
    sheet = Sheet(page.paper, right_to_left=words.right_to_left)
    y = frame.top
    for n, part in enumerate(_fitted(page, words, frame)):
        y += part.before if n else 0
        part.draw(sheet, y)
        y += part.height
    foot(same_measure(words), "", Look(frame, words.right_to_left), sheet, lines=2)
    sheet.end_page()
    return finished(sheet.close(), sheet.glyphs, _about(page, words))


def _about(page: CheckInPage, words: Words) -> About:
    return About(
        title=words.gettext("Promised and delivered: {client}").format(client=page.job or page.client),
        author=page.agency,
        subject=words.gettext("Check-in of {agency} and {client}, {date}").format(
            agency=page.agency, client=page.client, date=words.date(page.dated)
        ),
        language=page.language,
        dated=page.dated,
    )


def _fitted(page: CheckInPage, words: Words, frame: Frame) -> list[Part]:
    """The parts at the most comfortable density at which all of them fit; else the tightest, with shorter lists."""
    found: list[Part] = []
    for scale in _SCALES:
        sections = _sections(page, words, Look(frame, words.right_to_left, scale))
        most = [len(section.items) for section in sections]
        found = _laid_out(sections, most)
        if _height(found) <= frame.height:
            return found
    while _height(found) > frame.height and any(most):
        longest = max(range(len(most)), key=lambda n: (most[n], n))  # our own misses stand first and stay longest
        most[longest] -= 1
        found = _laid_out(sections, most)
    return found


def _laid_out(sections: Sequence[_Section], most: Sequence[int]) -> list[Part]:
    return [part for section, n in zip(sections, most, strict=True) for part in section.parts(n)]


def _height(parts: Sequence[Part]) -> float:
    return sum(part.height + (part.before if n else 0) for n, part in enumerate(parts))


def _sections(page: CheckInPage, words: Words, look: Look) -> list[_Section]:
    names = side_names(page, words)
    more = lists.more(words, look)
    steps, furthest = page.kept.steps, reach(page.kept.steps)
    found = [
        _Section(
            [check_in_head(page, words, look), facts(page, names, words, look), *lists.job_orders(page.jobs, look)]
        ),
        *(_misses(page, side, names[side], words, look) for side in (Side.AGENCY, Side.CLIENT)),
    ]
    if steps:
        head = [lists.heading(words.gettext("Step by step: promised and delivered"), look), key_part(words, look)]
        found.append(_Section(head, [step_part(s, furthest, words, look) for s in steps[:_MOST]], more, len(steps)))
    found.append(_Section(ball_parts(page.kept.ball, names, words, look)))
    others = page.running_besides()
    running = [lists.running(one, page, words, look) for one in others[:_MOST]]
    if running:
        title = words.gettext("Running now") if len(others) == len(page.running) else words.gettext("Also running")
        found.append(_Section([lists.heading(title, look)], running, more, len(others)))
    talks = [lists.talk(talk, names, words, look) for talk in page.talks[:_MOST]]
    if talks:
        heading = lists.heading(words.gettext("Two misses in a row: what we agreed"), look)
        found.append(_Section([heading], talks, more, len(page.talks)))
    market = [lists.market(note, words, look) for note in page.market]
    if market:
        found.append(_Section([lists.heading(words.gettext("News of the market"), look)], market, more, len(market)))
    return [*found, _Section(lists.definitions(lists.figures_of(page.kept), words, look))]


def _misses(page: CheckInPage, side: Side, name: str, words: Words, look: Look) -> _Section:
    misses = page.missed_by(side)
    if misses:
        heading = lists.side_heading(side, name, words.gettext("not in time"), look)
        items = [lists.miss(miss, page, words, look) for miss in misses[:_MOST]]
        return _Section([heading], items, lists.more(words, look), len(misses))
    none = words.gettext("nothing was due yet")
    if page.kept.of(side).on_time.of:
        none = words.gettext("everything was in time")
    return _Section([lists.side_heading(side, name, none, look)])
