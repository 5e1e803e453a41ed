"""The colours by what they are for, light and dark, and the arithmetic of contrast.

Text keeps at least 4.6:1 on every surface it appears on, borders of controls 3:1; a test computes the table.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

HUES = (215, 150, 25, 280, 340, 190, 50, 100)
"""Of tags, degrees on the colour circle."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours as #rrggbb."""

    sidebar: str
    surface: str
    raised: str
    line: str
    border: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selection: str
    """A selected row while its pane has focus."""
    unfocused: str
    """A selected row while another pane has it."""
    hover: str
    mark: str
    star: str
    star_outline: str
    danger: str
    ok: str
    toast: str
    on_toast: str
    toast_action: str


LIGHT = Tokens(
    sidebar="#F5F4F1",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#E4E2DD",
    border="#7E838C",
    text="#1D2126",
    text2="#4F5761",
    text3="#5C646E",
    accent="#2357CC",
    on_accent="#FFFFFF",
    selection="#E6EDFC",
    unfocused="#EDEEF0",
    hover="#F3F4F6",
    mark="#FFE8A3",
    star="#F0B429",
    star_outline="#9A6412",
    danger="#B42318",
    ok="#166B40",
    toast="#262A31",
    on_toast="#F4F5F7",
    toast_action="#A9C3FF",
)
DARK = Tokens(
    sidebar="#17191D",
    surface="#1E2126",
    raised="#262A31",
    line="#30343C",
    border="#838A96",
    text="#E7E9EC",
    text2="#B4BAC4",
    text3="#A3AAB5",
    accent="#8FB2FF",
    on_accent="#10131A",
    selection="#2A3654",
    unfocused="#2A2E36",
    hover="#262A31",
    mark="#6B5A1E",
    star="#F2C14E",
    star_outline="#F2C14E",
    danger="#FF8A7A",
    ok="#6FD3A0",
    toast="#E7E9EC",
    on_toast="#17191D",
    toast_action="#1B48B0",
)


def tag_colours(hue: int, *, dark: bool) -> tuple[str, str]:
    """Text and fill of a tag's chip."""
    if dark:
        return _colour(hue, 0.80, 0.60), _colour(hue, 0.22, 0.34)
    return _colour(hue, 0.27, 0.70), _colour(hue, 0.91, 0.62)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _colour(hue: int, lightness: float, saturation: float) -> str:
    red, green, blue = colorsys.hls_to_rgb(hue / 360, lightness, saturation)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
