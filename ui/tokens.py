"""The colours, by meaning, and the measures of the sidebar: all that the first picture of the window needs.

Every text pair passes WCAG AA (tests/ui/test_theme.py computes it).
"""

from typing import NamedTuple

WIDTH, NARROW = 181, 60  # pixels of the sidebar, for text of normal size
ROOMY = 1000  # a window narrower than this (for text of normal size) shows icons alone


class Tokens(NamedTuple):  # a frozen dataclass of so many fields takes 2 ms to define, before the first picture
    """One colour per meaning, as #RRGGBB. `<name>_tint` is the quiet background of `<name>`."""

    window: str
    sidebar: str
    surface: str
    raised: str
    hover: str
    selected: str
    text: str
    text2: str
    muted: str
    border: str
    control: str
    focus: str
    accent: str
    accent_fill: str
    on_fill: str
    us: str
    us_tint: str
    client: str
    client_tint: str
    candidate: str
    candidate_tint: str
    ok: str
    ok_tint: str
    soon: str
    soon_tint: str
    late: str
    late_tint: str

    def tint(self, name: str) -> str:
        """The quiet background of `name` (us, client, candidate, ok, soon, late); otherwise the hover colour."""
        return str(getattr(self, f"{name}_tint", self.hover))


LIGHT = Tokens(
    window="#F5F6F8",
    sidebar="#ECEEF2",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EEF1F6",
    selected="#DFE8FA",
    text="#1A2230",
    text2="#475266",
    muted="#5E697B",
    border="#DDE1E8",
    control="#7F8A9B",
    focus="#2457C9",
    accent="#2457C9",
    accent_fill="#2457C9",
    on_fill="#FFFFFF",
    us="#2457C9",
    us_tint="#E3ECFC",
    client="#A1256B",
    client_tint="#FBE9F2",
    candidate="#6B3FA0",
    candidate_tint="#F0E8F9",
    ok="#1B7343",
    ok_tint="#E1F3E8",
    soon="#805200",
    soon_tint="#FBF0D2",
    late="#B3261E",
    late_tint="#FCE6E4",
)

DARK = Tokens(
    window="#16191F",
    sidebar="#111419",
    surface="#1D2129",
    raised="#252A34",
    hover="#262C37",
    selected="#233659",
    text="#E7EAF0",
    text2="#B4BDCA",
    muted="#98A3B3",
    border="#313845",
    control="#76829A",
    focus="#8FB2FF",
    accent="#8FB2FF",
    accent_fill="#3D67D6",
    on_fill="#FFFFFF",
    us="#8FB2FF",
    us_tint="#20304F",
    client="#F5A3CF",
    client_tint="#442339",
    candidate="#C9A8F5",
    candidate_tint="#352A48",
    ok="#6FD19A",
    ok_tint="#1C3A2B",
    soon="#F0C350",
    soon_tint="#3D3418",
    late="#FF9389",
    late_tint="#4A2524",
)
