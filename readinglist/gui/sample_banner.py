"""Says that sample papers are shown, and takes them away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from readinglist.gui.plain_label import PlainLabel


class SampleBanner(QWidget):
    """“You are looking at sample papers [Remove them]”."""

    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sampleBanner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        label = PlainLabel("You are looking at sample papers", wrap=True)
        button = QPushButton("Remove them")
        button.clicked.connect(self.remove_requested)
        row.addWidget(label, 1)
        row.addWidget(button)
        self.hide()
