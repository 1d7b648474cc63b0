"""Drawing: from a trace to a laid out picture in the scene, without ever blocking the window."""

from concurrent.futures import CancelledError, Future

from PySide6.QtCore import QObject, Signal

from graphviz_app.core.choices import BiasPlace, Kind
from graphviz_app.core.graph import Graph
from graphviz_app.core.learning.update import first_update
from graphviz_app.core.pieces import Pieces
from graphviz_app.core.read_as import read_again, read_as_in_pieces
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.schedule import Schedule
from graphviz_app.core.trace import Trace
from graphviz_app.core.view import View
from graphviz_app.errors import LayoutError
from graphviz_app.gui.canvas.showing.large_graph import SKETCHED, told, too_large
from graphviz_app.gui.canvas.showing.laying_out import LayingOut
from graphviz_app.gui.canvas.showing.scheduling import StepOf, scheduled
from graphviz_app.gui.canvas.showing.wanted import Wanted, wanted_in_pieces
from graphviz_app.gui.canvas.showing.wishes import LAYOUT, MODE, NUMBERS, Wishes
from graphviz_app.gui.widgets.turns import Turns
from graphviz_app.layout import Layout, LayoutService
from graphviz_app.scene.graph_scene import LARGE, GraphScene, is_large
from graphviz_app.scene.items.faces import Faces
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.places import Places
from graphviz_app.scene.style import theme_of


