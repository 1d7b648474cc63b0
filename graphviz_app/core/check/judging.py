"""check: every claim of a hand solution judged, in the order in which they stand."""

from collections.abc import Collection, Iterator, Sequence

from graphviz_app.arrays import np
from graphviz_app.core.check.book import Book, Follows, Known
from graphviz_app.core.check.derivation import Derivation
from graphviz_app.core.check.placed import Placed, part, shaped
from graphviz_app.core.check.printed import finest_unit, read_printed, usual_unit
from graphviz_app.core.check.quantities import AFTER, Quantities
from graphviz_app.core.check.rounded import with_rounded_steps
from graphviz_app.core.check.rules import Rules
from graphviz_app.core.check.slips.case import Case
from graphviz_app.core.check.slips.finder import find
from graphviz_app.core.check.softmax import softmaxes
from graphviz_app.core.check.truth import Truth
from graphviz_app.core.check.verdict import Checked, Judged, Slip, Verdict
from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.trace import Trace


def check(trace: Trace, claims: Sequence[Claim] | None = None) -> Checked:
    """Judge the claims (the graph's own if none are given), each with those before it carried."""
    claims = trace.graph.claims if claims is None else claims
    sheet = Sheet(trace, claims)
    with np.errstate(all="ignore"):
        return Checked(tuple(sheet.judged(claim) for claim in claims))


