"""Who hears whom: every connection between the window's parts, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.gui import wording

if TYPE_CHECKING:
    from readinglist.gui.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Connect the parts of a window that is made."""
    window.session.preparing.connect(window.empty.show_preparing)
    window.session.unusable.connect(window.show_unusable)
    window.session.crippled.connect(lambda name: window.status.show_banner(wording.crippled(name)))
    window.browsing.listed.connect(window.show_rows)
    window.browsing.tallied.connect(window.show_tally)
    window.browsing.view_shown.connect(window.show_view)
    window.search.entered.connect(window.going.to_hits)
    window.search.escaped.connect(window.going.leave_search)
    window.papers.opened.connect(window.going.read)
    window.papers.double_clicked.connect(lambda _paper: window.reading.open_paper())
    window.papers.context_requested.connect(window.menus.show_papers)
    window.reader.menu_requested.connect(window.menus.show_papers)
    window.reader.back_requested.connect(lambda: window.panes.show_pane("list"))
    window.reading.stacked_open.connect(window.bring_reader)
    window.sidebar.page_chosen.connect(lambda _page: window.likeness.open())
    window.sidebar.import_requested.connect(window.intake.choose_files)
    window.sidebar.papers_dropped.connect(lambda tag, ids: window.triage.set_tags(ids, add=(tag,)))
    window.sidebar.digest_renamed.connect(window.going.rename_digest)
    window.sidebar.search_renamed.connect(window.searches.change)
    window.sidebar.search_removed.connect(window.searches.remove)
    window.sidebar.search_unreadable.connect(window.searches.edit)
    window.sidebar.context_requested.connect(window.menus.show_row)
    window.empty.choose_requested.connect(window.intake.choose_files)
    window.empty.samples_requested.connect(window.intake.import_samples)
    window.panes.sample_banner.remove_requested.connect(window.intake.remove_samples)
    window.nothing.view_chosen.connect(window.browsing.show_view)
    window.nothing.line_chosen.connect(window.browsing.search_for)
    window.nothing.everywhere_chosen.connect(lambda: window.search.scope_chosen.emit(True))
    window.nothing.undo_chosen.connect(window.sitting.undo)
    window.nothing.hidden_chosen.connect(window.search.show_hidden_requested)
    window.nothing.help_chosen.connect(window.show_search_help)
    window.intake.first_import_done.connect(window.welcome)
    window.problems.closed.connect(lambda: window.panes.show_pane("list"))
    window.looks.letters_switched.connect(window.actions_.show_letters)
    window.looks.letters_switched.connect(window.reader.show_letters)
    window.theme.changed.connect(window.actions_.recolour)
    window.actions_.show_letters(window.looks.settings.single_keys)
    window.reader.show_letters(window.looks.settings.single_keys)
