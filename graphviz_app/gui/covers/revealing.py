"""Revealing: what is covered is told, one after the other or all at once, and hidden again."""

from collections.abc import Callable, Sequence

from graphviz_app.covered import Asked
from graphviz_app.gui.covers.answering import Answering
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.covers.finding import fields_near, numbers_of, numbers_of_step
from graphviz_app.gui.covers.lecture import Hidden
from graphviz_app.scene.graph_scene import GraphScene


class Revealing:
    """What is meant is what is selected, else what the step under way has found."""

    def __init__(
        self,
        covering: Covering,
        answering: Answering,
        scene: GraphScene,
        is_presenting: Callable[[], bool],
        step_forward: Callable[[], object],
    ) -> None:
        self._covering, self._answering, self._scene = covering, answering, scene
        self._is_presenting, self._step_forward = is_presenting, step_forward

    @property
    def meant(self) -> Sequence[Asked]:
        """Numbers that are asked for, covered or not."""
        return numbers_of(self._scene, self._scene.selection) or numbers_of_step(self._scene)

    @property
    def covered(self) -> Sequence[Asked]:
        """Those that are not told."""
        return self._untold(self.meant) or self._left

    @property
    def covered_now(self) -> Sequence[Asked]:
        """What the step under way has found, and is not told."""
        return self._untold(numbers_of_step(self._scene)) or self._left

    @property
    def _left(self) -> Sequence[Asked]:
        """What a presentation has not told when it comes to its end."""
        frame = self._scene.frame
        over = frame is not None and frame.at_rest
        if not over or not self._is_presenting():
            return ()
        fields = fields_near(self._scene)
        return self._untold(list(dict.fromkeys(placed.field.asked for placed in fields)))

    def _untold(self, numbers: Sequence[Asked]) -> Sequence[Asked]:
        return [number for number in numbers if self._covering.is_covered(number)]

    @property
    def any_open(self) -> bool:
        """Whether the document asks for something that is not answered."""
        return any(question.is_open for question in self._covering.questions)

    @property
    def any_covers(self) -> bool:
        """Whether there is something to be revealed, or to be hidden again."""
        return self._covering.any_covered or self._covering.any_revealed

    def answer(self) -> None:
        """Type the covered number; in a presentation, tell it."""
        if self._is_presenting():
            self._covering.reveal(self.covered)
        elif self.covered:
            self._answering.ask(self.covered[0])

    def next_question(self) -> None:
        """Type the next number that is asked for."""
        self._answering.next_question()

    def reveal(self) -> None:
        """Tell what is meant, or hide it again; where nothing is, the first that is covered."""
        self._answering.leave()
        if self.covered:
            self._covering.reveal(self.covered)
        else:
            self._covering.hide(self.meant)

    def reveal_all(self) -> None:
        """Tell everything, or hide it again."""
        self._answering.leave()
        if self._covering.any_covered:
            self._covering.reveal_all()
        else:
            self._covering.hide_all()

    def advance(self) -> None:
        """A clicker's key: tell what this step has found, then take the next step."""
        if self._is_presenting() and (covered := self.covered_now):
            self._covering.reveal(covered)
        else:
            self._step_forward()

    def cover_values(self, on: bool) -> None:
        """Of a lecture: no value is told until it is revealed."""
        self._cover("values", on)

    def cover_gradients(self, on: bool) -> None:
        """No gradient is."""
        self._cover("gradients", on)

    def cover_steps(self, on: bool) -> None:
        """What a step finds is told when it is revealed, or the next one begins."""
        self._cover("steps", on)

    def _cover(self, kind: Hidden, on: bool) -> None:
        self._answering.leave()
        self._covering.cover(kind, on)
        self._covering.see(self._scene.frame)
