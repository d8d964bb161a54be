"""E-mail drafts that a mail program opens."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.exchange.eml import as_read, draft_email

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ENCODED = st.lists(
    st.sampled_from(["=?utf-8?q?", "=?utf-8?b?DQpCY2M6IHhAeS56?=", "=?", "?=", "=0D=0A", "Bcc:_x@y.z", " ", "é", '"'])
).map("".join)
"""What reads like the encoded words of a header (RFC 2047)."""
PDF = b"%PDF-1.7\r\n\x00\xff%%EOF\n"


def parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def test_a_draft_opens_with_receivers_subject_text_and_paper() -> None:
    data = draft_email(
        to=(("Ελένη Παπαδοπούλου", "eleni@aegean.example"), ("Nair, Priya", "priya@northwind.example")),
        subject="JO-0142 · 会計士 – Zusammenarbeit",
        body="Dear Eleni,\n\nשלום, नमस्ते.\n.\nFrom here on\n",
        attachments=(("Vereinbarung – 会計士.pdf", "application/pdf", PDF),),
    )
    message = parsed(data)
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "JO-0142 · 会計士 – Zusammenarbeit"
    assert [(a.display_name, a.addr_spec) for a in message["To"].addresses] == [
        ("Ελένη Παπαδοπούλου", "eleni@aegean.example"),
        ("Nair, Priya", "priya@northwind.example"),
    ]
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Dear Eleni,\n\nשלום, नमस्ते.\n.\nFrom here on\n"
    (paper,) = message.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type()) == ("Vereinbarung – 会計士.pdf", "application/pdf")
    assert paper.get_payload(decode=True) == PDF


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85", "\x00"])
def test_no_text_adds_a_header(end: str) -> None:
    evil = f"Hello{end}Bcc: all@example.com{end}{end}<html>"
    message = parsed(
        draft_email(
            to=((evil, "a@b.example"), ("x", f"a@b.example{end}Bcc: c@d.example"), ("y", evil)),
            subject=evil,
            body="text",
            attachments=((evil, "application/pdf", PDF),),
            message_id=f"<1@countersign>{end}Bcc: all@example.com",
        )
    )
    assert message["Bcc"] is None
    assert set(message.keys()) <= {"X-Unsent", "Subject", "To", "Message-ID", "MIME-Version", "Content-Type"}
    assert [a.addr_spec for a in message["To"].addresses] == ["a@b.example"]


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXT, ENCODED), st.one_of(TEXT, st.text('<>@:;,"\\()[] .\r\nab=?_')))
@example("=?utf-8?q?=0D=0ABcc:_x@y.z?=", "a@b.example")
def test_any_text_makes_a_draft_without_a_new_header(subject: str, address: str) -> None:
    message = parsed(draft_email(to=((subject, address), (subject, "a@b.example")), subject=subject, body=subject))
    assert set(message.keys()) <= {
        "X-Unsent", "Subject", "To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXT, ENCODED, st.text('é日ab ,;:<>@()[]"\\.', min_size=20)))
@example("Müller-Lüdenscheidt, Jörg Häßler")
@example("Nair, Priya; the Head of Human Resources and Talent, <all@b.example> of Northwind Foods")
def test_no_name_adds_or_loses_a_receiver(name: str) -> None:
    message = parsed(draft_email(to=((name, "a@b.example"), ("Tom", "t@b.example")), subject="x", body="y"))
    assert [one.addr_spec for one in message["To"].addresses] == ["a@b.example", "t@b.example"]


def test_an_address_of_another_script_is_written_as_mail_programs_take_it() -> None:
    to = (("A", "a@müller.example"), ("B", "jörg@b.example"), ("C", f"c@{'x' * 64}.example"))
    assert [one.addr_spec for one in parsed(draft_email(to=to, subject="x", body="y"))["To"].addresses] == [
        "a@xn--mller-kva.example"
    ]


def test_the_same_again_is_the_same_file() -> None:
    def draft() -> bytes:
        return draft_email(
            to=(("Priya", "priya@northwind.example"),),
            subject="Agreement",
            body="text",
            attachments=(("a.pdf", "application/pdf", PDF),),
            date=datetime(2026, 11, 3, 9, 42, tzinfo=UTC),
            message_id="<jo-0142.1@countersign>",
        )

    assert draft() == draft()
    message = parsed(draft())
    assert message["Date"].datetime == datetime(2026, 11, 3, 9, 42, tzinfo=UTC)
    assert message["Message-ID"] == "<jo-0142.1@countersign>"


def test_a_draft_is_read_as_its_receivers_read_it() -> None:
    to = (("Ελένη Παπαδοπούλου", "eleni@aegean.example"), ("Nobody", "no address"))
    data = draft_email(to=to, subject="会計士\nBcc: x@y", body="Dear Eleni,\n\n<b>yes</b> – “no”", attachments=(
        ("minutes.pdf", "application/pdf", PDF),
        ("invitation.ics", "text/calendar; method=REQUEST", b"BEGIN:VCALENDAR"),
    ))  # fmt: skip
    assert as_read(data) == (
        "To: Ελένη Παπαδοπούλου <eleni@aegean.example>\nSubject: 会計士 Bcc: x@y\n"
        "Attached: minutes.pdf, invitation.ics\n\nDear Eleni,\n\n<b>yes</b> – “no”\n"
    )
    assert as_read(draft_email(to=(), subject="x", body="y")).startswith("To: nobody whose address is known\n")
