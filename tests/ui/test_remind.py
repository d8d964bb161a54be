"""The reminder's sheet: Enter is enough, nothing leaves unseen, and each way out is in the history."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.history import Deed
from tests.journeys.test_every_screen import clipped, nameless, outside
from tests.ui.agreement_desk import choose, when_asked
from tests.ui.conftest import Shown
from tests.ui.late_desk import Late, play_late
from ui.main_window import MainWindow
from ui.screen import Screen
from ui.screens.remind import RemindSheet, open_remind
from ui.theme import theme

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
ENTER = Qt.Key.Key_Return


class Opened(list[QUrl]):
    """What the system was asked to open. It takes the schemes named."""

    def __init__(self, *takes: str) -> None:
        super().__init__()
        self.takes = takes

    def __call__(self, url: QUrl) -> bool:
        self.append(url)
        return url.scheme() in self.takes


@pytest.fixture
def late(tmp_path: Path) -> Iterator[Late]:
    made = play_late(tmp_path / "data", NOW)
    yield made
    made.app.close()


Sheet = Callable[..., RemindSheet]


@pytest.fixture
def sheet(late: Late, shown: Shown, qtbot: QtBot) -> Sheet:
    window: list[MainWindow] = []

    def show(opened: Opened) -> RemindSheet:
        window.append(window[0] if window else shown(lambda _window: Screen()))
        draft = late.app.reminders.draft(late.job, late.feedback.id)
        made = RemindSheet(window[0], late.app.reminders, draft, window[0].messages, open_url=opened)
        made.open()
        made.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
        return made

    return show


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def asked(url: QUrl) -> dict[str, list[str]]:
    return parse_qs(urlsplit(bytes(url.toEncoded().data()).decode()).query)


def told(late: Late) -> str:
    return late.app.job_orders.history(late.job)[0].sentence


def test_enter_alone_opens_the_mail_program_with_the_message(late: Late, sheet: Sheet, qtbot: QtBot) -> None:
    opened = Opened("mailto")
    made = sheet(opened)
    press(qtbot, ENTER)
    assert not made.isVisible()
    (url,) = opened
    assert url.path() == "grace@example.com"
    assert asked(url)["subject"] == ["Feedback on every CV, Night-shift Nurse (JO-0001): a reminder"]
    assert "\r\n\r\n“Step 3, Feedback on every CV: within 2 days" in asked(url)["body"][0]
    assert told(late) == "Reminded Grace Hill of Feedback on every CV · C-1, by e-mail"


def test_the_talk_is_one_key_more(late: Late, sheet: Sheet, qtbot: QtBot) -> None:
    late.once_more()
    opened = Opened("mailto")
    sheet(opened)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, ENTER)
    assert asked(opened[0])["subject"] == ["Night-shift Nurse (JO-0001): may we talk?"]
    assert late.app.job_orders.history(late.job)[0].deed == Deed.TALK_ASKED


def test_what_is_changed_in_the_sheet_is_what_is_sent(sheet: Sheet, qtbot: QtBot) -> None:
    opened = Opened("mailto")
    made = sheet(opened)
    made.words.editor.setFocus()
    made.words.write("Dear Grace, 50 % & more? Ανατροφοδότηση")
    press(qtbot, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert asked(opened[0])["body"] == ["Dear Grace, 50 % & more? Ανατροφοδότηση"]


def test_escape_asks_before_changed_words_are_lost(sheet: Sheet, qtbot: QtBot) -> None:
    made = sheet(Opened())
    made.words.write("Dear Grace")
    press(qtbot, Qt.Key.Key_Escape)
    assert made.isVisible()
    assert made.bar.text


@pytest.mark.parametrize("words", ["я" * 2000, "Dear Grace"], ids=["too long for a link", "no mailto here"])
def test_otherwise_a_draft_is_opened(late: Late, sheet: Sheet, qtbot: QtBot, words: str) -> None:
    opened = Opened("file")
    made = sheet(opened)
    made.words.write(words)
    made.primary.click()
    file = Path(opened[-1].toLocalFile())
    read = message_from_bytes(file.read_bytes(), policy=default)
    file.unlink()
    assert read.get_content().strip() == words
    assert read["To"].addresses[0].addr_spec == "grace@example.com"
    assert told(late).endswith("as an e-mail draft")


def test_a_draft_that_is_still_open_in_a_mail_program_is_not_replaced(sheet: Sheet, qtbot: QtBot) -> None:
    """Windows would refuse to."""
    opened = Opened()
    sheet(opened)
    press(qtbot, ENTER)
    press(qtbot, ENTER)
    drafts = {Path(address.toLocalFile()) for address in opened if address.isLocalFile()}
    assert len(drafts) == 2
    assert len({file.name for file in drafts}) == 1
    assert all(file.stat().st_size for file in drafts)


def test_where_no_mail_program_answers_it_says_so_and_nothing_is_noted(late: Late, sheet: Sheet, qtbot: QtBot) -> None:
    opened = Opened()
    made = sheet(opened)
    press(qtbot, ENTER)
    Path(opened[-1].toLocalFile()).unlink()
    assert "Copy the message" in made.bar.text
    assert made.isVisible()
    assert not told(late).startswith("Reminded")


def test_the_message_is_copied_with_its_subject(late: Late, sheet: Sheet, qtbot: QtBot) -> None:
    made = sheet(Opened())
    press(qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text() == f"{made.message.subject}\n\n{made.message.body}"
    assert told(late).endswith("copied to be sent")


def test_the_draft_is_saved_where_one_wants_it(late: Late, sheet: Sheet, qtbot: QtBot, tmp_path: Path) -> None:
    sheet(Opened())
    when_asked(QFileDialog, choose(tmp_path / "reminder.eml"))
    press(qtbot, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert message_from_bytes((tmp_path / "reminder.eml").read_bytes())["X-Unsent"] == "1"
    assert told(late).endswith("as an e-mail draft")


def test_a_note_to_ourselves_without_an_address_says_where_ours_is_noted(
    late: Late, shown: Shown, qtbot: QtBot
) -> None:
    (intake,) = late.promises("Intake meeting")
    window = shown(lambda _window: Screen())
    draft = late.app.reminders.draft(late.job, intake.id)
    made = RemindSheet(window, late.app.reminders, draft, window.messages, open_url=Opened())
    assert made.to.text().endswith("note the address under Settings, Our people, first.")


def test_without_an_address_it_says_so_and_enter_copies(tmp_path: Path, shown: Shown, qtbot: QtBot) -> None:
    late = play_late(tmp_path / "other", NOW, manager="Олена “Hill” & <b>co</b>", email="")
    window, opened = shown(lambda _window: Screen()), Opened("mailto", "file")
    draft = late.app.reminders.draft(late.job, late.feedback.id)
    made = RemindSheet(window, late.app.reminders, draft, window.messages, open_url=opened)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    assert made.to.text().startswith("No e-mail address of Олена “Hill” & <b>co</b> is known.")
    press(qtbot, ENTER)
    assert not opened
    assert QApplication.clipboard().text().startswith(draft.message.subject)
    late.app.close()


def test_the_mentor_is_suggested_to_us_and_never_in_the_message(late: Late, sheet: Sheet) -> None:
    for reference in ("C-2", "C-3"):
        late.once_more(reference)
    made = sheet(Opened())
    assert "to be your mentor" in " ".join(each.text() for each in made.findChildren(QLabel))
    assert "mentor" not in made.message.body
    assert "influence" not in made.message.body
    made.reject()


def test_a_promise_that_is_done_meanwhile_is_said_in_the_window(late: Late, shown: Shown) -> None:
    window = shown(lambda _window: Screen())
    id = late.feedback.id
    late.app.promises.mark_done(late.job, id)
    open_remind(window, late.app, late.job, id, window.messages)
    assert "marked already" in window.messages.bar.text


@pytest.mark.parametrize("size", [100, 150])
def test_there_is_room_for_its_words_and_each_control_has_a_name(late: Late, sheet: Sheet, size: int) -> None:
    for reference in ("C-2", "C-3"):
        late.once_more(reference)
    theme().apply("light", size)
    made = sheet(Opened())
    assert clipped(made) + outside(made) + nameless(made) == []
    assert made.height() <= made.screen().availableGeometry().height()
    made.reject()
