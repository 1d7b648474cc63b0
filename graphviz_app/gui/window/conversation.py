"""Who tells whom: document → drawing → player → scene, and the person's gestures back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from graphviz_app.animate import Frame
from graphviz_app.core.graph import Value
from graphviz_app.core.reading import Element
from graphviz_app.core.schedule import Moment
from graphviz_app.errors import GraphAppError
from graphviz_app.formats import with_leaf_value
from graphviz_app.gui.canvas.search import Search
from graphviz_app.gui.widgets.parts import first_upper
from graphviz_app.gui.widgets.patience import GaveUpError
from graphviz_app.gui.window.status import BROKEN, status_of

if TYPE_CHECKING:
    from graphviz_app.gui.window.main_window import MainWindow

MESSAGE_MS = 4000
HOLD_MS = 1200
"""How long a picture stays while a mistake in the text, half a word perhaps, takes nodes away."""


class Conversation(QObject):
    """Connects the parts of one window; holds no state but what is needed to keep them in step."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._document, self._drawing = window.document, window.drawing
        self._player, self._scene = window.player, window.scene
        self._stage, self._text = window.stage, window.left.text
        self._fit_next = True
        self._to_end = True
        self.subject: Element | None = None
        """What the inspector explains."""
        self._lit: list[str] | None = None
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._draw)
        self._complaint = ""
        """What the notice says about the last layout."""
        self._connect_document()
        self._connect_drawing()
        self._connect_gestures()

    def _connect_document(self) -> None:
        document = self._document
        document.present_view = lambda: self._drawing.view
        document.opened.connect(self._begin)
        document.graph_changed.connect(self._show_graph)
        document.state_changed.connect(self._show_state)
        self._text.read.connect(document.take_text)
        self._text.undo_requested.connect(self._window.undo)
        self._text.redo_requested.connect(self._window.redo)
        self._text.line_selected.connect(self._select_line)

    def _connect_drawing(self) -> None:
        drawing, player = self._drawing, self._player
        drawing.shown.connect(self._show_run)
        drawing.refit_wanted.connect(self._want_fit)
        drawing.failed.connect(self._complain_layout)
        drawing.laid_out.connect(self._forget_layout)
        drawing.busy_changed.connect(self._show_busy)
        self._stage.busy.cancelled.connect(drawing.cancel)
        self._stage.large.accepted.connect(drawing.draw_anyway)
        player.frame_changed.connect(self._show_frame)
        player.playing_changed.connect(self._follow)

    def _connect_gestures(self) -> None:
        window, stage = self._window, self._stage
        self._scene.selection_changed.connect(self._follow)
        stage.view.edit_requested.connect(self.edit_value)
        stage.editor.committed.connect(self._set_value)
        stage.view.moved.connect(self._keep_field)
        self._drawing.shown.connect(self._keep_field)
        stage.status.clicked.connect(self._show_problem)
        self._search = Search(stage.find_bar, self._scene, stage.view)
        window.inspector.value_edited.connect(self._set_value)
        window.inspector.element_chosen.connect(self._choose)

    def _begin(self) -> None:
        """Another document: see all of it, finished."""
        self._fit_next = self._to_end = True
        self._player.pause()
        self._scene.set_selection([])
        self._hold.stop()
        if self._stage.editor.is_open:
            self._stage.editor.cancel()
        self._drawing.begin(self._document.graph)

    def _want_fit(self) -> None:
        self._fit_next = True

    def _show_graph(self) -> None:
        document = self._document
        self._lit = None  # the text may be another one: light its lines anew
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
        self._drawing.show(self._document.trace)
        self._show_state()

    def _show_state(self) -> None:
        document, window = self._document, self._window
        window.show_title()
        self._stage.view.set_dimmed(document.state.stale or self._hold.isActive())
        self.show_status()

    def show_status(self) -> None:
        """The sentence at the foot of the canvas; what was said just now stays for a while."""
        sentence, wrong, _node = status_of(self._document, self._drawing.run)
        if self._window.message_timer.isActive() and not wrong:
            return
        self._stage.status.say(sentence, wrong)

    def _show_problem(self) -> None:
        _sentence, _wrong, node = status_of(self._document, self._drawing.run)
        if node:
            self._choose(node)

    def _show_run(self) -> None:
        """The scene has a new picture: everything else follows."""
        window, schedule = self._window, self._drawing.schedule
        run = self._scene.run
        window.inspector.set_run(run, self._document.draft is not None)
        self._stage.find_bar.set_run(run)
        window.transport.bar.set_schedule(schedule)
        if schedule is not None and (self._fit_next or self._stage.view.is_fitted):
            self._stage.arrange()
            self._stage.view.fit()
        t = schedule.end if self._to_end and schedule is not None else None
        if schedule is not None:
            self._fit_next = self._to_end = False
        self._player.set_schedule(schedule, t)
        if schedule is None:
            self._stage.caption.show_frame(None)
        window.show_emptiness()
        self.show_status()

    def _show_frame(self, frame: Frame) -> None:
        self._scene.show_frame(frame)
        self._window.transport.bar.set_t(frame.t)
        card = self._stage.caption
        before = (card.isHidden(), card.sizeHint(), card.reserved_height)
        card.show_frame(frame)
        if (card.isHidden(), card.sizeHint(), card.reserved_height) != before:
            self._stage.arrange()
        self._follow()

    def _follow(self, *_changed: object) -> None:
        """Text and inspector show what is selected, else the step under way.

        While the run plays, the inspector waits: nobody reads that quickly.
        """
        chosen = self._scene.selection
        moment = None if chosen else self._moment()
        nodes: list[str] = [e for e in chosen if isinstance(e, str)]
        subject: Element | None = chosen[0] if len(chosen) == 1 else None
        if moment is not None:
            nodes = list(moment.nodes)
            if not self._player.playing:
                subject = self._explained(moment)
        if isinstance(subject, int) and not nodes and self._scene.reading is not None:
            nodes = [self._scene.reading.edges[subject].target]
        if nodes != self._lit:
            self._lit = nodes
            self._text.set_active_lines(nodes)
        if subject != self.subject:
            self.subject = subject
            self._window.inspector.show_element(subject)

    def _explained(self, moment: Moment) -> Element:
        """What a step is about: a node, or the first edge that leads back to more than a number."""
        reading = self._scene.reading
        if moment.phase != "backward" or reading is None:
            return moment.nodes[0]
        sources = {edge: reading.nodes[reading.edges[edge].source] for edge in moment.edges}
        telling = (edge for edge, source in sources.items() if source.op != "constant")
        return next(telling, moment.edges[0])

    def _moment(self) -> Moment | None:
        """What is being done, or was done last; None at both ends."""
        frame = self._scene.frame
        return frame.moment if frame is not None and (frame.active or frame.glow) else None

    def edit_value(self, id_: str) -> None:
        """Open the field over a leaf; other nodes have computed values."""
        trace = self._scene.trace
        if self.refuse_edit() or trace is None or id_ not in trace.values:
            return
        if "value" not in trace.graph.nodes[id_].attrs:
            self.say(f"'{id_}' is computed; only the value of a leaf can be typed.")
            return
        self._stage.view.centre_on(id_)
        rect = self._stage.view.to_viewport(self._scene.node_rect(id_))
        self._stage.editor.edit(id_, trace.value(id_), rect)

    def _keep_field(self) -> None:
        """The field over a leaf goes where the leaf goes, and with it."""
        field, reading = self._stage.editor, self._scene.reading
        if not field.is_open:
            return
        if reading is None or field.node not in reading.nodes:
            field.cancel()
        else:
            field.follow(self._stage.view.to_viewport(self._scene.node_rect(field.node)))

    def _set_value(self, id_: str, value: Value) -> None:
        if self.refuse_edit():
            return
        try:
            graph = self._window.beside(
                f"Changing {id_} …", lambda: with_leaf_value(self._document.graph, id_, value)
            )
        except GaveUpError:
            return
        except GraphAppError as error:
            self._stage.notice.complain(first_upper(str(error)))
            return
        self._document.edit(f"Change {id_}", graph)

    def refuse_edit(self) -> bool:
        """While the text is broken, a change elsewhere would throw it away."""
        self._text.apply_now()
        if self._document.draft is not None:
            self.say(BROKEN)
        return self._document.draft is not None

    def say(self, sentence: str) -> None:
        """A sentence in the status line, for a while."""
        self._stage.status.say(sentence)
        self._window.message_timer.start(MESSAGE_MS)

    def _choose(self, element: Element) -> None:
        self._scene.set_selection([element])
        if isinstance(element, str):
            self._stage.view.centre_on(element)

    def _select_line(self, name: str) -> None:
        reading = self._scene.reading
        if reading is not None and name in reading.nodes:
            self._scene.set_selection([name])

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
