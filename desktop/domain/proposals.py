"""Lines of notes that are promises, as the changes to the process that they would be.

Recognised are a limit ("within 2 days"), who does it ("by HR"), and days or times under a topic that is a step's title.
What was meant otherwise is edited before it is taken in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from desktop.domain.limits import Within
from desktop.domain.meetings import Item, ItemKind, Meeting
from desktop.domain.notes import heading_of, is_private
from desktop.domain.process import Process
from desktop.domain.promise_words import Doer, PromiseWords
from desktop.domain.roles import Role
from desktop.domain.steps import Step
from desktop.domain.text import LINE

ENOUGH = 0.5
"""Which share of the words of a step's title has to be said for the step to be meant."""
MOST_KNOWN = 10_000  # lines
_CLAUSES = re.compile(r"[,;:.]\s")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a line would change: the step `step_id`, or a new one. What is None or empty stays as it is."""

    line: int
    """Of the notes, from 1."""
    text: str
    item_id: UUID | None = None
    """The decision that it is; None for an answer."""
    step_id: UUID | None = None
    within: Within | None = None
    does: tuple[Role, ...] = ()
    done_when: str = ""
    title: str = ""
    """Of a new step; of another its new one."""
    asks: bool = False
    """Whether the line names a step, but not what changes in it: that is asked for."""

    @property
    def changes(self) -> bool:
        """Whether anything is different afterwards."""
        return self.step_id is None or bool(self.within or self.does or self.done_when or self.title)

    def step(self, process: Process) -> Step:
        """The step as it is afterwards. Raises NotFoundError where it was removed meanwhile."""
        if self.step_id is None:
            note = self.text if self.title != self.text else ""
            new = Step(title=self.title, within=self.within, done_when=self.done_when, note=note)
            return replace(new, does=self.does, answers=next(iter(self.does), None))
        step = process.step(self.step_id)
        step = replace(
            step,
            title=self.title or step.title,
            within=self.within or step.within,
            done_when=self.done_when or step.done_when,
        )
        if not self.does:
            return step
        asked, told = (tuple(role for role in roles if role not in self.does) for roles in (step.asked, step.told))
        return replace(step, does=self.does, asked=asked, told=told)

    def applied(self, process: Process) -> Process:
        """Raises NotFoundError, TooManyStepsError."""
        step = self.step(process)
        return process.adding(step) if self.step_id is None else process.editing(step)


class Proposer:
    """What lines of notes would change in `process`.

    Each is looked at once: notes are asked about again and again while they are typed.
    """

    def __init__(self, process: Process, words: PromiseWords) -> None:
        self.process, self.words = process, words
        self._known: dict[tuple[str, str], Proposal] = {}
        self._steps: dict[str, Step | None] = {}

    def proposals(self, meeting: Meeting) -> tuple[Proposal, ...]:
        """What the decisions that are not taken in yet, and the answers under the agenda's headings, would change.

        A decision that fits no step is a new one; of answers only those that change a step are proposed.
        """
        return tuple(
            self.proposed(line, text, topic, item)
            for line, text, topic, item in _said(meeting)
            if item or self._changes(text, topic)
        )

    def proposed(self, line: int, text: str, topic: str = "", decision: Item | None = None) -> Proposal:
        """What one line, written under `topic`, would change."""
        return replace(self._look(text, topic), line=line, item_id=decision.id if decision else None)

    def _changes(self, text: str, topic: str) -> bool:
        known = self._look(text, topic)
        return known.step_id is not None and known.changes

    def _look(self, text: str, topic: str) -> Proposal:
        if (known := self._known.get((text, topic))) is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            known = self._known[text, topic] = self._recognised(text, topic)
        return known

    def _recognised(self, text: str, topic: str) -> Proposal:
        new, words = Proposal(line=0, text=text, title=title_of(text)), self.words
        limit, doer = words.limit_in(text), words.doer_in(text)
        if limit or doer:
            new = replace(new, within=limit.within if limit else None, does=_roles(doer))
            near, least = _clause(text, limit.at) if limit else text, 2 if topic else 1
            said = ((near, least), (text, least), (f"{topic} {text}", 1))
            step = next(filter(None, (step_meant(one, self.process, words, least=n) for one, n in said)), None)
            return _changing(new, step, limit.within if limit else None, doer) if step else new
        step = self._step_of(topic)
        if step is None or not words.says_when(text):
            named = None if topic else step_meant(text, self.process, words, enough=1)
            return replace(new, step_id=named.id, title="", asks=True) if named else new
        done_when = step.done_when if text in step.done_when else f"{step.done_when}\n{text}".strip()
        return replace(new, step_id=step.id, title="", done_when="" if done_when == step.done_when else done_when)

    def _step_of(self, topic: str) -> Step | None:
        """The step whose title is all in the topic."""
        if topic not in self._steps:
            self._steps[topic] = step_meant(topic, self.process, self.words, enough=1)
        return self._steps[topic]


def step_meant(
    said: str, process: Process, words: PromiseWords, *, enough: float = ENOUGH, least: int = 1
) -> Step | None:
    """The step whose title `said` has most words of, at least so many and the share `enough`; the first of equals."""
    there = _words(said, words)
    best, most = None, (least - 1, 1.0)
    for step in process.steps:
        title = _words(step.title, words)
        hits = sum(any(_alike(word, other) for other in there) for word in title)
        share = hits / len(title) if title else 0.0
        if share >= enough and (hits, share) > most:
            best, most = step, (hits, share)
    return best


def _said(meeting: Meeting) -> Iterator[tuple[int, str, str, Item | None]]:
    """The lines that may become promises, with their topic: decisions that are not taken in yet, and answers."""
    items = {item.line: item for item in meeting.items}
    topics, topic = {topic.casefold() for topic in meeting.agenda}, ""
    for number, line in enumerate(meeting.notes.split("\n"), 1):
        if item := items.get(number):
            if item.kind == ItemKind.DECISION and not item.outcome and not item.is_private:
                yield number, item.text, "", item
        elif line.startswith("#") and not is_private(line):
            heading = heading_of(line) or topic
            topic = heading if heading.casefold() in topics else ""
        elif topic and line.strip() and not is_private(line):
            yield number, line.strip(), topic, None


def _changing(new: Proposal, step: Step, within: Within | None, doer: Doer | None) -> Proposal:
    """`new` as a change of `step`: only what differs, and only a limit of a kind that fits."""
    fits = within is not None and (step.within is None or step.within.unit.is_duration == within.unit.is_duration)
    return replace(
        new,
        step_id=step.id,
        title="",
        within=within if fits and within != step.within else None,
        does=() if doer is None or _does(step, doer) else _roles(doer),
    )


def _does(step: Step, doer: Doer) -> bool:
    return doer.role in step.does if doer.role else doer.side in step.sides


def _roles(doer: Doer | None) -> tuple[Role, ...]:
    return (doer.usual,) if doer else ()


def title_of(text: str) -> str:
    """A line as the title of a step: cut where it is longer."""
    return text if len(text) <= LINE else f"{text[: LINE - 1].rstrip()}…"


def _clause(text: str, at: int) -> str:
    """The part of `text` around the character `at`, between commas and the like."""
    begin = max((one.end() for one in _CLAUSES.finditer(text) if one.end() <= at), default=0)
    end = next((one.start() for one in _CLAUSES.finditer(text) if one.start() >= at), len(text))
    return text[begin:end]


def _words(text: str, words: PromiseWords) -> set[str]:
    return {word for word in _WORD.findall(text.casefold()) if word not in words.small}


def _alike(word: str, other: str) -> bool:
    """Whether two words are forms of one: interview and interviews, negotiates and negotiated."""
    if word.rstrip("s") == other.rstrip("s"):
        return True
    least = max(4, min(len(word), len(other)) - 2)
    return word[:least] == other[:least] and min(len(word), len(other)) >= least


def people_of(meeting: Meeting) -> tuple[tuple[str, Role], ...]:
    """How those who take part can be named, with their role: in full, or by a first name that only one has."""
    named = [(one.name.split(), one.role) for one in meeting.people if one.role and one.name.split()]
    first = [name[0] for name, _role in named]
    full = [(" ".join(name), role) for name, role in named]
    return (*full, *((name[0], role) for name, role in named if len(name) > 1 and first.count(name[0]) == 1))
