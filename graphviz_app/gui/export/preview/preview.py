"""The export dialog's preview: the picture of the file at its real size, beside a ruler."""

from PySide6.QtCore import QSize, QSizeF, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from graphviz_app.core.pieces import Pieces
from graphviz_app.export.painting import painted_image
from graphviz_app.export.setting import Setting
from graphviz_app.frames import Frame
from graphviz_app.gui.export.choice import choice
from graphviz_app.gui.export.preview.paper import Paper
from graphviz_app.gui.export.preview.ruler import Ruler, Unit
from graphviz_app.gui.export.silent import silent
from graphviz_app.gui.widgets.elided import ElidedLabel
from graphviz_app.gui.widgets.parts import label
from graphviz_app.gui.widgets.plain import tip
from graphviz_app.gui.widgets.turns import Turns
from graphviz_app.scene.graph_scene import is_large
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import Theme
from graphviz_app.typing_compat import override

MOST_SIDE = 6000.0
"""Pixels of the longer side that are painted: beyond that, what is looked at is a bit blurred."""
_SOON_MS = 60
"""While the room changes, the picture is stretched; then it is painted anew."""
_POINTS = 72.0


class Preview(QWidget):
    """Rulers, paper, and how much of its size it has: all of it in sight, or 100 %."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.across, self.down = Ruler(across=True), Ruler(across=False)
        self._told = ElidedLabel("")
        self.zooms = choice(["Fit", "100 %"])
        self.zoomed = label("", "muted")
        self.words = ""
        """What is told below it."""
        self.unit: Unit = "cm"
        self._asked_for: int | None = None
        """Which of the two somebody has pressed."""
        self._shown: tuple[Picture, Frame, Setting] | None = None
        self._turns = Turns(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._paint)
        self._told.setProperty("tone", "muted")
        self._build()
        self.zooms.idClicked.connect(self._zoom)
        self.paper.moved.connect(self._measure)
        self.paper.resized.connect(self._resized)

    def _build(self) -> None:
        self.zooms.button(0).setToolTip(tip("All of it, as large as there is room"))
        self.zooms.button(1).setToolTip(tip("As large as it will be on paper"))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._told, 1)
        for part in (self.zoomed, *self.zooms.buttons()):
            foot.addWidget(part)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.across, 0, 1)
        grid.addWidget(self.down, 1, 0)
        grid.addWidget(self.paper, 1, 1)
        grid.setRowMinimumHeight(2, 8)
        grid.addLayout(foot, 3, 0, 1, 2)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        for part in (self.paper, self.across, self.down):
            part.set_theme(theme)

    def show_picture(self, picture: Picture, frame: Frame, setting: Setting) -> None:
        """Show this picture as it will be set into the file."""
        self._shown = picture, frame, setting
        self._lay()
        self._paint()

    def tell(self, words: str) -> None:
        """How large it is, below it."""
        self.words = words
        self.paper.setAccessibleDescription(words)
        self._told.say(words)

    def measure_in(self, unit: Unit) -> None:
        """Rule in other units."""
        self.unit = unit
        self._measure()

    @property
    def real(self) -> float:
        """Pixels per point at which it is as large as on paper."""
        return self.logicalDpiX() / _POINTS

    @property
    def _points(self) -> QSizeF:
        """The size on paper."""
        assert self._shown is not None
        picture, _, setting = self._shown
        return picture.bounds.size() * setting.points

    def _zoom(self, number: int) -> None:
        self._asked_for = number
        self._lay()
        self._paint()

    def _lay(self) -> None:
        """Where nobody has said how, at its real size if there is room for that."""
        if self._shown is None:
            return
        picture, _, setting = self._shown
        fitting = self.paper.fitting(self._points)
        at_real = fitting >= self.real if self._asked_for is None else self._asked_for == 1
        self.zooms.button(1 if at_real else 0).setChecked(True)
        scale = self.real if at_real else fitting
        self.zoomed.setText("" if at_real else f"{scale / self.real:.0%}".replace("%", " %"))
        self.paper.lay(self._points, scale, None if setting.transparent else picture.style.canvas)

    def _resized(self) -> None:
        self._lay()
        self._soon.start()

    def _measure(self) -> None:
        across, down = self.paper.spans
        self.across.show_span(across, self.unit)
        self.down.show_span(down, self.unit)

    def _paint(self) -> None:
        if self._shown is not None:
            picture = self._shown[0]
            self._turns.begin(self._painted(*self._shown), at_once=not is_large(picture.reading))

    def _painted(self, picture: Picture, frame: Frame, setting: Setting) -> Pieces[None]:
        """The picture as it will be written: not drawn with fewer details."""
        side = self.paper.size_on_screen * self.devicePixelRatioF()
        shrunk = min(1.0, MOST_SIDE / max(side.width(), side.height(), 1.0))
        size = QSize(max(1, round(side.width() * shrunk)), max(1, round(side.height() * shrunk)))
        scale = size.width() / picture.bounds.width()
        work = painted_image(picture, frame, size, scale, setting.transparent)
        self.paper.show_image((yield from silent(work)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(620, 460)
