"""Change one sign, factor or operand at a time, and see whether the tests notice.

    python -m tests.mutation [--count 60] [--seed 7] [--only REPORT] [--workers 1] [--all]

Mutants are sampled evenly over the code that works out or shows mathematics. Each is tried in a
copy of the repository: the tests closest to it first, then those that could notice, too.
``--only`` tries the mutants of an earlier report again, wherever their lines stand by now.
"""

import argparse
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.mutants import Mutant, mutants_in

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graphviz_app"
CORE = ("blame", "moments", "order", "pull_back", "read_run", "schedule", "sharing", "wording")
CODE = (
    "core/oplib/*.py",
    "core/operators/*.py",
    *(f"core/**/{name}.py" for name in CORE),
    "explain/*.py",
    "animate.py",
)
"""Where mutants are made; what is not there is passed over."""
ENGINE = {"oplib", "operators", *(f"{name}.py" for name in CORE)}
"""Code on which the numbers depend, not only what is said about them."""
NUMBERS = (
    *(
        "core/test_ops.py",
        "core/test_operators*.py",
        "core/**/test_blame.py",
        "core/test_extremes.py",
    ),
    *("core/test_autodiff.py", "core/**/test_straight_line.py", "core/test_order.py"),
    *("core/**/test_*.py", "test_examples.py", "**/test_round_trip.py", "**/test_text_writer.py"),
)
SENTENCES = (
    *("**/test_captions_are*.py", "test_animate.py", "test_steps*.py", "**/test_operators*.py"),
    *("**/test_numbers_*.py", "**/test_shares.py", "**/test_series.py", "**/test_captions*.py"),
    *("**/test_explain.py", "**/test_partials*.py", "**/test_inspector*.py", "**/test_blame.py"),
    *("**/test_paths.py", "**/test_order.py", "**/test_reading.py"),
)
RELATED = (
    *("**/test_edge*.py", "**/test_node*.py", "**/test_timeline*.py", "**/test_operator_list.py"),
    *("scene/test_picture.py", "scene/test_overlay.py", "test_cli.py", "export/test_at.py"),
    *("**/test_extreme_numbers.py", "**/test_canvas_fields.py", "**/test_find_bar.py"),
)
PATIENCE = 1800.0
"""Seconds after which tests that go on and on have noticed something."""


class Result(NamedTuple):
    """What became of a mutant: the test that noticed it, or nothing."""

    mutant: Mutant
    noticed: str


def main() -> None:
    """Print each mutant with what noticed it, then the count and the survivors."""
    options = _options()
    everything = [m for path in _code() for m in mutants_in(path)]
    chosen = _again(everything, options.only) if options.only else None
    if chosen is None:
        chosen = _sample(everything, options.count, random.Random(options.seed))
    print(f"{len(chosen)} of {len(everything)} mutants")
    results = []
    for result in _tried(chosen, options.workers, options.all):
        results.append(result)
        print(f"{result.mutant}\n  {result.noticed or 'SURVIVED'}", flush=True)
    survivors = [result.mutant for result in results if not result.noticed]
    caught = len(results) - len(survivors)
    print(f"\n{caught} of {len(results)} caught ({100 * caught / max(len(results), 1):.0f} %)")
    print("\n".join(f"survived: {mutant.place}" for mutant in survivors))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", type=Path, help="a report whose mutants are tried again")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="all tests, not only the related ones")
    return parser.parse_args()


def _code() -> list[Path]:
    return list(dict.fromkeys(path for glob in CODE for path in sorted(PACKAGE.glob(glob))))


def _sample(found: Sequence[Mutant], count: int, chance: random.Random) -> list[Mutant]:
    """Evenly over the files: one at random out of each of ``count`` equal stretches."""
    stretch = len(found) / count
    return [found[int((k + chance.random()) * stretch)] for k in range(count)]


def _again(found: Sequence[Mutant], report: Path) -> list[Mutant]:
    """The mutants of a report: by place where they are still there, else by the lines alone."""
    told = report.read_text(encoding="utf-8")
    here = [mutant for mutant in found if f"{mutant}\n" in f"{told}\n"]
    there = {(mutant.before.strip(), mutant.after.strip()) for mutant in here}
    moved = re.findall(r"^-(.*)\n\+(.*)$", told, re.MULTILINE)
    wanted = {(a.strip(), b.strip()) for a, b in moved} - there
    rest = [mutant for mutant in found if (mutant.before.strip(), mutant.after.strip()) in wanted]
    return sorted([*here, *rest], key=lambda mutant: told.find(str(mutant)))


def _tried(mutants: Sequence[Mutant], workers: int, everything: bool) -> Iterator[Result]:
    """The mutants, each tried in a copy that no other one is tried in meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        copies: queue.Queue[Path] = queue.Queue()
        for k in range(workers):
            copies.put(_copied(Path(folder) / str(k)))
        stages = {engine: _stages(engine, everything) for engine in (True, False)}
        untouched = _first_failure(
            Path(folder) / "0", [test for tests in stages[True] for test in tests]
        )
        if untouched:
            sys.exit(f"without a mutant: {untouched}")

        def tried(mutant: Mutant) -> Result:
            copy = copies.get()
            try:
                engine = bool(ENGINE.intersection(mutant.path.parts))
                return Result(mutant, _noticed(mutant, copy, stages[engine]))
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(tried, mutants)


def _copied(target: Path) -> Path:
    """A copy of the repository whose bytecode is there, so that no run has to compile it."""
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, target, ignore=ignored)
    collect = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--collect-only"]
    subprocess.run(collect, cwd=target, env=_environment(target), capture_output=True, check=True)
    return target


def _stages(engine: bool, everything: bool) -> list[list[str]]:
    """The tests of each stage, as paths in a copy."""
    globs = [*([NUMBERS] if engine else []), SENTENCES, RELATED]
    found = [_tests(some) for some in globs] + ([_tests(("**/test_*.py",))] if everything else [])
    before: set[str] = set()
    stages = []
    for tests in found:
        stages.append([test for test in tests if test not in before])
        before.update(tests)
    return [stage for stage in stages if stage]


def _tests(globs: Sequence[str]) -> list[str]:
    tests = ROOT / "tests"
    found = (path for glob in globs for path in sorted(tests.glob(glob)))
    return list(dict.fromkeys(str(path.relative_to(ROOT)) for path in found))


def _noticed(mutant: Mutant, copy: Path, stages: Sequence[Sequence[str]]) -> str:
    """The first test that fails with the mutant in place; '' if none does."""
    place = copy / mutant.path.relative_to(ROOT)
    original, times = place.read_bytes(), place.stat()
    place.write_bytes(mutant.applied(original))
    try:
        return next((found for tests in stages if (found := _first_failure(copy, tests))), "")
    finally:
        place.write_bytes(original)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))  # its bytecode is good again


def _first_failure(copy: Path, tests: Sequence[str]) -> str:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    # Bytecode is judged by time and size, which a mutant may share with the one before.
    settings = {**_environment(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=settings, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return "goes on and on"
    if done.returncode == 0:
        return ""
    told = re.search(r"^(?:FAILED|ERROR) (\S+(?: *\[.*?\])?)", done.stdout, re.MULTILINE)
    return f"caught by {told[1]}" if told else f"caught: exit status {done.returncode}"


def _environment(copy: Path) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(copy)}


if __name__ == "__main__":
    main()