class Drawing(QObject):
    """Shows traces in a scene, read and laid out as chosen; new wishes replace older ones."""

    replacing = Signal()
    """A layout is about to give way to another one."""
    shown = Signal()
    """The scene shows the newest trace."""
    redrawn = Signal()
    """Told after that, unless only numbers are others."""
    refit_wanted = Signal()
    """What is about to be shown is a different picture, not the same one edited."""
    busy_changed = Signal(bool)
    failed = Signal(str)
    laid_out = Signal()
    """A layout has come, or is not needed any more: what was said of one that failed is past."""
    options_changed = Signal()

    def __init__(
        self, scene: GraphScene, service: LayoutService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.scene = scene
        self.wishes = Wishes()
        self.trace: Trace | None = None
        self.run: ReadRun | None = None
        """The newest trace as it is read."""
        self.schedule: Schedule | None = None
        """The steps of what the scene shows."""
        self.step_of: StepOf = first_update
        self._turns = Turns(self)
        self._layouts = LayingOut(service, lambda: self._turns.busy, self)
        self._layouts.arrived.connect(self._take)
        self._layouts.busy_changed.connect(self.busy_changed)
        self._wanted: Wanted | None = None
        self._sketch_first = False
        """Whether what is shown is too different for the person to wait with it for a layout."""
        self._anyway = False
        """Whether this document is drawn however large it is."""
        self._read_as: tuple[Kind, tuple[str, ...], BiasPlace, str | None] | None = None
        """As what the run was read, with which groups folded, where biases stand, by what."""
        self.refusal = ""
        """Why nothing is drawn."""
        self.hurried = False
        """Whether runs follow each other more quickly than anyone reads what is told of them."""
        scene.outdated.connect(self._draw_again)

    @property
    def view(self) -> View:
        """How the graph is looked at."""
        return self.wishes.view

    def shows(self, trace: Trace) -> bool:
        """Whether the picture is of this run, some of its numbers covered perhaps."""
        shown = None if self.schedule is None else self.schedule.run.whole
        return shown is not None and shown.program is trace.program

    @property
    def busy(self) -> bool:
        """Whether a layout or a picture is being made."""
        return self._layouts.pending or self._turns.busy

    def show(self, trace: Trace) -> None:
        """Show a run: at once where the layout still fits, else as soon as there is one."""
        before, self.trace = self.trace, trace
        graph = trace.graph
        if self._refuses(graph):
            return
        if not graph.nodes:
            self._show_nothing()
        elif trace is before or not self._show_other_numbers(trace):
            at_once = len(graph.nodes) + len(graph.edges) <= LARGE
            self._work(self._measuring(trace), at_once=at_once)

    def draw_anyway(self) -> None:
        """Draw this document, however large it is."""
        self._anyway = True
        self._draw_again()

    def _refuses(self, graph: Graph) -> bool:
        """Whether only a sentence is shown, and a way to draw it all the same."""
        self.refusal = "" if self._anyway else too_large(graph, self.wishes.kind)
        if self.refusal:
            self._show_nothing()
        return bool(self.refusal)

    def _show_other_numbers(self, trace: Trace) -> bool:
        """Put another run's numbers into the same places, if nothing else is different."""
        wanted = self._wanted
        if wanted is None or self._turns.busy or wanted.theme is not self.scene.theme:
            return False
        again = wanted.with_values_of(trace)
        if again is None or self._read_as != self.wishes.read_as:
            return False
        self._wanted, self.run = again, again.run
        if self._layouts.made_for is wanted:
            self._layouts.made_for = again
        picture = self.scene.picture
        if picture is not None and picture.reading.is_drawn_as(again.run.reading):
            self._present(picture.with_run(again.run))
            self.shown.emit()
        return True

    def _work(self, work: Pieces[None], *, at_once: bool) -> None:
        """Do this instead of what is being done: at once if it is little, else in pieces."""
        if not at_once and not self.busy:
            self._layouts.begin_busy()
        self._turns.begin(self._to_its_end(work), at_once=at_once)

    def _to_its_end(self, work: Pieces[None]) -> Pieces[None]:
        yield from work
        if not self._layouts.pending:
            self._layouts.rest()
        self._layouts.look_soon()

    def _measuring(self, trace: Trace) -> Pieces[None]:
        scene, before = self.scene, self.run
        wished = self.wishes.read_as
        run = read_again(before, trace) if before is not None and self._read_as == wished else None
        if run is None:
            run = yield from read_as_in_pieces(trace, *wished)
            self._read_as = wished
        self.run, reading = run, run.reading
        self._wanted = wanted = yield from wanted_in_pieces(run, scene.theme, self.wishes)
        picture = scene.picture
        if picture is not None and picture.has_places_for(reading, self.view):
            yield from self._showing(wanted, picture.layout)
            if wanted is not self._wanted:  # what has just been shown made somebody wish for more
                return
        if wanted.is_laid_out_as(self._layouts.made_for):
            self._layouts.made_for = wanted
        else:
            self._layouts.ask(wanted)
            if self._sketch_first and len(reading.nodes) >= SKETCHED:
                yield from self._sketching(wanted)

    def _sketching(self, wanted: Wanted) -> Pieces[None]:
        """Show a quick layout for as long as the other one takes."""
        layout = yield from wanted.sketched()
        yield from self._showing(wanted, layout)

    def _showing(self, wanted: Wanted, layout: Layout) -> Pieces[None]:
        """Make the picture; what was shown before is shown until all of it is there."""
        measured = wanted.measured
        theme = theme_of(self.scene.theme, wanted.run)
        places = yield from Places.in_pieces(wanted.run.reading, measured, layout, theme)
        if self._layouts.held and self._gives_way_to(layout):
            self._layouts.return_(layout)
        else:
            faces = Faces(wanted.run, measured, places.style, lettered=wanted.renumbered)
            self._present(Picture(places, faces, self.view))
            self._tell()

    def _gives_way_to(self, layout: Layout) -> bool:
        """Whether what is shown has only been waiting for this layout."""
        shown = self.scene.layout
        return shown is not None and shown.provisional and not layout.provisional

    def _present(self, picture: Picture) -> None:
        if picture.layout is not self.scene.layout:
            self.replacing.emit()
            self._sketch_first = False
        self.schedule = self._scheduled(picture.run)
        self.scene.show_picture(picture, self.schedule)

    def _tell(self) -> None:
        self.shown.emit()
        self.redrawn.emit()

    def _scheduled(self, run: ReadRun) -> Schedule:
        return scheduled(self.schedule, run, self.wishes.stride, self.step_of)

    def retry(self) -> None:
        """Try the layout again."""
        if self.trace is not None and not self.busy:
            self._layouts.made_for = None
            self.show(self.trace)

    def cancel(self) -> None:
        """Stop the layout or the drawing that is being made; what is shown stays."""
        if self._turns.busy:
            self._turns.drop()
            if not self._layouts.pending:
                self._layouts.rest()
                self.failed.emit("The drawing was cancelled.")
        self._layouts.cancel()

    def close(self) -> None:
        """The window is going: whatever still arrives is dropped."""
        self._turns.drop()
        self._wanted = None  # nothing more is wished for, by nobody who is late
        self._layouts.close()

    def begin(self, graph: Graph) -> None:
        """Another graph is about to be shown: as its document says, then as is chosen or suits."""
        self._anyway = False
        self._sketch_first = True
        self.wishes.begin(graph)
        self.scene.expect_view(self.view)
        self.options_changed.emit()

    def look(self, said: View) -> None:
        """Look at the graph like this, as far as something is said."""
        changed = self.wishes.take(said)
        if "engine" in changed:
            self._layouts.use(self.view.engine or "bundled")
        if changed & {"reading", "direction"}:
            self._sketch_first = True
        numbers = changed & NUMBERS
        room_needed = self.scene.set_view(self.view) if numbers else False
        self.scene.expect_view(self.view)
        if changed & LAYOUT:
            self._changed()
            return
        self.options_changed.emit()
        if changed & MODE:
            self._draw_again()
            return
        if "stride" in changed and self.schedule is not None:
            self.schedule = self._scheduled(self.schedule.run)
            self.shown.emit()
        if room_needed:
            self._draw_again()

    def switch_style(self) -> None:
        """From cards to wires, and back."""
        self.look(View(style="cards" if self.view.style == "wires" else "wires"))

    def refill(self) -> None:
        """The room is another one: draw whatever suits that."""
        if self._wanted is not None and self._wanted.request.room is not None:
            self._changed()

    def rescale(self, factor: float) -> None:
        """Lengths have changed (another theme scale): at once by that factor, then exactly."""
        scene, layout = self.scene, self.scene.layout
        run = None if self.schedule is None else self.schedule.run
        if layout is None or run is None or self.schedule is None:
            self._changed()
        elif scene.is_large:
            self.options_changed.emit()
            self.refit_wanted.emit()
            self._work(self._rescaling(run, layout.scaled(factor)), at_once=False)
        else:
            picture = Picture.of(run, layout.scaled(factor), scene.theme, self.view)
            scene.show_picture(picture, self.schedule)
            self._changed()

    def _rescaling(self, run: ReadRun, layout: Layout) -> Pieces[None]:
        wanted = yield from wanted_in_pieces(run, self.scene.theme, self.wishes)
        yield from self._showing(wanted, layout)
        yield from self._measuring(self.trace or run.trace)

    def _draw_again(self) -> None:
        if self.trace is not None:
            self.show(self.trace)

    def _changed(self) -> None:
        self.options_changed.emit()
        self.refit_wanted.emit()
        self._draw_again()

    def clear(self) -> None:
        """Take the picture away: what is coming is about something else."""
        self.schedule = None
        self.scene.clear_graph()
        self._tell()

    def _show_nothing(self) -> None:
        self.cancel()
        self._wanted = self._layouts.made_for = self.schedule = self.run = None
        self.scene.clear_graph()
        self._tell()
        self.laid_out.emit()

    def hold(self, on: bool) -> None:
        """Let no layout take the place of a provisional one, or do so again."""
        self._layouts.hold(on)

    def _take(self, future: "Future[Layout]") -> None:
        self._layouts.rest()
        wanted = self._wanted
        if wanted is None:
            return
        if not wanted.is_laid_out_as(self._layouts.made_for):
            self._layouts.ask(wanted)
            return
        try:
            showing = self._showing(wanted, future.result().scaled(wanted.theme.scale))
            self._work(showing, at_once=not is_large(wanted.run.reading))
        except CancelledError:
            self.failed.emit("The layout was cancelled.")
        except LayoutError as error:
            self.failed.emit(told(error, self.scene.layout))
        else:
            self.laid_out.emit()
