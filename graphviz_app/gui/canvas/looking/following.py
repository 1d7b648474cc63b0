"""Following: the view glides to the step under way where all of the graph could not be read."""

import math

from PySide6.QtCore import QObject, QSizeF, Signal

from graphviz_app.core.schedule import Schedule
from graphviz_app.frames import Frame, ease
from graphviz_app.gui.canvas.looking.zooming import ZoomView
from graphviz_app.scene.camera import GLIDE, Camera, Shot, whole
from graphviz_app.scene.picture import Picture


class Following(QObject):
    """Holds the camera; whoever moves or zooms by hand has the view until the next step."""

    arrived = Signal()
    """What a step is about has come into sight."""

    def __init__(self, view: ZoomView, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._scene = view, view.scene()
        self.on = True
        """Whether there is a camera."""
        self._camera: Camera | None = None
        self._made_of: tuple[Picture | None, Schedule | None, QSizeF] = (None, None, QSizeF())
        self._frame: Frame | None = None
        self._from: tuple[float, Shot] | None = None
        """When the camera has taken the view over again, and what was looked at then."""
        self._told: tuple[int, Camera] | None = None
        """At which step, by which camera, it was told last."""
        view.chooses = self._choose

    def set_on(self, on: bool) -> None:
        """Have a camera, or always look at all of it."""
        if on != self.on:
            self.on = on
            self._view.go_home()

    @property
    def camera(self) -> Camera | None:
        """The camera in the room that the view has; None where it is not needed."""
        return self._camera_in(self._view.room.size())

    def _camera_in(self, room: QSizeF) -> Camera | None:
        picture, frame = self._scene.picture, self._scene.frame
        if not self.on or picture is None or frame is None or room.isEmpty():
            return None
        made_of = (picture, frame.schedule, room)
        if not self._is_alike(made_of):
            self._camera = Camera(*made_of)
            self._made_of = made_of
        return self._camera if self._camera is not None and self._camera.moves else None

    def _is_alike(self, made_of: tuple[Picture, Schedule, QSizeF]) -> bool:
        """Whether the camera is still of this: other numbers alone make no other one."""
        picture, schedule, room = self._made_of
        return (
            picture is not None
            and schedule is not None
            and picture.places is made_of[0].places
            and schedule.moments is made_of[1].moments
            and room == made_of[2]
        )

    def _choose(self, room: QSizeF) -> Shot | None:
        camera, frame, picture = self._camera_in(room), self._scene.frame, self._scene.picture
        if camera is not None and frame is not None:
            return self._shot(camera, frame)
        return whole(picture, room) if self.on and picture is not None else None

    def _shot(self, camera: Camera, frame: Frame) -> Shot:
        """At rest before and after the run, what is selected stays in sight."""
        picture, chosen = self._scene.picture, self._scene.selection[-1:]
        id_ = chosen[0] if chosen and frame.moment is None and not frame.progress else None
        if picture is None or not isinstance(id_, str) or id_ not in picture.nodes:
            return camera.shot(frame.t)
        rect, now = picture.nodes[id_].bounds, self._view.shot
        seen = now.zoom == camera.zoom and now.sight(camera.room).contains(rect)
        return camera.on(now.middle if seen else rect.center())

    def show_frame(self, frame: Frame | None) -> None:
        """Time has moved."""
        before, self._frame = self._frame, frame
        if frame is None:
            self._from = None
            return
        stepped = before is not None and _step(before) != _step(frame)
        same_run = before is not None and before.schedule.moments is frame.schedule.moments
        camera = self.camera
        if camera is None:
            return
        if stepped and same_run and before is not None and not self._view.is_home:
            self._from = (before.t, self._view.shot)
        elif not self._view.is_home:
            return
        self._view.shoot(self._on_the_way(self._shot(camera, frame), frame.t))
        arrived = (_step(frame), camera)
        if not 0 < frame.progress < GLIDE and arrived != self._told:
            self._told = arrived
            self.arrived.emit()

    def _on_the_way(self, shot: Shot, t: float) -> Shot:
        """What is looked at while the camera takes the view over again."""
        if self._from is None:
            return shot
        since, before = self._from
        way = ease(min(abs(t - since) / GLIDE, 1.0))
        if way >= 1.0:
            self._from = None
        return before.blended(shot, way)


def _step(frame: Frame) -> int:
    """Which moment is under way, or was last."""
    return math.ceil(frame.t)
