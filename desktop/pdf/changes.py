"""The sheet before an amended version: what changes, old beside new, and from when."""

from desktop.domain.agreement import Content
from desktop.pdf.sheet import INK
from desktop.pdf.style import Look, Part, text_part
from desktop.pdf.table import Cell, side_by_side, table
from desktop.pdf.words import Words


def change_parts(content: Content, words: Words, look: Look) -> list[Part]:
    """The parts of the sheet; none for a first version."""
    if content.replaces is None:
        return []
    left, width = look.frame.left, look.frame.width
    old, new = (words.gettext("Version {n}").format(n=words.number(n)) for n in (content.replaces, content.version))
    title = words.gettext("What changes from version {old} to version {new}").format(
        old=words.number(content.replaces), new=words.number(content.version)
    )
    job = words.gettext("{job}, {client}").format(job=content.title, client=content.client)
    when = words.gettext("The changes count from the last signature.")
    if content.effective_from:
        when = words.gettext("The changes count from {date}.").format(date=words.date(content.effective_from))
    columns = side_by_side(look, [width * 0.26, width * 0.37, width * 0.37], look.gap(4))
    quiet, strong = look.style(9, INK), look.strong
    rows = [
        [
            Cell(look.set(text, style, column.room))
            for text, style, column in zip(
                (one.what, one.old, one.new), (strong, look.quiet, quiet), columns, strict=True
            )
        ]
        for one in content.amendments
    ]
    head = [
        look.set(label, look.label, column.room)
        for label, column in zip((words.gettext("What"), old, new), columns, strict=True)
    ]
    parts = [
        text_part(look.set(title, look.title, width), left),
        text_part(look.set(job, look.subtitle, width), left),
        text_part(look.set(when, look.strong, width), left, before=look.gap(6)),
    ]
    if not rows:
        none = look.set(words.gettext("Nothing that is printed changes."), look.body, width)
        return [*parts, text_part(none, left, before=look.gap(8))]
    first, *rest = table(columns, head, rows, look)
    return [*parts, Part(first.height, first.draw, before=look.gap(10), with_next=True), *rest]
