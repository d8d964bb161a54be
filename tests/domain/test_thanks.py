"""The thank-you note: everybody once, in the paper's language."""

from desktop.domain.roles import Side
from desktop.domain.thanks import Helper, ThankYou, thank_you


def note(*helpers: Helper) -> ThankYou:
    return thank_you(
        language="en",
        job="Nurse",
        reference="JO-0007",
        client="St Brigid",
        agency="Ashby",
        sender="Tom",
        helpers=helpers,
    )


def helper(name: str, email: str = "", side: Side = Side.CLIENT) -> Helper:
    return Helper(name=name, email=email, side=side)


def test_everybody_is_thanked_once_and_the_sender_not_at_all() -> None:
    found = note(helper("Tom", "tom@a.com", Side.AGENCY), helper("Priya"), helper("PRIYA", "p@b.com"), helper("Marc"))
    assert [one.name for one in found.to] == ["PRIYA", "Marc"]
    assert found.receivers == (("PRIYA", "p@b.com"),)
    assert "At St Brigid, to PRIYA and Marc" in found.body
    assert "At Ashby" not in found.body
    assert found.body.endswith("With many thanks\nTom")


def test_both_sides_have_their_own_words_and_theirs_come_first() -> None:
    found = note(helper("Lena", side=Side.AGENCY), helper("Priya"))
    assert [one.name for one in found.to] == ["Priya", "Lena"]
    assert found.body.index("At St Brigid, to Priya") < found.body.index("At Ashby, to Lena")


def test_names_are_data_wherever_they_stand() -> None:
    found = note(helper("{job} <b>\nBcc: x@y.com"))
    assert "{job} <b>" in found.body
