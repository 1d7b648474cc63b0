"""Who tells whom: document → drawing → player → scene, and to all who listen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from graphviz_app.core.forward.inputs import number_of
from graphviz_app.core.reading import Element, drawn_of, inside
from graphviz_app.core.schedule import Moment
from graphviz_app.core.view import View
from graphviz_app.export.at import time_near
from graphviz_app.frames import Frame, leaves_in
from graphviz_app.gui.canvas.eye import Eye
from graphviz_app.gui.canvas.room_watch import RoomWatch
from graphviz_app.gui.canvas.search import Search
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.play.player import Player
from graphviz_app.gui.play.walker import Walker
from graphviz_app.gui.text.text_panel import TextPanel
from graphviz_app.gui.widgets.panel import Panel, Subject
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.gui.window.about_moments import explained, kinds_from
from graphviz_app.gui.window.listeners import Listeners
from graphviz_app.gui.window.status import Foot

HOLD_MS = 1200
"""How long a picture stays while a mistake in the text, half a word perhaps, takes nodes away."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Those who have something to say, and all who only listen."""

    document: Document
    text: TextPanel
    drawing: Drawing
    player: Player
    walker: Walker
    stage: Stage
    foot: Foot
    covering: Covering
    listeners: Sequence[Panel]


class Conversation(QObject):
    """Connects the parts of one window; holds no state but what is needed to keep them in step."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._text = parts.document, parts.text
        self._drawing, self._scene, self._player = parts.drawing, parts.drawing.scene, parts.player
        self._covering, self._walker = parts.covering, parts.walker
        self._stage, self._foot = parts.stage, parts.foot
        self._listeners = Listeners(parts.listeners, self)
        self._listeners.late.connect(self._catch_up)
        self._search = Search(parts.stage.find_bar, self._scene, parts.stage.view)
        self._eye = Eye(self._drawing, parts.stage.view, self)
        self._room = RoomWatch(self._drawing, parts.stage.view, self._player, self)
        self._fit_next = True
        self._to_end = True
        self.subject: Subject | None = None
        """What everything is about; None where that was not told yet."""
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._draw)
        self._complaint = ""
        """What the notice says about the last layout."""
        self._connect_document()
        self._connect_drawing()

    def _connect_document(self) -> None:
        document = self._document
        document.opened.connect(self._begin)
        document.graph_changed.connect(self._show_graph)
        document.state_changed.connect(self._show_state)
        self._covering.changed.connect(self._cover)
        self._text.read.connect(document.take_text)
        self._text.line_selected.connect(self._select_line)
        self._text.step_wanted.connect(self.step_to)
        self._stage.composition.line_chosen.connect(self.step_to)
        for row in (self._stage.composition, self._stage.caption):
            row.stepped.connect(self._step)

    def _connect_drawing(self) -> None:
        drawing, player = self._drawing, self._player
        drawing.shown.connect(self._show_run)
        drawing.refit_wanted.connect(self._want_fit)
        self._stage.view.stayed.connect(self._want_no_fit)
        drawing.failed.connect(self._complain_layout)
        drawing.laid_out.connect(self._forget_layout)
        drawing.busy_changed.connect(self._show_busy)
        self._stage.busy.cancelled.connect(drawing.cancel)
        self._stage.large.accepted.connect(drawing.draw_anyway)
        player.frame_changed.connect(self._show_frame)
        player.playing_changed.connect(self._follow)
        self._scene.selection_changed.connect(self._differentiate)
        self._walker.frame_changed.connect(self._show_walk)
        self._scene.selection_changed.connect(self._follow)

    def _begin(self) -> None:
        """Another document: see all of it, at the moment at which it opens."""
        self._fit_next = self._to_end = True
        self._player.pause()
        self._scene.set_selection([])
        self._hold.stop()
        self._room.look()
        self._drawing.begin(self._document.graph)

    def _want_fit(self) -> None:
        self._fit_next = True

    def _want_no_fit(self) -> None:
        self._fit_next = False

    def _show_graph(self) -> None:
        document = self._document
        self.subject = None  # the text may be another one: light its lines anew
        self._text.show_state(document.state)
        self._text.set_problems(document.trace.problems)
        if document.draft is not None and self._would_lose_nodes():
            self._hold.start()
        else:
            self._draw()

    def _would_lose_nodes(self) -> bool:
        """Whether the picture has nodes that are not understood now: while typing it is kept."""
        shown = None if self._to_end else self._scene.trace  # else it is another document's
        return (
            shown is not None and not shown.graph.nodes.keys() <= self._document.graph.nodes.keys()
        )

    def _draw(self) -> None:
        self._hold.stop()
        self._drawing.show(self._covering.shown(self._document.trace))
        self._show_state()

    def _cover(self) -> None:
        """Other numbers of the same run are told."""
        if not self._hold.isActive() and self._drawing.trace is not None:
            shown = self._covering.shown(self._document.trace)
            if shown is not self._drawing.trace:
                self._drawing.show(shown)
                self._foot.refresh()

    def _show_state(self) -> None:
        self._stage.view.set_dimmed(self._document.state.stale or self._hold.isActive())
        self._foot.refresh()

    def _show_run(self) -> None:
        """The scene has a new picture: everything else follows."""
        schedule, view = self._drawing.schedule, self._stage.view
        self._walker.leave()  # the path was one of what was drawn before
        self._tell_run()
        if schedule is not None and self._fit_next:
            self._stage.arrange()
            view.go_home()
        elif schedule is not None:
            view.refit()
        t = None
        if self._to_end and schedule is not None:
            t = time_near(schedule, self._document.opens_at)
        if schedule is not None:
            self._fit_next = self._to_end = False
        self._player.set_schedule(schedule, t)
        if schedule is None:
            self._listeners.set_frame(None)
            self._follow()
        self._foot.refresh()

    def _tell_run(self) -> None:
        self._listeners.set_run(self._scene.run, hurried=self._drawing.hurried)

    def _catch_up(self) -> None:
        frame = self._player.frame
        if frame is not None and self._listeners.run is not self._scene.run:
            self._show_frame(frame)

    def _show_walk(self, frame: Frame) -> None:
        """Somebody goes along a path, while the run rests."""
        self._scene.show_frame(frame)
        self._stage.say(frame)

    def _show_frame(self, frame: Frame) -> None:
        self._walker.leave()
        self._scene.show_frame(frame)
        if self._scene.run is not self._listeners.run:  # the next of several
            self._tell_run()
        if self._scene.run is self._listeners.run:
            self._listeners.set_frame(frame)
            self._follow()

    def _differentiate(self, chosen: Sequence[Element]) -> None:
        """In forward mode a leaf that is selected is what everything is differentiated by."""
        run = self._scene.run
        if run is not None and run.wrt is not None and len(chosen) == 1:
            number = number_of(run, chosen[0])
            if number is not None and number != run.wrt:
                self._drawing.look(View(wrt=number))

    def _follow(self, *_changed: object) -> None:
        """Everything is about what is selected, else about the step under way.

        While the run plays, nothing is explained: nobody reads that quickly.
        """
        if self._scene.run is not self._listeners.run:
            return  # they would look for it in the run before
        subject = self._subject()
        if subject != self.subject:
            self.subject = subject
            self._listeners.set_subject(subject)

    def _subject(self) -> Subject:
        chosen = self._scene.selection
        moment = None if chosen else self._moment()
        if moment is not None:
            schedule = self._player.schedule
            element = None if self._player.playing else explained(schedule, moment)
            nodes = moment.nodes if schedule is None else leaves_in(schedule, moment)
            return Subject(element, self._written(nodes))
        element = chosen[0] if len(chosen) == 1 else None
        nodes = tuple(e for e in chosen if isinstance(e, str))
        if isinstance(element, int) and self._scene.reading is not None:
            edge = self._scene.reading.edges[element]
            nodes = (edge.target,) if edge.weight is None else (edge.weight, edge.target)
        return Subject(element, self._written(nodes), chosen)

    def _written(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Nodes whose lines are lit: of a neuron or a folded group all that is in it."""
        reading = self._scene.reading
        return () if reading is None else tuple(m for id_ in nodes for m in inside(reading, id_))

    def _moment(self) -> Moment | None:
        """What is being done, or was done last; None at both ends."""
        frame = self._scene.frame
        return frame.moment if frame is not None and (frame.active or frame.glow) else None

    def _step(self, way: int) -> None:
        (self._player.step_forward if way > 0 else self._player.step_back)()

    def go_to_step(self) -> None:
        """To the step of what is selected; of an edge, of the node that it leads to."""
        reading, chosen = self._scene.reading, self._scene.selection
        if reading is not None and chosen:
            element = chosen[0]
            self.step_to(element if isinstance(element, str) else reading.edges[element].target)

    def step_to(self, name: str) -> None:
        """To the step of a node or a line; in the backward part to that of its gradient, from the
        update on to that in which it moves, or is computed anew.

        Who is there already goes to the other.
        """
        reading, frame = self._scene.reading, self._player.frame
        schedule = self._player.schedule
        if reading is None or frame is None or schedule is None:
            return
        drawn = [one for one in (name, *drawn_of(reading, name)) if isinstance(one, str)]
        kinds = kinds_from(frame)
        times = [schedule.time_of(id_, kind) for kind in kinds for id_ in drawn]
        known = [t for t in times if t is not None]
        others = [t for t in known if t != frame.t]
        if known:
            self._player.scrub(known[0] if known[0] != frame.t or not others else others[0])

    def _select_line(self, name: str) -> None:
        reading = self._scene.reading
        if reading is not None and (drawn := drawn_of(reading, name)):
            self._scene.set_selection(drawn)

    def _show_busy(self, busy: bool) -> None:
        run = self._drawing.run
        if busy and self._to_end:  # another document: the picture of the one before is stale
            self._drawing.clear()
        self._stage.busy.set_busy(busy, len((run.reading if run else self._document.graph).nodes))
        self._stage.arrange()

    def _complain_layout(self, sentence: str) -> None:
        self._complaint = first_upper(sentence)
        self._stage.notice.complain(self._complaint, ("Try again", self._drawing.retry))

    def _forget_layout(self) -> None:
        if self._complaint and self._stage.notice.sentence == self._complaint:
            self._stage.notice.clear()
        self._complaint = ""
