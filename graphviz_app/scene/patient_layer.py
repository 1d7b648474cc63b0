"""PatientLayer: of thousands of nodes, a zoom first shows what was there, larger or smaller.

Painting them all would hold up the wheel. As soon as it rests they are painted in tiles, row by
row from the middle outwards, a few at a time.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform

from graphviz_app.frames import Frame
from graphviz_app.scene.detail import Detail, detail_at
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.still_layer import Outlook, StillLayer
from graphviz_app.typing_compat import override

REST_MS = 80
"""How long the wheel must have stood still."""
TURN_MS = 10
"""How long is painted before the window has its turn."""
TILE = 96
"""Device pixels."""
COST_US = {Detail.SPECKS: 3, Detail.SHAPES: 15, Detail.SIGNS: 30, Detail.NUMBERS: 60}
"""About what painting a node or an edge takes, in microseconds."""


class PatientLayer(StillLayer):
    """Tells ``improved`` which rectangles of the viewport look better now."""

    def __init__(self, improved: Callable[[QRect], object], parent: QObject) -> None:
        super().__init__()
        self._improved = improved
        self._stale: list[QRect] = []
        """Tiles that show what was there before, in device pixels; the last one is next."""
        self._sharp: tuple[QPixmap, Outlook] | None = None
        """What was there when everything was painted."""
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._sharpen)

    @property
    def waiting(self) -> bool:
        """Whether some of it is not painted yet."""
        return bool(self._stale)

    @override
    def pixmap(self, picture: Picture, frame: Frame, outlook: Outlook) -> QPixmap:
        shift = self._shift(picture, outlook)
        if shift is not None and self._stale:
            tiles = (tile.translated(shift) for tile in self._stale)
            whole = QRect(QPoint(), outlook.size * outlook.ratio)
            self._stale = [tile for tile in tiles if tile.intersects(whole)]
        return super().pixmap(picture, frame, outlook)

    @override
    def _anew(self, picture: Picture, frame: Frame, outlook: Outlook) -> QPixmap:
        source = self._source(picture, outlook)
        if source is None or not _is_long(picture, outlook):
            if self._stale:
                self._pixmap = None  # its ground is blurred, too
            self._settle()
            return super()._anew(picture, frame, outlook)
        self._sharp = source
        self._picture, self._frame, self._outlook = picture, frame, outlook
        self.full_repaints += 1
        self._pixmap = _zoomed(*source, picture, outlook)
        self._stale = _tiles(self._pixmap.rect())
        self._timer.start(REST_MS)
        return self._pixmap

    def _source(self, picture: Picture, outlook: Outlook) -> tuple[QPixmap, Outlook] | None:
        """What was painted last, if nothing but the zoom or the size is another now."""
        before, last = self._picture, self._outlook
        if before is None or last is None or self._pixmap is None or outlook.ratio != last.ratio:
            return None
        same = (before.places, before.view) == (picture.places, picture.view)
        if not same or self._shift(picture, outlook) is not None:
            return None
        return self._sharp or (self._pixmap, last)

    def _settle(self) -> None:
        self._timer.stop()
        self._stale, self._sharp = [], None

    def _sharpen(self) -> None:
        """Paint tiles for a while."""
        clock = QElapsedTimer()
        clock.start()
        done = QRegion()
        while self._stale and clock.elapsed() < TURN_MS:
            tile = self._stale.pop()
            done += tile
            assert self._pixmap is not None
            assert self._picture is not None
            assert self._frame is not None
            self._paint(self._pixmap, self._picture, self._frame, QRegion(tile))
        if self._stale:
            self._timer.start(0)
        else:
            self._settle()
        self._improved(self._logical(done.boundingRect()))

    def _logical(self, rect: QRect) -> QRect:
        ratio = self._outlook.ratio if self._outlook is not None else 1.0
        back = QTransform.fromScale(1 / ratio, 1 / ratio)
        return back.mapRect(QRectF(rect)).toAlignedRect()


def _is_long(picture: Picture, outlook: Outlook) -> bool:
    """Whether painting all that is in sight would be noticed."""
    seen = outlook.transform.inverted()[0].mapRect(QRectF(QPoint(), outlook.size.toSizeF()))
    detail = detail_at(outlook.transform.m11() * picture.theme.scale)
    return len(picture.places.near([seen])) * COST_US[detail] > 1000 * TURN_MS


def _zoomed(pixmap: QPixmap, before: Outlook, picture: Picture, outlook: Outlook) -> QPixmap:
    """What was seen before, where it is to be seen now."""
    zoomed = QPixmap(outlook.size * outlook.ratio)
    zoomed.fill(picture.style.canvas)
    painter = QPainter(zoomed)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(before.device_transform.inverted()[0] * outlook.device_transform)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return zoomed


def _tiles(whole: QRect) -> list[QRect]:
    """Squares that cover it in rows, the one in the middle last."""
    tiles = [
        QRect(x, y, TILE, TILE) & whole
        for y in range(0, whole.height(), TILE)
        for x in range(0, whole.width(), TILE)
    ]
    middle = whole.center().y()
    return sorted(tiles, key=lambda tile: -abs(tile.center().y() - middle))
