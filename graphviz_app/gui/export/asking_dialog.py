"""AskingDialog: what the dialogs of this room have in common; WritingDialog: what takes a while."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from graphviz_app.gui.export.choice import choice_rules
from graphviz_app.gui.export.exporting import Exporting, Job
from graphviz_app.gui.export.progress import Progress
from graphviz_app.gui.widgets.parts import Card, card_rules, first_upper
from graphviz_app.gui.widgets.plain import in_title
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

_AROUND = QSize(40, 48)
"""How much of the window is seen around a dialog."""


class AskingDialog(QDialog):
    """Cancel, a button that writes, and a card that says why nothing was written."""

    not_done = "Not exported"

    def __init__(self, name: str, title: str, action: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(in_title(title))
        self.wrong = Card()
        self.wrong.hide()
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.save = QPushButton(action)
        self.save.setDefault(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 24, 24, 20)
        self.column.setSpacing(16)
        if parent is not None:
            parent.installEventFilter(self)

    def dress(self, theme: Theme, rules: str = "") -> None:
        """Take the theme's colours, and style rules for what else is in the dialog."""
        ground = f"#{self.objectName()} {{ background: {theme.panel}; }}"
        self.setStyleSheet(f"{ground} {card_rules(theme)} {choice_rules(theme)} {rules}")

    def put_beside(self, preview: QWidget, form: QWidget, below: QLayout) -> None:
        """What will be, the form, and where to."""
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addWidget(preview, 1)
        top.addWidget(form)
        self.column.addLayout(top, 1)
        self.column.addLayout(below)

    def put_foot(self, progress: QWidget) -> None:
        """The buttons."""
        self.column.addLayout(beside(progress, self.cancel, self.save, wide=0))

    def fit(self, comfortable: QSize) -> None:
        """As large as is comfortable, if the window is."""
        over = self.parentWidget()
        room = comfortable if over is None else over.size() - _AROUND
        self.resize(comfortable.boundedTo(room).expandedTo(self.minimumSizeHint()))

    def show_error(self, sentence: str) -> None:
        """Say why nothing was written; the person may change something and try again."""
        self.wrong.show_message(self.not_done, first_upper(sentence))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Without its window the dialog has nothing to do."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.reject()
        return super().eventFilter(watched, event)


class WritingDialog(AskingDialog):
    """Has a job done while the window lives, and shows how far it is."""

    def __init__(self, name: str, title: str, action: str, parent: QWidget | None) -> None:
        super().__init__(name, title, action, parent)
        self.progress = Progress()
        self.exporting = Exporting(self)
        self.cancel.clicked.connect(self._cancel)
        self.exporting.share_changed.connect(self.progress.set_share)
        self.exporting.failed.connect(self._fail)
        self.exporting.written.connect(self._end)
        self.finished.connect(self.exporting.cancel)

    def begin(self, job: Job) -> None:
        """Have it done."""
        self.wrong.hide()
        self.save.setEnabled(False)
        self.progress.begin()
        self.exporting.begin(job)

    def rest(self) -> None:
        """Nothing is being done any more."""
        self.progress.end()
        self.save.setEnabled(True)

    def tell(self, job: object) -> None:
        """The job is done."""

    def _cancel(self) -> None:
        """First the job, then the dialog."""
        if self.exporting.busy:
            self.exporting.cancel()
            self.rest()
        else:
            self.reject()

    def _fail(self, sentence: str) -> None:
        self.rest()
        self.save.setFocus()  # it gave the keys away while it waited
        self.show_error(sentence)

    def _end(self, job: object) -> None:
        self.rest()
        self.tell(job)
        self.accept()


def beside(*parts: QWidget, wide: int) -> QHBoxLayout:
    """Widgets side by side, one of which takes what is left."""
    row = QHBoxLayout()
    for place, part in enumerate(parts):
        row.addWidget(part, 1 if place == wide else 0)
    return row
