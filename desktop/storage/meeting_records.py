"""The aggregates of meetings and of working together: apart, as no list needs them when the window opens."""

from time import time_ns

from desktop.domain.agendas import Agenda
from desktop.domain.meetings import Item, Meeting
from desktop.domain.partnership import Feedback, MarketNote, Mentoring, Pilot
from desktop.storage.meeting_rows import (
    AgendaRow,
    FeedbackRow,
    ItemRow,
    MarketNoteRow,
    MeetingRow,
    MentoringRow,
    PilotRow,
)
from desktop.storage.records import Aggregate, Part

MEETINGS = Aggregate(Meeting, MeetingRow, parts={"items": Part(Item, ItemRow)})
AGENDAS = Aggregate(Agenda, AgendaRow, key="kind", first=time_ns)
PILOTS = Aggregate(Pilot, PilotRow)
MARKET_NOTES = Aggregate(MarketNote, MarketNoteRow)
FEEDBACK = Aggregate(Feedback, FeedbackRow)
MENTORINGS = Aggregate(Mentoring, MentoringRow, key="person_id", first=time_ns)
