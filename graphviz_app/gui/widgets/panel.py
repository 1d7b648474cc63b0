"""Panel: what the window tells those who show something of a run, and what they may ask of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graphviz_app.core.graph import Value
from graphviz_app.core.read_run import ReadRun
from graphviz_app.core.reading import Element
from graphviz_app.core.view import View
from graphviz_app.frames import Frame
from graphviz_app.gui.widgets.patience import Patience
from graphviz_app.scene.changes import Changes
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.core.paths import Path


def _nothing(*_told: object) -> None:
    """Of a host that does not do it."""


class Subject(NamedTuple):
    """What everything is about now: what is selected, else the step under way."""

    element: Element | None = None
    """A node or an edge to be explained; None is the graph as a whole."""
    nodes: tuple[str, ...] = ()
    """All that is selected, or done at once."""
    chosen: tuple[Element, ...] = ()
    """What a person has selected, in the order in which it was."""


class Panel:
    """A part of the window that hears the news; it overrides what it wants to hear.

    The news come in this order: a run, then a frame of it, then what it is all about; so a subject
    is always one of the run that was told last. While it is hidden, only the theme is told; the
    rest is when it is shown again.
    """

    def set_run(self, run: ReadRun | None) -> None:
        """The scene shows another run; None is no graph."""

    def set_frame(self, frame: Frame | None) -> None:
        """Time has moved, once for every picture of the animation; None is no graph.

        The steps are in ``frame.schedule``, the time among them is ``frame.t``.
        """

    def set_subject(self, subject: Subject) -> None:
        """Something else is selected, or another step has begun."""

    def set_theme(self, theme: Theme) -> None:
        """Other colours and lengths."""

    def in_presentation(self) -> None:
        """It was asked for in a presentation, where only the graph is seen."""


@dataclass(frozen=True, slots=True)
class Host:
    """What a panel may ask of the window."""

    theme: Theme
    """The first; others are told."""
    choose: Callable[[Element], object]
    """Select a node or an edge, and bring it into view."""
    change_value: Callable[[str, Value], object]
    """Give a leaf another value."""
    patience: Patience
    """Does long work while the window lives."""
    text_is_broken: Callable[[], bool]
    """Whether what is typed is not understood, or only in part."""
    drag_value: Callable[[str, float], object] = _nothing
    """Show what would be if a leaf were this, while its number is dragged."""
    end_drag: Callable[[bool], object] = _nothing
    """The drag has ended: whether the leaf is to be that."""
    light: "Callable[[Path | None, bool], object]" = _nothing
    """Light a path in the graph, or none; one that stays lit is brought into view."""
    walk: "Callable[[Path], object]" = _nothing
    """Go along a path in the graph, and tell how its product grows."""
    show_changes: Callable[[Changes | None], object] = _nothing
    """Show on the graph what a push moves; None ends that."""
    play_forward: Callable[[], object] = _nothing
    """Play the forward pass from the start, and stop at its end."""
    presenting: Callable[[], bool] = lambda: False
    """Whether the panels are only hidden for a presentation."""
    look: Callable[[View], object] = _nothing
    """Look at the graph like this, as far as something is said."""
    set_frozen: Callable[[str, bool], object] | None = None
    """Let a parameter stay where it is in each step, or move again; None: that cannot be said."""
    page_made: Callable[[Panel], object] = _nothing
    """A page was made that asks for more than this: the window connects what it wants."""
