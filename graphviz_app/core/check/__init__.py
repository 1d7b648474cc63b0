"""A hand solution against the truth.

judging         check: the claims in order, each with those before it carried
sheet           the claims and what they are held against
conventions     what a sheet may go by, and is no mistake
marks           points for method and value
verdict         what is said of each claim, and of all of them
printed         what a person printed, and every number that it may stand for
placed          a claim in its place: a quantity or an element of one
quantities      values, values after the step and derivatives, by number
rules           how one instruction is computed: on floats, on arrays
derivation      how each quantity follows from others
truth           the true number of each
book            the numbers of earlier claims, and what follows from them
softmax         softmax written out, as one
rounded         the same where steps that nobody claimed were rounded too; rounded_lists
slips/          the mistake behind a wrong number
"""

from graphviz_app.core.check.conventions import Conventions
from graphviz_app.core.check.judging import check
from graphviz_app.core.check.marks import Marks, Points, marks
from graphviz_app.core.check.verdict import Checked, Judged, Slip, Verdict

__all__ = [
    "Checked",
    "Conventions",
    "Judged",
    "Marks",
    "Points",
    "Slip",
    "Verdict",
    "check",
    "marks",
]
