"""AnimationDialog: which part, as what, how fast; the window can be used while it is written."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from graphviz_app.export.table import formats
from graphviz_app.gui.export.animation.form import AnimationForm
from graphviz_app.gui.export.animation.making import MovingMaking
from graphviz_app.gui.export.animation.remembered import Choices
from graphviz_app.gui.export.animation.stage import Stage
from graphviz_app.gui.export.animation.stretches import stretches
from graphviz_app.gui.export.asking_dialog import WritingDialog
from graphviz_app.gui.export.exporting import Job
from graphviz_app.gui.export.file_row import FileRow
from graphviz_app.gui.export.form_scroll import FormScroll
from graphviz_app.gui.export.picture.taken import Taken
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.plain import in_title
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

USUAL = Choices()
_TITLE = "Export animation"
_ROOM = QSize(1120, 660)
"""What is comfortable, in pixels."""
_CORNER, _ABOVE = 24, 80
"""Pixels from the window's side, and from its foot, where the player is."""
_WRITING = 420
"""Width while it is written."""


class AnimationDialog(WritingDialog):
    """Asks; then it is small, stands at the side, and tells how far it is."""

    exported = Signal(object)
    """The job that is done."""

    def __init__(
        self, theme: Theme, taken: Taken, chosen: Choices = USUAL, parent: QWidget | None = None
    ) -> None:
        super().__init__("animationDialog", _TITLE, "Export", parent)
        self.stage = Stage()
        self.told = ElidedLabel("")
        self.pause = QPushButton("Pause")
        offered = list(stretches(taken.schedule, taken.frame.t))
        dark = theme.name == "dark"
        self.form = AnimationForm(offered, taken.schedule.stride, dark, chosen)
        self.making = MovingMaking(taken, self.form, self)
        self.file = FileRow(_TITLE, chosen.path_for(taken.document), _names, self.form)
        self._body = QWidget()
        self._words = ""
        self.told.setProperty("tone", "muted")
        self._build()
        self._connect()
        self.set_theme(theme)
        self.fit(_ROOM)
        self.form.stretches.setFocus()
        self.making.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours and sizes."""
        self.dress(theme)
        self.stage.set_theme(theme)

    def _build(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.told, 1)
        below.addWidget(self.pause)
        cinema = QVBoxLayout()
        cinema.setSpacing(8)
        cinema.addWidget(self.stage, 1)
        cinema.addLayout(below)
        top = QHBoxLayout()
        top.setSpacing(24)
        top.addLayout(cinema, 1)
        top.addWidget(FormScroll(self.form))
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(top, 1)
        column.addLayout(self.file)
        self.stage.setMinimumSize(220, 160)
        self.pause.setAutoDefault(False)
        self.column.addWidget(self._body, 1)
        self.column.addWidget(self.wrong)
        self.put_foot(self.progress)

    def _connect(self) -> None:
        self.form.format_chosen.connect(self.file.rename)
        self.form.changed.connect(self.making.refresh)
        self.file.changed.connect(self.making.refresh)
        self.making.begun.connect(self._wait)
        self.making.made.connect(self._show)
        self.making.failed.connect(self._tell_why_not)
        self.pause.clicked.connect(lambda: self.stage.play(not self.stage.playing))
        self.stage.playing_changed.connect(self._tell_playing)
        self.save.clicked.connect(self._export)
        self.finished.connect(self._close)

    @property
    def choices(self) -> Choices:
        """What to offer next time."""
        return self.form.choices(str(self.file.typed.parent))

    @property
    def told_words(self) -> str:
        """How long it is, in words."""
        return self._words

    def _say(self, words: str) -> None:
        self._words = words
        self.told.say(words)

    def _wait(self) -> None:
        self.wrong.hide()
        if self.making.staging:
            self._say("Laying it out for this size …")
        self.save.setEnabled(False)

    def _show(self) -> None:
        self.wrong.hide()
        if self.form.size_field.why:
            self.show_error(self.form.size_field.why)
        self._say(self.making.told(self.file.typed))
        self.stage.show_moving(self.making.moving)
        self.save.setEnabled(self.making.ready and not self.exporting.busy)

    def _tell_why_not(self, sentence: str) -> None:
        self._say("")
        self.show_error(sentence)

    def _tell_playing(self, playing: bool) -> None:
        self.pause.setText("Pause" if playing else "Play")

    def _export(self) -> None:
        if self.file.settled(self.show_error) is not None:
            self.begin(self.making.job(self.file.typed))

    @override
    def begin(self, job: Job) -> None:
        """Make room for the window, which can be used meanwhile."""
        super().begin(job)
        self.stage.play(False)
        self._body.hide()
        self.save.hide()
        self.progress.show()
        self.setWindowTitle(in_title(f"Writing {self.file.typed.name}"))
        self.setFixedSize(_WRITING, self.sizeHint().height())
        self._stand_aside()

    def _stand_aside(self) -> None:
        over = self.parentWidget()
        if over is not None:
            corner = over.mapToGlobal(over.rect().bottomRight())
            self.move(corner.x() - self.width() - _CORNER, corner.y() - self.height() - _ABOVE)

    @override
    def rest(self) -> None:
        """Ask again."""
        super().rest()
        self.save.setEnabled(self.making.ready)
        if self._body.isHidden():
            self.setMinimumSize(0, 0)
            self.setMaximumSize(16_777_215, 16_777_215)
            self._body.show()
            self.save.show()
            self.setWindowTitle(_TITLE)
            self.fit(_ROOM)
            self._stand_in_the_middle()

    def _stand_in_the_middle(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.move(over.mapToGlobal(over.rect().center()) - self.rect().center())

    def _close(self) -> None:
        self.stage.stop()
        self.making.close()

    @override
    def tell(self, job: object) -> None:
        self.exported.emit(job)


def _names() -> dict[str, str]:
    return {format_.suffix: format_.name for format_ in formats("many")}
