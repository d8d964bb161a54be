"""Words of a promise as other keyboards type them: for a pattern that minds no case, İ and ı are an i."""

import pytest

from desktop.domain.limits import Within
from desktop.domain.promise_words import Doer, PromiseWords
from desktop.domain.roles import Role, Side

WORDS = PromiseWords((("İrem Kaya", Role.CLIENT_HR), ("Irmak", Role.HIRING_MANAGER)))


@pytest.mark.parametrize("text", ["WİTHİN FİVE DAYS", "wıthın fıve dayſ"])
def test_a_limit_is_recognised_in_the_letters_of_any_keyboard(text: str) -> None:
    found = WORDS.limit_in(text)
    assert found is not None
    assert found.within == Within(5)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("CLİENT: within 1 day", Doer(Side.CLIENT)),
        ("clıent: within 1 day", Doer(Side.CLIENT)),
        ("İrem Kaya: within 1 day", Doer(Side.CLIENT, Role.CLIENT_HR)),
        ("by irem kaya", Doer(Side.CLIENT, Role.CLIENT_HR)),
        ("İRMAK sends it", Doer(Side.CLIENT, Role.HIRING_MANAGER)),
    ],
)
def test_who_does_it_is_recognised_in_the_letters_of_any_keyboard(text: str, doer: Doer) -> None:
    assert WORDS.doer_in(text) == doer
