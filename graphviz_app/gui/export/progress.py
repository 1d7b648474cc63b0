"""Progress: how far an export is, seen only if it takes a while."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from graphviz_app.gui.widgets.parts import label

SHOWN_AFTER_MS = 300
STEPS = 1000


class Progress(QWidget):
    """A word and a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(self.word)
        row.addWidget(self.bar, 1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOWN_AFTER_MS)
        self._later.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """Something has begun; it is shown if it is not over soon."""
        self.set_share(0.0)
        self._later.start()

    def set_share(self, share: float) -> None:
        """How much is painted; once all is, nobody knows how long the file takes."""
        painted = share >= 1.0
        self.word.setText("Writing the file …" if painted else "Painting …")
        self.bar.setRange(0, 0 if painted else STEPS)
        if not painted:
            self.bar.setValue(int(share * STEPS))

    def end(self) -> None:
        """It is over."""
        self._later.stop()
        self.hide()
