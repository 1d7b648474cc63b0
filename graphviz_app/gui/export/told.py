"""A picture with covered numbers, with all of them told."""

from graphviz_app.core.covering import told_update
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
