"""The table of steps: what each of us does, one column per role, in words."""

from collections.abc import Sequence
from uuid import UUID

from desktop.domain import wording
from desktop.domain.agreement import AgreedStep, Content
from desktop.domain.roles import Role, in_order
from desktop.domain.steps import Part as Share
from desktop.pdf.sheet import GREY, OPEN, TINT
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.table import Cell, Column, side_by_side, table
from desktop.pdf.text import EMPTY, Block, Span, longest_word, measure
from desktop.pdf.words import Words

_MANY_ROLES = 6
"""From here on the columns of roles are set smaller, and within and counted from share one."""


def steps_parts(content: Content, words: Words, look: Look) -> list[Part]:
    """The heading and the table."""
    heading = look.set(words.gettext("What each of us does"), look.heading, look.frame.width)
    return [
        text_part(heading, look.frame.left, before=look.gap(8), with_next=True),
        *_Steps(content, words, look).parts(),
    ]


def shares(step: AgreedStep, role: Role) -> tuple[Share, ...]:
    """The parts of `role` in `step`, strongest first."""
    held = ((Share.DOES, role in step.does), (Share.ANSWERS, role == step.answers))
    rest = ((Share.ASKED, role in step.asked), (Share.TOLD, role in step.told))
    return tuple(share for share, has in (*held, *rest) if has)


class _Steps:
    def __init__(self, content: Content, words: Words, look: Look) -> None:
        self.content, self.words, self.look = content, words, look
        self.numbers: dict[UUID, int] = {step.id: n for n, step in enumerate(content.steps, 1)}
        used = {role for step in content.steps for role in (*step.does, *step.asked, *step.told)}
        used |= {step.answers for step in content.steps if step.answers}
        self.roles = in_order(used)
        self.is_tight = len(self.roles) >= _MANY_ROLES
        size = 7.6 if self.is_tight else 8.6
        self.share_style = look.style(size, GREY, leading=1.2)
        self.head_style = look.style(7 if self.is_tight else 8, GREY, bold=True, leading=1.15)

    def parts(self) -> list[Part]:
        number, role_widths, within, counted = self._narrow_widths()
        room = self.look.frame.width - number - sum(role_widths) - within - counted
        is_wide = room >= self.look.gap(195)
        texts = [room * 0.37, room * 0.63] if is_wide else [room]
        limits = [within] if self.is_tight else [within, counted]
        columns = side_by_side(self.look, [number, *texts, *limits, *role_widths], self.look.gap(3))
        rows = [self._row(step, columns, is_wide=is_wide) for step in self.content.steps]
        return table(columns, self._head(columns, is_wide=is_wide), rows, self.look)

    def _narrow_widths(self) -> tuple[float, list[float], float, float]:
        look, words = self.look, self.words
        pad = look.gap(6.5)
        labels = [words.gettext(share.label) for share in Share]
        widest = max(measure(label, self.share_style.bolder()) for label in labels)
        roles = [max(widest, longest_word(words.role(role), self.head_style)) + pad for role in self.roles]
        if (most := look.frame.width * 0.62) < sum(roles):  # long words of another language: they break
            roles = [width * most / sum(roles) for width in roles]
        within_texts = [wording.within(step.within, words.catalogue) for step in self.content.steps]
        counted_texts = [self._counted_from(step) for step in self.content.steps]
        within = self._fitting([words.gettext("Within"), *within_texts], look.strong.size, bold=True, most=58)
        if self.is_tight:
            both = self._fitting([words.gettext("Counted from"), *counted_texts], look.small.size, bold=False, most=66)
            each = max(look.set(self._within(step), look.small, 1e6).width for step in self.content.steps)
            return look.gap(17), roles, max(within, both, min(each, look.gap(78)) + look.gap(7)), 0.0
        counted = self._fitting([words.gettext("Counted from"), *counted_texts], look.quiet.size, bold=False, most=66)
        return look.gap(20), roles, within, counted

    def _fitting(self, texts: Sequence[str], size: float, *, bold: bool, most: float) -> float:
        """Wide enough for every text on one line, up to `most` points (at scale 1), and for its longest word."""
        style = self.look.style(size / self.look.scale, bold=bold)
        one_line = max((measure(text, style) for text in texts), default=0.0)
        word = max((longest_word(text, style) for text in texts), default=0.0)
        return min(max(min(one_line, self.look.gap(most)), word), self.look.gap(90)) + self.look.gap(7)

    def _head(self, columns: Sequence[Column], *, is_wide: bool) -> list[Block]:
        words = self.words
        step = (
            [words.gettext("Step"), words.gettext("Done when")]
            if is_wide
            else [words.gettext("Step, and when it is done")]
        )
        limits = (
            [words.gettext("Within, counted from")]
            if self.is_tight
            else [words.gettext("Within"), words.gettext("Counted from")]
        )
        labels = ["", *step, *limits, *(words.role(role) for role in self.roles)]
        styles = [self.look.label] * (len(labels) - len(self.roles)) + [self.head_style] * len(self.roles)
        return [
            self.look.set(label, style, column.room)
            for label, style, column in zip(labels, styles, columns, strict=True)
        ]

    def _row(self, step: AgreedStep, columns: Sequence[Column], *, is_wide: bool) -> list[Cell]:
        look = self.look
        title: list[Span] = [(step.title, look.strong)]
        if not step.is_agreed:
            title.append(("\n" + self.words.gettext("not agreed yet"), look.style(8, OPEN, bold=True)))
        done_when: list[Span] = [(step.done_when, look.body)]
        texts = (
            [title, done_when] if is_wide else [[*title, ("\n", look.body), *done_when] if step.done_when else title]
        )
        within = self._within(step)
        counted: list[Span] = [(self._counted_from(step), look.small if self.is_tight else look.quiet)]
        if step.per_candidate and not self.is_tight:
            counted.append(("\n" + self.words.gettext("per candidate"), look.small))
        limits = [[*within, ("\n", look.small), *counted]] if self.is_tight else [within, counted]
        number: list[Span] = [(self.words.number(self.numbers[step.id]), look.quiet)]
        blocks = [
            Cell(look.set(spans, look.body, column.room))
            for spans, column in zip([number, *texts, *limits], columns, strict=False)
        ]
        return [*blocks, *(self._share(step, role, columns[len(blocks) + n]) for n, role in enumerate(self.roles))]

    def _within(self, step: AgreedStep) -> list[Span]:
        """The limit; in a tight table with what it is for each of, which saves a line of the row."""
        within: list[Span] = [(wording.within(step.within, self.words.catalogue), self.look.strong)]
        if step.per_candidate and self.is_tight:
            within.append((" " + self.words.gettext("per candidate"), self.look.small))
        return within

    def _share(self, step: AgreedStep, role: Role, column: Column) -> Cell:
        held = shares(step, role)
        if not held:
            return Cell(EMPTY)
        spans: list[Span] = []
        for share in held:
            style = self.share_style
            if share == Share.DOES:
                style = self.look.style(style.size / self.look.scale, bold=True, leading=style.leading)
            spans.append((("\n" if spans else "") + self.words.gettext(share.label), style))
        return Cell(self.look.set(spans, self.share_style, column.room), TINT[role.side] if Share.DOES in held else "")

    def _counted_from(self, step: AgreedStep) -> str:
        day = self.words.date(step.counted_from.on) if step.counted_from.on else ""
        return wording.counted_from(step.counted_from, self.numbers, self.words.catalogue, date=day)
