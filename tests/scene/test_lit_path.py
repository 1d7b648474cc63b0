"""A lit path is as it was, with a band along it; all else steps back behind a veil."""

from PySide6.QtGui import QImage, QPainter

from graphviz_app.core.paths import ledger
from graphviz_app.core.schedule import Schedule
from graphviz_app.frames import frame_along, frame_at
from graphviz_app.scene.overlay import Marks, overlay
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.render import paint_picture
from tests.scene.conftest import pixels

ALONG_W = (0, 2, 4, 5, "w", "a.mul1", "a", "L.sub1", "L")


def painted(picture: Picture, marks: Marks) -> QImage:
    image = QImage(picture.bounds.size().toSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(-picture.bounds.topLeft())
    paint_picture(painter, picture, frame_at(Schedule(picture.run), 99.0), marks=marks)
    painter.end()
    return image


def contrast(image: QImage, picture: Picture, id_: str) -> float:
    """How far the darkest pixel of a node is from the canvas."""
    rect = picture.nodes[id_].body.translated(-picture.bounds.topLeft()).toRect()
    return float(255 - pixels(image.copy(rect)).astype(int).min())


def test_the_path_stays_and_the_rest_steps_back(picture: Picture) -> None:
    lit = painted(picture, Marks(path=ALONG_W))
    plain = painted(picture, Marks())
    assert contrast(lit, picture, "a") >= contrast(plain, picture, "a")
    assert contrast(lit, picture, "x") < 0.5 * contrast(plain, picture, "x")


def test_what_is_not_drawn_is_no_reason_to_fail(picture: Picture) -> None:
    frame = frame_at(Schedule(picture.run), 99.0)
    assert ("path",) not in overlay(picture, frame, Marks(path=(99, "gone")), 1.0)
    assert ("path",) in overlay(picture, frame, Marks(path=(99, "gone", "w")), 1.0)


def test_while_it_is_walked_only_what_moves_is_painted_anew(picture: Picture) -> None:
    (path,) = ledger(picture.run, "w", "L").paths
    base = frame_at(Schedule(picture.run), 99.0)
    marks = Marks(path=tuple(e for e in path.edges if e is not None))
    before, after = (overlay(picture, frame_along(base, path, t), marks, 1.0) for t in (0.3, 0.35))
    assert before["path",].look == after["path",].look
    assert any(key[0] == "pulse" for key in before if isinstance(key, tuple))


def test_the_factor_of_the_step_stands_on_its_edge(picture: Picture) -> None:
    (path,) = ledger(picture.run, "w", "L").paths
    base = frame_at(Schedule(picture.run), 99.0)
    frame = frame_along(base, path, 0.5)
    parts = overlay(picture, frame, Marks(), 1.0)
    assert "1.500" in str(parts["numbers", path.edges[0]].look)
    assert frame.active == path.edges[:1]