class Sheet:
    """A hand solution while it is read."""

    def __init__(self, trace: Trace, claims: Sequence[Claim]) -> None:
        self.quantities = Quantities(trace)
        tensors = any(isinstance(value, np.ndarray) for value in trace.values.values())
        self.derivation = Derivation(self.quantities, Rules(tensors=tensors))
        self.others = list(self._others(tensors))
        """Other ways of working."""
        self.truth = Truth(self.quantities, self.derivation)
        self.usual = usual_unit(claims)
        self.finest = finest_unit(claims)
        self.clean = Book()
        """What was right."""
        self.own = self.clean
        """Everything, as soon as something was wrong."""
        self.earlier: list[int] = []
        """What was claimed so far."""

    def _others(self, tensors: bool) -> Iterator[Derivation]:
        found = softmaxes(self.quantities)
        if found and not tensors:
            yield Derivation(self.quantities, self.derivation.rules, found)
        yield Derivation(self.quantities, Rules(tensors=tensors, slopes="operands"))
        yield Derivation(self.quantities, Rules(tensors=tensors, slopes="value"))

    def judged(self, claim: Claim) -> Judged:
        """One claim's verdict; its number is carried from now on."""
        quantity = self.quantities.of_claim(claim)
        whole = None if quantity is None else self.truth.number(quantity)
        if quantity is None or whole is None:
            return Judged(claim, "blank", remark=f"there is no {_words(claim)} to compare with")
        element = self.quantities.element_of(claim)
        try:
            expected = part(whole, element)
        except IndexError:
            return Judged(claim, "blank", remark=f"{claim.of} has no such element")
        read = read_printed(claim, self.usual)
        if read is None:
            return Judged(claim, "blank", expected, expected)
        printed = shaped(read, expected)
        if printed is None:
            remark = _misfit(np.shape(read.value), np.shape(expected))
            return Judged(claim, "wrong", expected, expected, remark=remark)
        return self._against(Placed(claim, quantity, element, printed), whole)

    def _against(self, placed: Placed, whole: Value) -> Judged:
        expected = placed.part(whole)
        verdict, carried = self._verdict(placed, expected)
        slip = None
        if verdict == "wrong":
            slip, full = self._slip(placed)
            self._go_wrong(placed, whole, full)
        else:
            self._carry(placed, verdict, whole)
        self.earlier.append(placed.quantity)
        return Judged(placed.claim, verdict, expected, carried, slip)

    def _slip(self, placed: Placed) -> tuple[Slip | None, Value]:
        """The likely mistake, and the number that it leads to in full."""
        likely = [d for d in (self.derivation, *self.others) if d.rules is self.derivation.rules]
        rest = [d for d in self.others if d not in likely]
        for derivations in (likely, rest):
            cases = [Case(d, self.truth, self.own, placed) for d in derivations]
            found = find(cases, self.earlier)
            if found is not None:
                return found
        return None, placed.printed.value

    def _verdict(self, placed: Placed, expected: Value) -> tuple[Verdict, Value]:
        """The verdict, and what follows from the earlier claims."""
        if placed.printed.meets(expected, expected):
            return "right", expected
        carried = self._carried(placed)
        for book, follows in self._ways(placed.quantity):
            low, high = placed.part(follows.low), placed.part(follows.high)
            if placed.printed.meets(low, high):
                return ("rounded" if self._is_true(book, follows, placed) else "follows"), carried
        return "wrong", carried

    def _is_true(self, book: Book, follows: Follows, placed: Placed) -> bool:
        """Whether no wrong number has led to it."""
        if book is self.clean:
            return True
        truth = self.truth.number(placed.quantity)
        return truth is not None and bool(np.allclose(follows.full, truth, 1e-12, 1e-300))

    def _carried(self, placed: Placed) -> Value:
        follows = self.own.follows(self.derivation, placed.quantity)
        near = [placed.part(follows.full), placed.part(follows.printed)]
        return next((x for x in reversed(near) if placed.printed.meets(x, x)), near[0])

    def _ways(self, quantity: int) -> Iterator[tuple[Book, Follows]]:
        """What follows, from the plainest way of working to the least likely."""
        books = [self.clean] if self.own is self.clean else [self.clean, self.own]
        for derivation in (self.derivation, *self.others):
            for book in books:
                yield book, book.follows(derivation, quantity)
        for book in books:
            for among in self._fewer(book):
                yield book, book.follows(self.derivation, quantity, among)
        rounded = with_rounded_steps(self.own, self.derivation, quantity, self.finest)
        if rounded is not None:
            yield self.own, rounded

    def _fewer(self, book: Book) -> Iterator[Collection[int]]:
        """Claims that a person who starts over goes back to: without derivatives, only values."""
        count = self.quantities.count
        kinds = {quantity: quantity // count for quantity in book.known}
        for most in (AFTER + 1, AFTER):
            if any(kind > most for kind in kinds.values()):
                yield {quantity for quantity, kind in kinds.items() if kind <= most}

    def _carry(self, placed: Placed, verdict: Verdict, whole: Value) -> None:
        """A number that is right so far."""
        low, high = placed.printed.low, placed.printed.high
        if verdict != "follows":
            base = self.clean.known.get(placed.quantity, Known(whole, whole, whole, whole))
            known = placed.known(placed.part(whole), low, high, base)
            self.clean.known[placed.quantity] = known
        if self.own is self.clean:
            return
        follows = self.own.follows(self.derivation, placed.quantity)
        full = placed.part(follows.full)
        if not placed.printed.meets(full, full):
            full = placed.part(whole) if verdict == "right" else placed.printed.value
        base = self.own.known.get(placed.quantity, Known(*follows))
        self.own.known[placed.quantity] = placed.known(full, low, high, base)

    def _go_wrong(self, placed: Placed, whole: Value, full: Value) -> None:
        """A wrong number, which later ones may follow from."""
        if self.own is self.clean:
            self.own = self.clean.copy()
        self.clean.known.pop(placed.quantity, None)
        base = self.own.known.get(placed.quantity, Known(whole, whole, whole, whole))
        low, high = placed.printed.low, placed.printed.high
        self.own.known[placed.quantity] = placed.known(full, low, high, base)


def _words(claim: Claim) -> str:
    what = {"value": "value", "grad": "gradient", "after": "value after a step", "d": "derivative"}
    return f"{what[claim.kind]} of {claim.of}"


def _misfit(printed: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    from graphviz_app.core.wording import sized

    return f"this is {sized(printed)}, and it should be {sized(wanted)}"
