"""The menus under the right button and the menu key, filled from the commands' declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow
    from readinglist.gui.sidebar_rows import Row


class ContextMenus(QObject):
    """Menus of papers and of the sidebar's rows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def show_papers(self, at: QPoint) -> None:
        """What can be done with the selected papers."""
        actions = self._window.actions_
        menu = QMenu(self._window)
        names = [item.name for item in actions.commands.values() if item.menu == "Paper"]
        actions.fill_menu(menu, sorted(names, key=lambda name: actions.commands[name].group))
        menu.addSeparator()
        menu.addAction(actions.actions["copy"])
        self._pop_up(menu, at)

    def show_row(self, row: Row, at: QPoint) -> None:
        """What can be done with a row of the sidebar."""
        window = self._window
        menu = QMenu(window)
        if not row.fault:
            menu.addAction("Open").triggered.connect(lambda: window.browsing.show_view(row.view))
        number = row.number
        if row.kind == "search" and number is not None:
            menu.addAction("Rename…\tF2").triggered.connect(window.sidebar.rename)
            menu.addAction("Edit Search…").triggered.connect(lambda: window.searches.edit(number))
            menu.addAction("Remove\tDel").triggered.connect(lambda: window.searches.remove(number))
        elif number is not None:
            menu.addAction("Rename…\tF2").triggered.connect(window.sidebar.rename)
            digest, library = window.digests.of(number), window.session.library
            if digest is not None and library is not None:
                desk = window.digests
                for word, act in (
                    ("Set the Date…", desk.ask_date),
                    ("Import Report", desk.show_report),
                    ("Show the Source", desk.show_source),
                    ("Save the Source…", desk.save_source),
                    ("Undo Its Import", desk.undo_import),
                ):
                    menu.addAction(word).triggered.connect(lambda _on=False, act=act: act(library, digest))
        self._pop_up(menu, at)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at if not at.isNull() else QCursor.pos())
