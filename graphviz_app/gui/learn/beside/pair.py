"""Pair: two graphs side by side, each with its run's name above it."""

from typing import TYPE_CHECKING

from graphviz_app.explain.plain_formula import plain_symbol
from graphviz_app.frames import Frame
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.learn.beside.mirror import Mirror
from graphviz_app.gui.learn.beside.run_title import RunTitle, room_of_titles
from graphviz_app.gui.learn.learner import Learner
from graphviz_app.numbers import in_panel
from graphviz_app.scene.learned.runs import names_of
from graphviz_app.scene.picture import Picture
from graphviz_app.scene.plots.course import looks
from graphviz_app.theme import Theme

if TYPE_CHECKING:
    from graphviz_app.core.learning.training import Training


class Pair:
    """The stage gives half of its room to the second graph while it is there."""

    def __init__(self, stage: Stage, theme: Theme) -> None:
        self._stage = stage
        self.mirror = Mirror(stage.view, stage)
        self._titles = RunTitle(theme, stage), RunTitle(theme, self.mirror)

    @property
    def is_there(self) -> bool:
        """Whether it is seen."""
        return not self.mirror.isHidden()

    def stand(self, theme: Theme) -> None:
        """Come, or take other lengths."""
        self._stage.stand_beside(self.mirror, room_of_titles(theme))

    def leave(self) -> None:
        """The one graph has all the room again."""
        if self.is_there:
            self.mirror.hide()
            self._titles[0].hide()
            self._stage.stand_beside(None)

    def show_frame(self, picture: Picture, frame: Frame) -> None:
        """The second graph's picture, as of a frame of its run."""
        self.mirror.show_frame(picture.with_run(frame.run), frame)

    def tell(self, learner: Learner, beside: int, theme: Theme) -> None:
        """Which runs they are, and how far."""
        trainings = learner.trainings
        names, lines = names_of(trainings), looks(len(trainings))
        for title, run in zip(self._titles, (learner.current, beside), strict=True):
            words = f"{names[run]} · {_how_far(trainings[run], learner.step)}"
            title.say(words, lines[run], theme)
            title.stand()
            title.show()


def _how_far(training: "Training", step: int) -> str:
    """``step 30 · L 0.0028``; a run that is not as far at its end."""
    made, output = min(step, training.count), training.graph.output
    loss = "" if output is None else plain_symbol(training.graph, output)
    return f"step {made:,} · {loss} {in_panel(training.losses[made])}"
