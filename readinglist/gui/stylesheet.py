"""The style sheet: what palette and Fusion leave to say, in the colours and sizes of now."""

from __future__ import annotations

from readinglist.gui.tokens import Tokens


def stylesheet(tokens: Tokens, em: int) -> str:
    """The application's style sheet for a scheme and a font height in pixels."""
    t = tokens
    small, medium = round(em * 0.35), round(em * 0.6)
    return f"""
    QToolTip {{ color: {t.text}; background: {t.raised}; border: 1px solid {t.border}; padding: {small}px; }}
    QMainWindow, #listPane, #readerPane {{ background: {t.surface}; }}
    QMenuBar {{ background: {t.sidebar}; color: {t.text}; padding: 1px {small}px; }}
    QMenuBar::item {{ padding: {small}px {medium}px; border-radius: 4px; }}
    QMenuBar::item:selected {{ background: {t.selection}; }}
    QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: {small}px; }}
    QMenu::item {{ padding: {small}px {2 * em}px {small}px {medium}px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.selection}; color: {t.text}; }}
    QMenu::item:disabled {{ color: {t.text3}; }}
    QMenu::icon {{ padding-left: {small}px; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: {small}px; }}
    QSplitter::handle {{ background: {t.line}; }}
    QLineEdit {{
        background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; border-radius: {medium}px;
        padding: {small}px {medium}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
    }}
    QLineEdit:focus {{ border: 2px solid {t.accent}; padding: {small - 1}px {medium - 1}px; }}
    QPushButton {{
        background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; border-radius: {medium}px;
        padding: {small}px {em}px;
    }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:pressed {{ background: {t.selection}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: {small - 1}px {em - 1}px; }}
    QPushButton[primary="true"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
    QPushButton[primary="true"]:disabled {{ background: {t.hover}; color: {t.text3}; border-color: {t.line}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {t.text}; }}
    QPushButton[flat="true"] {{ background: transparent; border: 1px solid transparent; color: {t.accent}; }}
    QPushButton[flat="true"]:focus {{ border: 2px solid {t.accent}; }}
    QToolButton {{ background: transparent; color: {t.text2}; border: 1px solid transparent;
        border-radius: 5px; padding: {small}px; }}
    QToolButton:hover {{ background: {t.hover}; }}
    QToolButton:focus {{ border: 2px solid {t.accent}; padding: {small - 1}px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QScrollBar:vertical {{ background: transparent; width: {max(em - 2, 10)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {max(em - 2, 10)}px; margin: 0; }}
    QScrollBar::handle {{ background: {t.border}; border-radius: {max(em - 2, 10) // 2 - 3}px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: {3 * em}px; }}
    QScrollBar::handle:horizontal {{ min-width: {3 * em}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QListView {{ background: {t.surface}; border: none; outline: none; }}
    #sidebar, #sidebar QListView, #sidebar QTreeView {{ background: {t.sidebar}; }}
    #statusBar {{ background: {t.sidebar}; border-top: 1px solid {t.line}; }}
    #sampleBanner {{ background: {t.selection}; }}
    #veil {{ background: rgba(0, 0, 0, 60); }}
    #problemsPanel {{ background: {t.sidebar}; border-top: 1px solid {t.line}; }}
    #problemsPanel QScrollArea, #problems {{ background: transparent; }}
    #toast {{ background: {t.toast}; border-radius: 8px; }}
    #toast QLabel {{ color: {t.on_toast}; background: transparent; }}
    #toast QPushButton {{ background: transparent; color: {t.toast_action}; border: 1px solid {t.toast_action}; }}
    #toast QPushButton:focus {{ border: 2px solid {t.on_toast}; }}
    """
