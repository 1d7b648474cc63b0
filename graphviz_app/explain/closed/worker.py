"""The script: a question per line of JSON on stdin, answers as lines of JSON on stdout.

It imports nothing of the program. Each form is told as soon as it is found, then an end: so what
was found before the time was over is not lost.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import mpmath
from algebra import DIGITS, NoFormError  # type: ignore[import-not-found]
from forms import Derivative  # type: ignore[import-not-found]
from printing import Printer  # type: ignore[import-not-found]


def answers(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The forms, and where they hold; or why there is none."""
    try:
        derivative = Derivative(question)
        printer = Printer(question["names"])
        yield {"where": [printer.doprint(condition) for condition in derivative.conditions]}
        for kind, form in derivative.forms():
            number = derivative.number_of(form)
            if number is None:
                yield {"none": "it has no value here"}
            else:
                at = mpmath.nstr(number, 17)
                yield {"kind": kind, "latex": printer.doprint(form), "number": at}
    except NoFormError as none:
        yield {"none": str(none)}
    except RecursionError:
        yield {"none": "it is nested too deeply"}


def main() -> None:
    """Answer until stdin ends."""
    mpmath.mp.dps = DIGITS
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in sys.stdin:
        for answer in answers(json.loads(line)):
            print(json.dumps(answer), flush=True)  # noqa: T201  # the answer is what it prints
        print("{}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
