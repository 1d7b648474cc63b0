"""The timeline of a presentation: a line at the foot of the caption strip."""

from PySide6.QtCore import QSize

from graphviz_app.gui.play.timeline_bar import TimelineBar
from graphviz_app.scene.captions.painting import KNOB, TRACK
from graphviz_app.scene.captions.strip_layout import SIDE
from graphviz_app.typing_compat import override


class Hairline(TimelineBar):
    """No words and no ticks; a click or a drag goes to that time."""

    track_height, knob, side = TRACK, KNOB, SIDE
    worded = False

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._theme.px(400)), round(self._theme.px(2 * self.knob)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
