"""How everything looks now: colours, fonts and sizes; changed while running, all widgets follow `changed`."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from readinglist.gui.stylesheet import stylesheet
from readinglist.gui.tokens import DARK, LIGHT, Tokens, tag_colours
from readinglist.paths import resource

FALLBACKS = ("Inter", "Noto Sans", "DejaVu Sans")
"""Where the system names no font of its own."""
POINTS = 10.0
"""Where the system names no size."""
ICON_SIZES = (16, 20, 24, 32)


class Theme(QObject):
    """The look of the application; `scheme` is system, light or dark, `text_size` percent of the system's."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "system", text_size: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._text_size = text_size
        self._hints = QGuiApplication.styleHints()
        self._font = _user_font(app)
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}
        self.tokens: Tokens = LIGHT
        self.dark = False
        self.em = 14
        self._hints.colorSchemeChanged.connect(self._follow)
        self._apply()

    def set_scheme(self, scheme: str) -> None:
        """Follow the system, or fix light or dark."""
        self._scheme = scheme
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """Make all text so large, 80 to 200 percent of the system's."""
        self._text_size = percent
        self._apply()

    def font(self, scale: float = 1.0, weight: QFont.Weight | None = None) -> QFont:
        """The user's font at a multiple of the present size."""
        font = QFont(self._font)
        font.setPointSizeF(max(self._points() * scale, 1.0))
        if weight is not None:
            font.setWeight(weight)
        return font

    def icon(self, name: str, token: str = "text2") -> QIcon:  # noqa: S107 — a colour, no password
        """A stroke icon in one of the colours, crisp at every size; paler when its control is off."""
        colour = getattr(self.tokens, token, token)
        known = self._icons.get((name, colour))
        if known is None:
            known = QIcon()
            for size in ICON_SIZES:
                known.addPixmap(_drawn(name, size, colour, 1.0))
                known.addPixmap(_drawn(name, size, colour, 2.0))
            self._icons[name, colour] = known
        return known

    def pixmap(self, name: str, size: int, token: str = "text2") -> QPixmap:  # noqa: S107 — the same
        """A stroke icon of so many pixels a side in one of the colours, at the screen's density."""
        colour = getattr(self.tokens, token, token)
        ratio = self._app.devicePixelRatio()
        key = (name, size, colour, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _drawn(name, size, colour, ratio)
        return self._pixmaps[key]

    def tag_colours(self, hue: int) -> tuple[str, str]:
        """Text and fill of a tag's chip."""
        return tag_colours(hue, dark=self.dark)

    def _points(self) -> float:
        size = self._font.pointSizeF()
        return (size if size > 0 else POINTS) * self._text_size / 100

    def _follow(self) -> None:
        if self._scheme == "system":
            self._apply()

    def _apply(self) -> None:
        system_dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        self.dark = self._scheme == "dark" or (self._scheme == "system" and system_dark)
        self.tokens = DARK if self.dark else LIGHT
        font = self.font()
        self.em = max(QFontInfo(font).pixelSize(), 8)
        self._icons.clear()
        if len(self._pixmaps) > 500:
            self._pixmaps.clear()
        self._app.setStyle("Fusion")
        self._app.setFont(font)
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens, self.em))
        self.changed.emit()


def _user_font(app: QApplication) -> QFont:
    """The system's font; without one (no desktop tells) the first of the chain that is installed."""
    font = QFont(app.font())
    families = QFontDatabase.families()
    if font.family() in families and font.family() not in ("", "Sans Serif"):
        return font
    for family in FALLBACKS:
        if family in families:
            font.setFamily(family)
            font.setPointSizeF(POINTS)
            break
    return font


def _drawn(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    source = resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode("ascii"))
    renderer = QSvgRenderer(QByteArray(source))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.surface,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.hover,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.text3,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.Light: tokens.raised,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.border,
        QPalette.ColorRole.Shadow: tokens.border,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return palette
