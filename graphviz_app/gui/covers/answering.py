"""Answering: the box over a covered number, and what is said of what was typed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from graphviz_app.core.graph import Claim
from graphviz_app.covered import Asked, Field, Outcome
from graphviz_app.gui.canvas.showing.drawing import Drawing
from graphviz_app.gui.canvas.stage import Stage
from graphviz_app.gui.check.checking import Checking
from graphviz_app.gui.covers.covering import Covering
from graphviz_app.gui.covers.finding import box_of, elements_of, fields_near
from graphviz_app.gui.covers.questions import Question
from graphviz_app.gui.documents.document import Document
from graphviz_app.gui.widgets.parts import first_upper

if TYPE_CHECKING:
    from graphviz_app.core.check import Judged
    from graphviz_app.formats.answers.numbers import Answer
    from graphviz_app.gui.covers.answer_box import AnswerBox

WRONG = "Not this. None of the usual slips leads to this number."
FOLLOWS = "Right from your earlier numbers; the slip is before it."
LATER = "What is left is asked of the step of learning: go on to Update (End, then →)."
AGAIN = "Type another number, or go on with Enter."


class Answering(QObject):
    """Opens the box where the number is; an answer becomes a claim, a guess only is compared."""

    def __init__(
        self,
        document: Document,
        covering: Covering,
        checking: Checking,
        drawing: Drawing,
        stage: Stage,
        say: Callable[[str], object],
        is_presenting: Callable[[], bool],
    ) -> None:
        super().__init__(stage)
        self._document, self._covering, self._checking = document, covering, checking
        self._scene, self._stage, self._say = drawing.scene, stage, say
        self._is_presenting = is_presenting
        self._box: AnswerBox | None = None
        self._waiting: Asked | None = None
        """An answer that is being judged."""
        checking.judging.judged.connect(self._take_verdict)
        stage.view.moved.connect(self._keep_box)
        drawing.shown.connect(self._keep_box)
        document.opened.connect(self.leave)

    @property
    def box(self) -> "AnswerBox":
        """Made when first a number is typed."""
        if self._box is None:
            from graphviz_app.gui.covers.answer_box import AnswerBox  # late: few answer here

            self._box = AnswerBox(self._scene.theme, self._stage, self._stage.view)
            self._box.answered.connect(self._answer)
            self._box.next_wanted.connect(self._go_on)
        return self._box

    def ask(self, number: Asked, begun: str = "") -> None:
        """Open the box over a number; it may have been ``begun`` to be typed."""
        from graphviz_app.gui.check.claim_model import typed_answer

        question = self._question(number)
        if question is not None:
            self._choose(number)
        written = "" if question is None else typed_answer(question.claim)
        self.box.set_theme(self._scene.theme)
        place = self._stage.view.to_viewport(box_of(self._scene, number))
        self.box.ask(number, place, written, begun)

    def _question(self, number: Asked) -> Question | None:
        """The one that an answer goes to; of what an audience guesses nothing is kept."""
        return None if self._is_presenting() else self._covering.question(number)

    def leave(self) -> None:
        """Nothing is typed any more, and nobody waits for a verdict."""
        self._waiting = None
        if self._box is not None:
            self._box.cancel_if_open()

    def next_question(self, after: Asked | None = None, way: int = 1) -> None:
        """The next question that is open, from the first again behind the last."""
        opened = self._open_questions()
        if not opened:
            self.leave()
            self._say(self._all_answered())
            return
        place = self._place_of(after)
        behind = [one for one in opened if (one.place - place) * way > 0]
        self.ask((behind or opened)[0 if way > 0 else -1].number)

    def _open_questions(self) -> Sequence[Question]:
        """A new value stands on the graph only while it is told how parameters move."""
        told, drawn = self._covering.is_revealed, self._drawn
        waiting = (one for one in self._covering.questions if one.is_open)
        return [one for one in waiting if not told(one.number) and drawn(one.number)]

    def _drawn(self, number: Asked) -> bool:
        near = () if number.kind != "after" else fields_near(self._scene)
        return number.kind != "after" or any(one.field.asked == number for one in near)

    def _place_of(self, number: Asked | None) -> int:
        question = None if number is None else self._covering.question(number)
        return -1 if question is None else question.place

    def _all_answered(self) -> str:
        questions, told = self._covering.questions, self._covering.is_revealed
        if any(one.is_open and not told(one.number) for one in questions):
            return LATER
        right = sum(not one.is_covered for one in questions)
        if not questions:
            return "Nothing is asked: Q asks for the number of what is selected."
        return f"Everything is answered, {right} of {len(questions)} rightly."

    def _choose(self, number: Asked) -> None:
        """What is asked is what everything is about."""
        elements = elements_of(self._scene, number)
        if elements and elements[0] not in self._scene.selection:
            self._scene.set_selection(elements[:1])
        if elements and isinstance(elements[0], str):
            self._stage.view.centre_on(elements[0])

    def _keep_box(self) -> None:
        """The box goes where its number goes."""
        box = self._box
        if box is None or not box.is_open or box.number is None:
            return
        place = box_of(self._scene, box.number)
        if place.isNull():
            box.cancel()
        else:
            box.follow(self._stage.view.to_viewport(place))

    # What was typed

    def _answer(self, number: Asked, answer: "Answer") -> None:
        question = self._question(number)
        if question is None:
            self._guess(number, answer)
            return
        self._waiting = number
        self._checking.answer(question.place, answer)
        self._checking.judge_now()
        self._take_verdict()

    def _take_verdict(self) -> None:
        """What is said of the answer that was typed just now."""
        number, judging = self._waiting, self._checking.judging
        question = None if number is None else self._covering.question(number)
        if number is None or question is None or judging.busy or judging.checked is None:
            return
        judged = next((one for one in judging.checked.judged if one.claim == question.claim), None)
        if judged is None or not question.claim.printed:
            return
        self._waiting = None
        stays = self.box.is_open and self.box.number == number
        if judged.verdict == "wrong" and stays:
            self.box.refuse(f"{sentence_of(judged)} {AGAIN}")
            return
        if judged.verdict in ("wrong", "follows"):
            self._say(FOLLOWS if judged.verdict == "follows" else sentence_of(judged))
        if stays:  # else something else is being typed by now
            self.next_question(number)

    def _guess(self, number: Asked, answer: "Answer") -> None:
        """Compare it with the true number, which is told with it."""
        from graphviz_app.core.check import check

        claim = Claim(number.kind, number.of, answer.printed, number.by, tolerance=answer.tolerance)
        judged = check(self._document.trace, (claim,)).judged[0]
        right = judged.verdict in ("right", "rounded")
        outcome: Outcome = "right" if right else "wrong"
        self.leave()
        self._covering.guess(Field(number, answer.printed, outcome))
        if not right:
            self._say(sentence_of(judged))

    def _go_on(self, number: Asked, way: int) -> None:
        if self._question(number) is None:
            self.leave()
            self._covering.reveal([number])
        else:
            self.next_question(number, way)


def sentence_of(judged: "Judged") -> str:
    """What went wrong, without the number that is right."""
    return WRONG if judged.slip is None else first_upper(judged.slip.sentence)
