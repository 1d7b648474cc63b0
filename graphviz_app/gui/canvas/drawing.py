"""Drawing: from a trace to a laid out picture in the scene, without ever blocking the window."""

import contextlib
from concurrent.futures import CancelledError, Future

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from graphviz_app.core.choices import Kind, Stride
from graphviz_app.core.graph import Graph, ViewSettings
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Reading, read_in_pieces, suited
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.errors import LayoutError
from graphviz_app.gui.canvas.large_graph import too_large
from graphviz_app.gui.widgets.turns import Turns
from graphviz_app.layout import Direction, EngineName, Layout, LayoutService
from graphviz_app.scene.graph_scene import LARGE, GraphScene, is_large
from graphviz_app.scene.measure import Measured, measure_in_pieces
from graphviz_app.scene.picture import Picture, Shown

BUSY_AFTER_MS = 300
OUTDATED_AFTER_MS = 1000
"""A layout that nobody wants any more is stopped if it has taken this long."""


class Drawing(QObject):
    """Shows traces in a scene, read and laid out as chosen; new wishes replace older ones."""

    shown = Signal()
    """The scene shows the newest trace."""
    refit_wanted = Signal()
    """What is about to be shown is a different picture, not the same one edited."""
    busy_changed = Signal(bool)
    failed = Signal(str)
    laid_out = Signal()
    """A layout has come, or is not needed any more: what was said of one that failed is past."""
    options_changed = Signal()
    _arrived = Signal(object)

    def __init__(
        self, scene: GraphScene, service: LayoutService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.scene = scene
        self.kind: Kind = "operators"
        self.direction: Direction = "LR"
        self.stride: Stride = "node"
        self.engine: EngineName = "bundled"
        self.preferred = ViewSettings()
        """What the person has chosen here; a document may want something else for itself."""
        self.trace: Trace | None = None
        self.reading: Reading | None = None
        self.run: ReadRun | None = None
        """The newest trace as it is read."""
        self.schedule: Schedule | None = None
        """The moments of what the scene shows."""
        self._service = service
        self._measured: Measured | None = None
        self._layout_of: tuple[Reading, Measured, Direction] | None = None
        self._pending: Future[Layout] | None = None
        self._closed = False
        self._running = QElapsedTimer()
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_AFTER_MS)
        self._busy.timeout.connect(lambda: self._tell_busy(True))
        self._told_busy = False
        self._turns = Turns(self)
        self._anyway = False
        """Whether this document is drawn however large it is."""
        self.refusal = ""
        """Why nothing is drawn."""
        scene.outdated.connect(self._draw_again)
        self._arrived.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether a layout or a picture is being made."""
        return self._pending is not None or self._turns.busy

    def show(self, trace: Trace) -> None:
        """Show a run: at once where the layout still fits, else as soon as there is one."""
        self.trace = trace
        if self._refuses(trace.graph):
            return
        graph, reading = trace.graph, self.reading
        if reading is None or reading.graph is not graph or reading.kind != self.kind:
            self.reading = None
        if graph.nodes:
            at_once = len(graph.nodes) + len(graph.edges) <= LARGE
            self._work(self._measuring(trace), at_once=at_once)
        else:
            self._show_nothing()

    def draw_anyway(self) -> None:
        """Draw this document, however large it is."""
        self._anyway = True
        if self.trace is not None:
            self.show(self.trace)

    def _refuses(self, graph: Graph) -> bool:
        """Whether only a sentence is shown, and a way to draw it all the same."""
        self.refusal = "" if self._anyway else too_large(graph, self.kind)
        if self.refusal:
            self.reading = None
            self._show_nothing()
        return bool(self.refusal)

    def _work(self, work: Pieces[None], *, at_once: bool) -> None:
        """Do this instead of what is being done: at once if it is little, else in pieces."""
        if not at_once and not self.busy:
            self._busy.start()
        self._turns.begin(self._to_its_end(work), at_once=at_once)

    def _to_its_end(self, work: Pieces[None]) -> Pieces[None]:
        yield from work
        if self._pending is None:
            self._rest()

    def _rest(self) -> None:
        """Nothing is under way any more."""
        self._busy.stop()
        if self._told_busy:
            self._tell_busy(False)

    def _tell_busy(self, busy: bool) -> None:
        self._told_busy = busy
        self.busy_changed.emit(busy)

    def _measuring(self, trace: Trace) -> Pieces[None]:
        scene, reading = self.scene, self.reading
        if reading is None:
            self.reading = reading = yield from read_in_pieces(trace.graph, self.kind)
        self.run = run = ReadRun(trace, reading)
        self._measured = yield from measure_in_pieces(run, scene.theme, scene.shown)
        if self._same_structure() and scene.layout is not None:
            yield from self._showing(run, scene.layout)
            if reading is not self.reading:  # what has just been shown made somebody wish for more
                return
            self._keep_layout()
        if self._layout_of != (self.reading, self._measured, self.direction):
            self._submit()

    def _showing(self, run: ReadRun, layout: Layout) -> Pieces[None]:
        """Make the picture; what was shown before is shown until all of it is there."""
        scene = self.scene
        picture = yield from Picture.in_pieces(run, layout, scene.theme, scene.shown, scene.picture)
        schedule = Schedule(run, stride=self.stride)
        for _part in schedule.prepared():
            yield
        self.schedule = schedule
        scene.show_picture(picture, schedule)
        self.shown.emit()

    def retry(self) -> None:
        """Try the layout again."""
        if self.trace is not None and not self.busy:
            self._layout_of = None
            self.show(self.trace)

    def cancel(self) -> None:
        """Stop the layout or the drawing that is being made; what is shown stays."""
        if self._turns.busy:
            self._turns.drop()
            if self._pending is None:
                self._rest()
                self.failed.emit("The drawing was cancelled.")
        if self._pending is not None:
            self._service.cancel()

    def close(self) -> None:
        """The window is going: whatever still arrives is dropped."""
        self._closed = True
        self._busy.stop()
        self._turns.drop()
        self.cancel()

    def begin(self, graph: Graph) -> None:
        """Another graph is about to be shown: as its document says, else read as suits its size.

        What it does not say about direction and numbers is as the person has chosen.
        """
        view = graph.view
        self._anyway = False
        self.kind = view.reading or suited(graph)
        self.direction = view.direction or self.preferred.direction or "LR"
        # Not by set_shown, which would make the picture of the graph before once more.
        self.scene.shown = Shown().as_said(self.preferred).as_said(view)
        self.options_changed.emit()

    def view(self) -> ViewSettings:
        """How graphs are shown now, as a document keeps it."""
        return ViewSettings(self.kind, self.direction, *self.scene.shown)

    def set_kind(self, kind: Kind) -> None:
        """Read the graph as operators or as lines."""
        if kind != self.kind:
            self.kind = kind
            self._changed()

    def set_direction(self, direction: Direction) -> None:
        """Lay the graph out from left to right or from top to bottom."""
        self.preferred = self.preferred._replace(direction=direction)
        if direction != self.direction:
            self.direction = direction
            self._changed()

    def set_engine(self, engine: EngineName) -> None:
        """Lay out by the bundled Graphviz, or by the ``dot`` of this computer."""
        if engine != self.engine:
            self.engine = engine
            self._service.use(engine)
            self._layout_of = None
            self._changed()

    def set_stride(self, stride: Stride) -> None:
        """Step node by node or level by level."""
        if stride != self.stride:
            self.stride = stride
            self.options_changed.emit()
            if self.schedule is not None:
                self.schedule = Schedule(self.schedule.run, stride=stride)
                self.shown.emit()

    def show_values(self, on: bool) -> None:
        """Values on the graph, or not."""
        self._set_shown(values=on)

    def show_gradients(self, on: bool) -> None:
        """Gradients on the graph, or not."""
        self._set_shown(gradients=on)

    def show_locals(self, on: bool) -> None:
        """Local derivatives on the graph, or not."""
        self._set_shown(locals=on)

    def rescale(self, factor: float) -> None:
        """Lengths have changed (another theme scale): at once by that factor, then exactly."""
        run, layout = self.scene.run, self.scene.layout
        if layout is None or run is None:
            self._changed()
        elif self.scene.is_large:
            self.options_changed.emit()
            self.refit_wanted.emit()
            self._work(self._rescaling(run, layout.scaled(factor)), at_once=False)
        else:
            self.scene.show_graph(run, layout.scaled(factor))
            self._changed()

    def _rescaling(self, run: ReadRun, layout: Layout) -> Pieces[None]:
        yield from self._showing(run, layout)
        if self.trace is not None:
            yield from self._measuring(self.trace)

    def _set_shown(self, **change: bool) -> None:
        self.preferred = self.preferred._replace(**change)  # type: ignore[arg-type]  # bools
        room_needed = self.scene.set_shown(**{**self.scene.shown._asdict(), **change})
        self.options_changed.emit()
        if room_needed:
            self._draw_again()

    def _draw_again(self) -> None:
        if self.trace is not None:
            self.show(self.trace)

    def _changed(self) -> None:
        self.options_changed.emit()
        self.refit_wanted.emit()
        if self.trace is not None:
            self.show(self.trace)

    def _same_structure(self) -> bool:
        """Whether the picture in the scene has the same nodes, edges and boxes."""
        now, then = self.reading, self.scene.reading
        return now is not None and then is not None and now.is_drawn_as(then)

    def _keep_layout(self) -> None:
        """The same structure in the same sizes, pinned alike, needs no new layout."""
        if self._layout_of is not None and self._measured is not None and self.reading is not None:
            reading, *made_for = self._layout_of
            pinned_alike = reading.graph.pins == self.reading.graph.pins
            if pinned_alike and made_for == [self._measured, self.direction]:
                self._layout_of = (self.reading, self._measured, self.direction)

    def clear(self) -> None:
        """Take the picture away: what is coming is about something else."""
        self.schedule = None
        self.scene.clear_graph()
        self.shown.emit()

    def _show_nothing(self) -> None:
        self.cancel()
        self._measured = self._layout_of = self.schedule = self.run = None
        self.scene.clear_graph()
        self.shown.emit()
        self.laid_out.emit()

    def _submit(self) -> None:
        if self._pending is not None:  # one at a time: the newest is next
            if self._running.elapsed() > OUTDATED_AFTER_MS:
                self._service.cancel()
            return
        assert self.reading is not None
        assert self._measured is not None
        self._layout_of = (self.reading, self._measured, self.direction)
        self._running.start()
        self._busy.start()
        self._pending = self._service.submit(self.reading, *self._measured, self.direction)
        self._pending.add_done_callback(self._hand_over)

    def _hand_over(self, future: "Future[Layout]") -> None:
        """Runs in the service's thread: the signal is queued to the window's."""
        if not self._closed:
            with contextlib.suppress(RuntimeError):  # the window went in this very moment
                self._arrived.emit(future)

    def _take(self, future: "Future[Layout]") -> None:
        if future is not self._pending or self._closed:
            return
        self._pending = None
        if self._turns.busy:  # what is being measured will say whether it needs another layout
            return
        self._rest()
        if self.reading is None or not self.reading.nodes or self.run is None:
            return
        if self._layout_of != (self.reading, self._measured, self.direction):
            self._submit()
            return
        try:
            showing = self._showing(self.run, future.result())
            self._work(showing, at_once=not is_large(self.reading))
        except CancelledError:
            self.failed.emit("The layout was cancelled.")
        except LayoutError as error:
            self.failed.emit(str(error))
        else:
            self.laid_out.emit()
