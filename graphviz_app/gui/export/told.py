"""A picture with covered numbers, with all of them told; and one without covers, covered."""

from graphviz_app.core.covering import covered, covered_update, told_update
from graphviz_app.core.covers import Covers
from graphviz_app.core.read_as import read_again
from graphviz_app.core.schedule import Schedule
from graphviz_app.scene.picture import Picture


def told(picture: Picture, schedule: Schedule) -> tuple[Picture, Schedule]:
    """The same picture of the run that its steps begin with, and these, without covers."""
    run, whole = schedule.run, schedule.run.whole.uncovered
    plain = None if whole is None else read_again(run, whole)
    if plain is None:
        return picture.with_run(run), schedule
    update = None if schedule.update is None else told_update(schedule.update)
    return picture.with_run(plain), schedule.renewed(plain, update)


def covered_again(
    picture: Picture, schedule: Schedule, covers: Covers | None
) -> tuple[Picture, Schedule]:
    """The same picture and its steps with these covers."""
    trace = covered(schedule.run.whole, covers)
    hidden = None if trace is schedule.run.whole else read_again(schedule.run, trace)
    if hidden is None:
        return picture, schedule
    update = None if schedule.update is None else covered_update(schedule.update, trace)
    return picture.with_run(hidden), schedule.renewed(hidden, update)
