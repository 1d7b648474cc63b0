"""Progress: how far an export is, and how long it goes on; seen only if it takes a while."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from graphviz_app.gui.widgets.parts import label

SHOWN_AFTER_MS = 300
STEPS = 1000
_KNOWN_AFTER_MS, _KNOWN_SHARE = 1500, 0.02
"""Before that nobody knows how long it goes on."""


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
        self._clock = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOWN_AFTER_MS)
        self._later.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """Something has begun; it is shown if it is not over soon."""
        self._clock.start()
        self.set_share(0.0)
        self._later.start()

    def set_share(self, share: float) -> None:
        """How much is painted; once all is, nobody knows how long the file takes."""
        painted = share >= 1.0
        self.word.setText("Writing the file …" if painted else f"Painting …{self._left(share)}")
        self.bar.setRange(0, 0 if painted else STEPS)
        if not painted:
            self.bar.setValue(int(share * STEPS))

    def _left(self, share: float) -> str:
        """How long it goes on, once that can be told."""
        gone = self._clock.elapsed()
        if gone < _KNOWN_AFTER_MS or share < _KNOWN_SHARE:
            return ""
        rest = round(gone / 1000 * (1 - share) / share)
        minutes = f"{rest // 60:,} min " if rest >= 60 else ""
        return f" {minutes}{rest % 60} s left"

    def end(self) -> None:
        """It is over."""
        self._later.stop()
        self.hide()
