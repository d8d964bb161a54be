"""The clients' screen with the meetings among its tabs, which are imported when they are first shown."""

from uuid import UUID

from desktop.app import App
from desktop.domain.meetings import MeetingKind
from ui.bridge import Bridge
from ui.commands import Commands
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.clients import ClientsScreen
from ui.screens.clients.source import Meetings, OpenJob


def make_clients(app: App, bridge: Bridge, commands: Commands, open_job_order: OpenJob) -> ClientsScreen:
    """The screen. `open_job_order(id, tab)` shows a job order."""

    def meetings() -> Screen:
        from ui.screens.meetings import MeetingsScreen

        found = MeetingsScreen(app, bridge, commands, "client")
        found.share_wanted.connect(share)
        return found

    def share(meeting_id: UUID) -> None:
        from ui.screens.share import open_share

        open_share(screen.window(), app, meeting_id, messages_of(screen))

    def show(screen: Screen, meeting_id: UUID, line: int | None) -> None:
        from ui.screens.meetings import MeetingsScreen

        if isinstance(screen, MeetingsScreen):
            screen.show_meeting(meeting_id, line)

    def teach(screen: Screen) -> None:
        from ui.screens.meetings import MeetingsScreen

        if isinstance(screen, MeetingsScreen):
            screen.begin(MeetingKind.LEARNING)

    screen = ClientsScreen(app, bridge, commands, open_job_order, Meetings(meetings, show, teach))
    return screen
