"""A recording as one SVG."""

from collections.abc import Iterator, Mapping

from graphviz_app.export.animated.keyframes import Keyframes
from graphviz_app.export.animated.recording import Key, Recording
from graphviz_app.export.animated.travelling import PULSE_POINTS, Way
from graphviz_app.export.animated.versions import Marks, Versions
from graphviz_app.export.drawn.marks import Box, Drawn, Fill, Group
from graphviz_app.export.svg.document import Document, Told
from graphviz_app.export.svg.names import Names
from graphviz_app.export.svg.numbers import length
from graphviz_app.export.svg.styles import filled
from graphviz_app.scene.items.edge_item import PULSE
from graphviz_app.typing_compat import override

_TAIL = 0.004
"""Seconds that what is behind the head of a pulse comes later, for each pixel."""


class AnimatedDocument(Document):
    """Writes it; what is seen without motion is its end."""

    def __init__(self, recording: Recording, told: Told, names: Names, cover: Marks) -> None:
        moving = recording.moving
        box = Box(0.0, 0.0, *map(float, moving.size))
        ground = moving.picture.style.canvas.name()
        super().__init__(Drawn(box, ground, ()), told, moving.setting)
        self._recording, self._names, self._cover = recording, names, cover
        self._keyframes = Keyframes(recording.seconds, moving.loop)

    @override
    def _sheet(self) -> str:
        css = "\n".join(
            filter(None, (self.fonts.sheet(), self.styles.sheet(), self._keyframes.sheet()))
        )
        return f"<style>\n{css}\n</style>"

    @override
    def _body(self) -> Iterator[str]:
        recording = self._recording
        yield from super()._body()
        yield f'<g class="{self._camera()}">'
        yield from self._parts(recording.parts)
        yield from self._halos()
        yield from self._pulses()
        yield from self._parts(recording.above)
        yield "</g>"
        yield from self._parts(recording.foot)
        if self._cover:
            class_ = self._keyframes.shown([(0.0, recording.begin)])
            yield f'<g class="{class_}">{self._written_all(self._cover)}</g>'

    def _camera(self) -> str:
        stops = [
            (second, f"transform:translate({length(x)}px,{length(y)}px)scale({zoom:.6g})")
            for second, (zoom, x, y) in self._recording.views
        ]
        return f"camera {self._keyframes.moving(stops)}"

    def _parts(self, parts: Mapping[Key, Versions]) -> Iterator[str]:
        for (kind, key), versions in parts.items():
            runs = list(versions.runs(self._recording.seconds))
            if not runs:
                continue
            named = self._names.of(Group(kind, key, ()))
            yield self.opened(named)
            for spans, marks in runs:
                class_ = self._keyframes.shown(spans)
                written = self._written_all(marks)
                yield f'<g class="{class_}">\n{written}\n</g>' if class_ else written
            yield "</g>"

    def _halos(self) -> Iterator[str]:
        travelling = self._recording.travelling
        for (node, color), glows in travelling.halos.items():
            most, marks = travelling.lights[node, color]
            stops = [(at, f"opacity:{length(glow / most)}") for at, glow in _bends(glows)]
            class_ = self._keyframes.moving(stops)
            yield f'<g class="{class_}">\n{self._written_all(marks)}\n</g>'

    def _pulses(self) -> Iterator[str]:
        edges: dict[int, list[Way]] = {}
        for way in self._recording.travelling.ways:
            edges.setdefault(way.edge, []).append(way)
        for edge, ways in edges.items():
            yield f'<g class="pulse {self._course(edge)}">'
            for way in ways:
                yield from self._dots(way)
            yield "</g>"

    def _course(self, edge: int) -> str:
        """The class of what runs along an edge."""
        curve = self._recording.moving.picture.edges[edge].curve
        points = [curve.point_at(0.0), *curve.points_between(PULSE_POINTS)]
        points.append(curve.point_at(curve.length))
        written = "L".join(f"{length(point.x())} {length(point.y())}" for point in points)
        return self.styles.name(f"--course:path('M{written}')")

    def _dots(self, way: Way) -> Iterator[str]:
        style = self._recording.moving.picture.style
        for place, (distance, radius, opacity) in reversed(list(enumerate(PULSE))):
            color = way.colors[place > 0].name()
            fill = self.styles.name(
                f"{filled(Fill(color, opacity))};offset-path:var(--course);offset-rotate:0deg"
            )
            late = style.px(distance) * _TAIL
            stops = [(second + late, position) for second, position in way.stops]
            yield (
                f'<circle class="{fill} {self._way(tuple(stops))}" r="{length(style.px(radius))}"/>'
            )

    def _way(self, stops: tuple[tuple[float, float], ...]) -> str:
        """The class of what is only there while it runs."""
        (start, first), (end, last) = stops[0], stops[-1]
        moving = [(at, f"offset-distance:{position:.1%};opacity:1") for at, position in stops]
        before = f"offset-distance:{first:.1%};opacity:0"
        after = f"offset-distance:{last:.1%};opacity:0"
        return self._keyframes.moving(
            [(0.0, before), (start - 0.001, before), *moving, (end + 0.001, after)]
        )

    def _written_all(self, marks: Marks) -> str:
        return "\n".join(filter(None, map(self.mark, marks)))


def _bends(stops: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Without what lies between two that are the same; dark at first."""
    kept = [(0.0, 0.0)]
    for number, stop in enumerate(stops):
        around = {kept[-1][1], stop[1], stops[min(number + 1, len(stops) - 1)][1]}
        if len(around) > 1 or number == len(stops) - 1:
            kept.append(stop)
    return kept
