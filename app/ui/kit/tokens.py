"""Colours of the light and the dark look: the only place where a colour is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateColours:
    """Text, tint, icon and 1 px line of one state."""

    text: str
    tint: str
    icon: str
    line: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour a sheet or a painter may use, named for what it is for."""

    dark: bool
    window: str
    side: str
    surface: str
    sunken: str
    text: str
    muted: str
    disabled: str
    border: str
    hover: str
    control: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    focus: str
    accent_tint: str
    accent_line: str
    current_page: str
    portrait_back: str
    portrait_fore: str
    active: StateColours
    suspended: StateColours
    blocked: StateColours
    inactive: StateColours

    @property
    def info(self) -> StateColours:
        """The accent seen as a state: neutral information."""
        return StateColours(self.accent_text, self.accent_tint, self.accent, self.accent_line)

    def colour(self, path: str) -> str:
        """Return the colour named `path`: a token ("muted") or one of a state ("blocked.icon")."""
        name, _, part = path.partition(".")
        value = getattr(self, name)
        return str(getattr(value, part) if part else value)

    def state(self, name: str) -> StateColours:
        """Return the colours of active, suspended, blocked, inactive or info."""
        value = getattr(self, name)
        assert isinstance(value, StateColours)
        return value


LIGHT = Tokens(
    dark=False,
    window="#F3F4F7",
    side="#EAECF1",
    surface="#FFFFFF",
    sunken="#F7F8FA",
    text="#1A2030",
    muted="#555F72",
    disabled="#767F90",
    border="#DDE1E8",
    hover="#EEF0F5",
    control="#808898",
    accent="#3450C0",
    accent_hover="#2A43A8",
    on_accent="#FFFFFF",
    accent_text="#2E48B4",
    focus="#3450C0",
    accent_tint="#E7EBFB",
    accent_line="#B4C0EE",
    current_page="#DAE1F8",
    portrait_back="#D8DFEA",
    portrait_fore="#8496B4",
    active=StateColours("#12623A", "#E1F3E8", "#1A7F4B", "#A9D8BD"),
    suspended=StateColours("#744600", "#FCF0D6", "#A86300", "#E6C27A"),
    blocked=StateColours("#9C1C1C", "#FBE7E5", "#C22B2B", "#EFB1AC"),
    inactive=StateColours("#4A5366", "#E8EBF0", "#667085", "#C5CBD6"),
)

DARK = Tokens(
    dark=True,
    window="#13161C",
    side="#171B22",
    surface="#1C2028",
    sunken="#181C23",
    text="#E7EAF0",
    muted="#A7B0C0",
    disabled="#7E8797",
    border="#303643",
    hover="#272C37",
    control="#737D90",
    accent="#4D6BE0",
    accent_hover="#4461D2",
    on_accent="#FFFFFF",
    accent_text="#A9BAFF",
    focus="#A9BAFF",
    accent_tint="#262F52",
    accent_line="#475CB0",
    current_page="#262F52",
    portrait_back="#2B3447",
    portrait_fore="#7386AA",
    active=StateColours("#8EDCB0", "#18372A", "#56C48A", "#2E6A4C"),
    suspended=StateColours("#F4CC78", "#3B2F15", "#E0A93F", "#7A5F22"),
    blocked=StateColours("#FFABA4", "#45211F", "#F0736B", "#8A3B36"),
    inactive=StateColours("#BAC2D0", "#2B313D", "#8E98AA", "#4A5262"),
)
