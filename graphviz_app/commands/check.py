"""``graphviz-app check``: hand solutions judged line by line."""

import argparse
from pathlib import Path

from graphviz_app.arguments import Command
from graphviz_app.commands.told import FINE, USER_ERROR, complain, put
from graphviz_app.core.wording import shortened
from graphviz_app.errors import GraphAppError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="*.cg or *.json with claims such as grad(w) == -0.22, or '-' for standard input",
    )
    parser.add_argument(
        "--json", dest="as_json", action="store_true", help="JSON: an object, or a list of them"
    )
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write a row for each claim")
    parser.add_argument(
        "--points",
        metavar="METHOD,VALUE",
        type=_points,
        help="give points for each claim: for the method (also where a number follows from an "
        "earlier slip) and for the number, such as 1,1",
    )
    parser.add_argument(
        "--loss",
        metavar="FACTOR",
        type=_factor,
        default=1.0,
        help="take gradients of FACTOR times the loss for right: 0.5 if hand solutions go by "
        "½(y − t)² where the sheet has (y − t)²",
    )
    parser.add_argument(
        "--against",
        metavar="SHEET",
        type=Path,
        help="judge the claims of FILE by the graph of another file",
    )


def _points(text: str) -> tuple[float, float]:
    method, _, value = text.partition(",")
    return _factor(method), _factor(value)


def _factor(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise argparse.ArgumentTypeError(f"'{shortened(text)}' is not a number such as 0.5")
    return number


def _run(
    files: list[Path],
    as_json: bool,
    csv: Path | None,
    points: tuple[float, float] | None,
    loss: float,
    against: Path | None,
) -> int:
    """Print the verdicts; what is wrong makes the exit code 1, a bad file does not stop others."""
    from graphviz_app.commands import check_report
    from graphviz_app.commands.checked import Terms, as_csv, sheets

    judged = list(sheets(files, Terms(against, points, loss)))
    if csv is not None:
        _write(csv, as_csv(judged), [*files, *([against] if against else [])])
    for sheet in judged:
        if sheet.error:
            complain(sheet.error)
    if as_json:
        put(check_report.as_json(judged))
    elif len(judged) > 1:
        put(check_report.of_class(judged))
    elif not judged[0].error:
        put(check_report.of_one(judged[0]))
    return FINE if check_report.is_fine(judged) else USER_ERROR


def _write(path: Path, text: str, files: list[Path]) -> None:
    from graphviz_app.commands.given import spare
    from graphviz_app.formats.replacing import reason_of, replace_file

    for file in files:
        spare(file, path, "the table")
    try:
        replace_file(path, lambda file: file.write(text.encode("utf-8")))
    except (OSError, RuntimeError) as error:
        raise GraphAppError(f"'{path}' cannot be written: {reason_of(error)}") from None


CHECK = Command(
    name="check",
    about="judge a hand solution, or a class of them, line by line",
    description=(
        "Compare every claim (a == 0.28, grad(w) == -0.22, after(w) == -0.69) with the truth and "
        "with what follows from the claims before it, by its printed digits; name the first that "
        "is wrong and the slip that leads to its number. The exit code is 1 if any is wrong."
    ),
    declare=_declare,
    run=_run,
)
