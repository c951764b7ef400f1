"""Every text of both looks can be read: contrast of at least 4.5, of 3 for outlines and icons."""

import pytest

from app.ui.kit.tokens import DARK, LIGHT, Tokens


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


LOOKS = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


@pytest.mark.parametrize("tokens", LOOKS)
@pytest.mark.parametrize("text", ["text", "muted", "accent_text"])
@pytest.mark.parametrize(
    "ground", ["window", "side", "surface", "sunken", "accent_tint", "hover", "current_page"]
)
def test_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(tokens.colour(text), tokens.colour(ground)) >= 4.5


@pytest.mark.parametrize("tokens", LOOKS)
@pytest.mark.parametrize("state", ["active", "suspended", "blocked", "inactive", "info"])
def test_a_state_can_be_read_on_its_tint_and_on_the_surface(tokens: Tokens, state: str) -> None:
    colours = tokens.state(state)
    assert contrast(colours.text, colours.tint) >= 4.5
    assert contrast(colours.text, tokens.surface) >= 4.5
    assert contrast(colours.icon, tokens.surface) >= 3


@pytest.mark.parametrize("tokens", LOOKS)
def test_the_filled_button_can_be_read_at_rest_and_under_the_pointer(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


@pytest.mark.parametrize("tokens", LOOKS)
def test_the_outline_of_a_control_and_the_focus_can_be_seen(tokens: Tokens) -> None:
    for ground in ("surface", "window"):
        assert contrast(tokens.control, tokens.colour(ground)) >= 3
        assert contrast(tokens.focus, tokens.colour(ground)) >= 3
    assert contrast(tokens.focus, tokens.accent_tint) >= 3
