"""The job orders' screen with its tabs. Tabs that are not in front at first are imported when they are."""

from collections.abc import Callable
from uuid import UUID

from desktop.app import App
from desktop.i18n import _
from ui.bridge import Bridge
from ui.commands import Commands
from ui.messages import messages_of
from ui.screen import Screen
from ui.screens.job_orders import Elsewhere, JobOrdersScreen
from ui.screens.process import ProcessTab, Sheets
from ui.widgets.tabs import Tab


def make_job_orders(
    app: App, bridge: Bridge, commands: Commands, elsewhere: Elsewhere, show_agreement: Callable[[UUID], object]
) -> JobOrdersScreen:
    """The screen. `show_agreement(id)` brings a job order's agreement to the front."""

    def agreement() -> Screen:
        from ui.screens.agreement import AgreementScreen

        return AgreementScreen(app, bridge, commands, elsewhere.show_letter)

    def details() -> Screen:
        from ui.screens.job_details import DetailsScreen

        return DetailsScreen(app, bridge)

    def meetings() -> Screen:
        from ui.screens.meetings import MeetingsScreen

        found = MeetingsScreen(app, bridge, commands)
        found.share_wanted.connect(share)
        return found

    def share(meeting_id: UUID) -> None:
        from ui.screens.share import open_share

        open_share(screen.window(), app, meeting_id, messages_of(screen))

    def history() -> Screen:
        from ui.screens.job_history import HistoryScreen

        return HistoryScreen(app.job_orders, bridge)

    tabs = [
        Tab("process", _("Process"), lambda: ProcessTab(app, bridge, commands, show_agreement, _sheets(screen, app))),
        Tab("agreement", _("Agreement"), agreement),
        Tab("details", _("Details"), details),
        Tab("meetings", _("Meetings"), meetings, private=True),
        Tab("history", _("History"), history, private=True),
    ]
    screen = JobOrdersScreen(app, bridge, commands, tabs, elsewhere)
    return screen


def _sheets(screen: Screen, app: App) -> Sheets:
    """What other screens make of a job order, over `screen`."""

    def remind(job_order_id: UUID, promise_id: UUID) -> None:
        from ui.screens.remind import open_remind

        open_remind(screen, app, job_order_id, promise_id, messages_of(screen))

    def save_page(job_order_id: UUID) -> None:
        from ui.screens.promises_kept.filters import Asked
        from ui.screens.promises_kept.saving import save_check_in_page

        job = app.job_orders.get(job_order_id)
        asked = Asked(client_id=job.client_id, job_order_id=job_order_id)
        save_check_in_page(screen, app, asked, app.clients.get(job.client_id).name)

    return Sheets(remind, save_page)
