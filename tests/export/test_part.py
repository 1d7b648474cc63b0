"""A part of a picture: what a camera shows, in exactly so many pixels."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from graphviz_app.cli import main
from graphviz_app.core.autodiff import run
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import read
from graphviz_app.core.schedule import Schedule
from graphviz_app.export.job import ExportJob
from graphviz_app.export.part import part_of
from graphviz_app.export.setting import Setting
from graphviz_app.export.sizes import pixel_size
from graphviz_app.formats import parse
from graphviz_app.frames import frame_at
from graphviz_app.layout import compute_layout
from graphviz_app.scene.camera import Camera
from graphviz_app.scene.measure import measure
from graphviz_app.scene.picture import Picture
from graphviz_app.theme import PROJECTOR
from tests.cli_steps import NEURON, Captured

ROOM = QSize(640, 360)
CHAIN = "x = input(2)\ny0 = x*2\n" + "".join(f"y{k} = y{k - 1}*{k + 2}\n" for k in range(1, 12))


@pytest.fixture(scope="module")
def chain(qapp: object) -> tuple[Picture, Schedule]:
    graph = parse(CHAIN)
    drawn = ReadRun(run(graph), read(graph, "operators"))
    measured = measure(drawn, PROJECTOR)
    layout = compute_layout(drawn.reading, measured.sizes, measured.labels, "LR", None)
    return Picture.of(drawn, layout, PROJECTOR), Schedule(drawn)


def test_without_a_room_it_is_all_of_the_picture(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    assert part_of(picture, schedule, 3.0, None, 2.0) == (picture, 2.0)


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_room_has_exactly_its_pixels(chain: tuple[Picture, Schedule], scale: float) -> None:
    picture, schedule = chain
    for t in range(round(schedule.end) + 1):
        part, zoom = part_of(picture, schedule, float(t), ROOM, scale)
        assert pixel_size(part.bounds, zoom) == ROOM * scale


def test_it_is_what_the_camera_of_the_window_shows(chain: tuple[Picture, Schedule]) -> None:
    picture, schedule = chain
    shot = Camera(picture, schedule, QSizeF(ROOM)).shot(5.0)
    part, zoom = part_of(picture, schedule, 5.0, ROOM, 1.0)
    assert zoom == shot.zoom
    assert part.bounds.center().x() == pytest.approx(shot.middle.x())
    assert part.bounds.center().y() == pytest.approx(shot.middle.y())
    assert part.bounds.contains(picture.nodes[schedule.moments[4].nodes[0]].rect)


def test_a_part_is_painted_as_in_the_whole(chain: tuple[Picture, Schedule], tmp_path: Path) -> None:
    picture, schedule = chain
    assert frame_at(schedule, 5.0).active
    ExportJob(picture, schedule, 5.0, tmp_path / "a.png", Setting(1.0), ROOM).run()
    image = QImage(str(tmp_path / "a.png"))
    assert image.size() == ROOM
    colours = {image.pixelColor(x, y).name() for x in range(0, 640, 3) for y in range(0, 360, 3)}
    assert PROJECTOR.value.lower() in colours, "the active edge"


def test_render_writes_what_a_camera_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert (
        main(["render", NEURON, "-o", str(path), "--at", "backward:2", "--camera", "320x200"]) == 0
    )
    assert QImage(str(path)).size() == QSize(320, 200)


@pytest.mark.parametrize("size", ["1280", "12x720", "axb", "1280x99999", "1280x720x2"])
def test_other_sizes_are_refused(capsys: Captured, tmp_path: Path, size: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["render", NEURON, "-o", str(tmp_path / "a.png"), "--camera", size])
    assert ended.value.code == 2
    assert "1280x720" in capsys.readouterr().err
