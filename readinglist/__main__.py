"""A command, or the window? Told from the arguments before anything else is loaded."""


def main() -> int:
    """Run the program; returns its exit status. Nothing is imported above: a helper process loads this
    module again."""
    from multiprocessing import freeze_support

    freeze_support()
    from readinglist.cli import run

    return run(_open_window)


def _open_window(**wanted: object) -> int:
    """The window is the only command that needs Qt, and here is the only place that says so."""
    from readinglist.gui.app import run

    return run(**wanted)  # type: ignore[arg-type]


if __name__ == "__main__":
    import sys

    sys.exit(main())
