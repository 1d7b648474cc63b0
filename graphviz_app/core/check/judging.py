"""check: every claim of a hand solution judged, in the order in which they stand."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from graphviz_app.arrays import np
from graphviz_app.core.check.book import Book, Follows, Known
from graphviz_app.core.check.conventions import Conventions, possible
from graphviz_app.core.check.placed import Placed
from graphviz_app.core.check.printed import read_printed
from graphviz_app.core.check.quantities import AFTER
from graphviz_app.core.check.rounded import with_rounded_steps
from graphviz_app.core.check.rounded_lists import with_rounded_lists
from graphviz_app.core.check.sheet import NEAR, Sheet
from graphviz_app.core.check.slips.case import Case
from graphviz_app.core.check.slips.finder import find
from graphviz_app.core.check.verdict import Checked, Judged, Slip, Verdict
from graphviz_app.core.graph import Claim, Value
from graphviz_app.core.trace import Trace

AS_WRITTEN = Conventions()
MOST_UNEXPLAINED = 5
"""Numbers that nothing leads to; after so many less is tried for the others of the sheet, and
after three times as many nothing."""
FAR, FAR_UNITS = 2.1, 500
"""What roundings on the way may make of a number: so many times its size, and last digits."""


def check(
    trace: Trace, claims: Sequence[Claim] | None = None, conventions: Conventions = AS_WRITTEN
) -> Checked:
    """Judge the claims (the graph's own if none are given), each with those before it carried."""
    claims = trace.graph.claims if claims is None else claims
    sheet = Sheet(trace, claims, conventions)
    with np.errstate(all="ignore"):
        found = Reader(sheet).read()
        return found if conventions != AS_WRITTEN else _with_convention(sheet, found)


def _with_convention(sheet: Sheet, found: Checked) -> Checked:
    """With a remark at the first wrong claim, if all would be right by another convention."""
    first = found.first_wrong
    if first is None or not _may_follow_one(sheet, found.judged[first].claim):
        return found
    for conventions, remark in possible(sheet.quantities):
        if _may_be(conventions, found.judged[first]):
            other = Sheet(sheet.quantities.trace, sheet.claims, conventions)
            if Reader(other, with_slips=False).is_fine():
                judged = list(found.judged)
                judged[first] = replace(judged[first], remark=remark)
                return Checked(tuple(judged))
    return found


def _may_follow_one(sheet: Sheet, claim: Claim) -> bool:
    """Whether a convention changes it: of the values only the loss."""
    quantity = sheet.quantities.of_claim(claim)
    return claim.kind != "value" or (quantity is not None and sheet.is_loss(quantity))


def _may_be(conventions: Conventions, wrong: Judged) -> bool:
    """Whether it is worth a look: a gradient or the loss shows by which factor it is off."""
    number, expected = read_printed(wrong.claim, 0.0), wrong.carried
    if conventions.loss == 1.0 or wrong.claim.kind not in ("grad", "value") or number is None:
        return True
    scaled = 0.0 if expected is None else expected * conventions.loss
    if np.shape(number.value) != np.shape(scaled):
        return False
    return bool(np.allclose(number.value, scaled, rtol=NEAR, atol=3 * number.unit))


class Reader:
    """Goes through a sheet from its first claim to its last."""

    def __init__(self, sheet: Sheet, *, with_slips: bool = True) -> None:
        self.sheet = sheet
        self.with_slips = with_slips
        self.clean = Book()
        """What was right."""
        self.own = self.clean
        """Everything, as soon as something was wrong."""
        self.earlier: list[int] = []
        """What was claimed so far."""
        self._last: tuple[int, tuple[Value, Value]] | None = None
        self._unexplained = 0

    def read(self) -> Checked:
        """Every claim's verdict."""
        return Checked(tuple(map(self._judged, self.sheet.claims)))

    def is_fine(self) -> bool:
        """Whether nothing is wrong; as soon as something is it reads no further."""
        return all(self._judged(claim).verdict != "wrong" for claim in self.sheet.claims)

    def _judged(self, claim: Claim) -> Judged:
        placed = self.sheet.placed(claim)
        if isinstance(placed, Judged):
            return placed
        judged = self._against(placed)
        self.earlier.append(placed.quantity)
        self._last = None
        return judged

    def _against(self, placed: Placed) -> Judged:
        truth = self.sheet.truth.number(placed.quantity)
        assert truth is not None  # else it had no place
        expected = placed.part(truth)
        verdict, carried = self._verdict(placed, expected)
        if verdict == "wrong":
            slip, full = self._slip(placed)
            self._go_wrong(placed, truth, full)
            element = _first_wrong(placed, expected)
            remark = f"element {list(element)} is the first that is wrong" if element else ""
            return Judged(placed.claim, verdict, expected, carried, slip, remark, element=element)
        trivial = verdict == "follows" and self._is_trivial(placed, carried)
        self._carry(placed, verdict, truth)
        remark = _by_itself(carried) if trivial else ""
        return Judged(placed.claim, verdict, expected, carried, None, remark, trivial)

    # The verdict

    def _verdict(self, placed: Placed, expected: Value) -> tuple[Verdict, Value]:
        """The verdict, and what follows from the earlier claims."""
        right = placed.printed.meets(expected, expected)
        if right and self.own is self.clean:
            return "right", expected
        carried = self._carried(placed)
        if right:
            return "right", carried
        for book, follows in self._ways(placed):
            low, high = placed.part(follows.low), placed.part(follows.high)
            if placed.printed.meets(low, high):
                return ("rounded" if self._is_true(book, follows, placed) else "follows"), carried
        if isinstance(carried, float) and not np.isfinite(carried) and self.own is not self.clean:
            return "follows", carried
        return "wrong", carried

    def _is_true(self, book: Book, follows: Follows, placed: Placed) -> bool:
        """Whether no wrong number has led to it."""
        if book is self.clean:
            return True
        truth = self.sheet.truth.number(placed.quantity)
        return truth is not None and bool(np.allclose(follows.full, truth, 1e-12, 1e-300))

    def _carried(self, placed: Placed) -> Value:
        printed, full = map(placed.part, self._own_numbers(placed.quantity))
        return printed if placed.printed.meets(printed, printed) else full

    def _own_numbers(self, quantity: int) -> tuple[Value, Value]:
        """What follows from the person's numbers, as printed and in full."""
        if self._last is None or self._last[0] != quantity:
            self._last = quantity, self.own.plain(self.sheet.derivation, quantity)
        return self._last[1]

    def _ways(self, placed: Placed) -> Iterator[tuple[Book, Follows]]:
        """What follows, from the plainest way of working to the least likely."""
        sheet, quantity = self.sheet, placed.quantity
        books = [self.clean] if self.own is self.clean else [self.clean, self.own]
        for derivation in (sheet.derivation, *sheet.others):
            for book in books:
                yield book, book.follows(derivation, quantity)
        for book in books:
            for among in self._fewer(book):
                yield book, book.follows(sheet.derivation, quantity, among)
        near = [book for book in reversed(books) if not self._is_far(book, placed)]
        for book in near:
            for with_rounded in (with_rounded_steps, with_rounded_lists):
                rounded = with_rounded(book, sheet.derivation, quantity, sheet.finest)
                if rounded is not None:
                    yield book, rounded
                    break

    def _is_far(self, book: Book, placed: Placed) -> bool:
        """Whether a number is too far off for any rounding, which would take long to work out."""
        own = book is self.own and book is not self.clean
        quantity = placed.quantity
        full = self._own_numbers(quantity)[1] if own else self.sheet.truth.number(quantity)
        if not isinstance(full, float) or not isinstance(placed.printed.value, float):
            return False
        return abs(placed.printed.value - full) > FAR * abs(full) + FAR_UNITS * self.sheet.finest

    def _fewer(self, book: Book) -> Iterator[Collection[int]]:
        """Claims that a person who starts over goes back to: gradients and values, only values."""
        kinds = {quantity: self.sheet.quantities.parted(quantity)[0] for quantity in book.known}
        for most in (2, 1):
            if any(kind > most for kind in kinds.values()):
                yield {quantity for quantity, kind in kinds.items() if kind <= most}

    def _is_trivial(self, placed: Placed, carried: Value) -> bool:
        """Whether the number follows by itself: 0, 1 or ∞, or the copy of one that is no copy."""
        if not isinstance(carried, float):
            return not np.any(carried)
        truth, quantities = self.sheet.truth, self.sheet.quantities
        expected = truth.number(placed.quantity)
        kind, node = quantities.parted(placed.quantity)
        if carried == 0.0 or not np.isfinite(carried) or (kind > AFTER and abs(carried) == 1.0):
            return True
        if kind == AFTER and _same(carried, truth.number(node)):
            return True
        tape = self.sheet.derivation.tape(placed.quantity, self.own.known)
        copies = [q for q in tape.known if _same(self.own.known[q].printed, carried)]
        return bool(copies) and not any(_same(truth.number(q), expected) for q in copies)

    # What is carried on

    def _carry(self, placed: Placed, verdict: Verdict, truth: Value) -> None:
        """A number that is right so far."""
        low, high = placed.printed.low, placed.printed.high
        if verdict != "follows":
            base = self.clean.known.get(placed.quantity, Known(truth, truth, truth, truth))
            known = placed.known(placed.part(truth), low, high, base)
            self.clean.known[placed.quantity] = known
        if self.own is self.clean:
            return
        printed, follows = self._own_numbers(placed.quantity)
        full = placed.part(follows)
        if not placed.printed.meets(full, full):
            full = placed.part(truth) if verdict == "right" else placed.printed.value
        base = self.own.known.get(placed.quantity, Known(follows, printed, follows, follows))
        self.own.known[placed.quantity] = placed.known(full, low, high, base)

    def _go_wrong(self, placed: Placed, truth: Value, full: Value) -> None:
        """A wrong number, which later ones may follow from."""
        if self.own is self.clean:
            self.own = self.clean.copy()
        self.clean.known.pop(placed.quantity, None)
        base = self.own.known.get(placed.quantity, Known(truth, truth, truth, truth))
        low, high = placed.printed.low, placed.printed.high
        self.own.known[placed.quantity] = placed.known(full, low, high, base)

    def _slip(self, placed: Placed) -> tuple[Slip | None, Value]:
        """The likely mistake, and the number that it leads to in full."""
        sheet = self.sheet
        likely = [d for d in (sheet.derivation, *sheet.others) if d.rules is sheet.derivation.rules]
        rest = [d for d in sheet.others if d not in likely]
        attempts = ((likely, 0.0), (rest, 0.0), (likely, sheet.finest))
        tired = self._unexplained // MOST_UNEXPLAINED
        for derivations, unit in attempts[: (3, 1, 1, 0)[min(tired, 3)]]:
            cases = [Case(d, sheet.truth, self.own, placed, unit) for d in derivations]
            found = find(cases, self.earlier) if self.with_slips else None
            if found is not None:
                return found
        self._unexplained += 1
        return None, placed.printed.value


def _first_wrong(placed: Placed, expected: Value) -> tuple[int, ...]:
    """Of a list the first element that is wrong."""
    if not isinstance(expected, np.ndarray):
        return ()
    places = np.argwhere(~placed.printed.met(expected, expected)).tolist()
    return tuple(places[0]) if places else ()


def _same(one: Value | None, other: Value | None) -> bool:
    return isinstance(one, float) and isinstance(other, float) and one == other


def _by_itself(carried: Value) -> str:
    if isinstance(carried, float) and not np.isfinite(carried):
        return "the numbers before leave nothing to compare with; it earns no points"
    return "this follows by itself from a wrong number before it, and earns no points"
