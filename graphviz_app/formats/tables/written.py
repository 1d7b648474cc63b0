"""A table written out in a text, as far as it fits there."""

from graphviz_app.arrays import Array
from graphviz_app.core.learning.settings import DataUse
from graphviz_app.core.learning.table import Feed
from graphviz_app.errors import DataError

MOST_WRITTEN = 5_000
"""Numbers that are written out in a text; more belong into a file."""


def written_out(feed: Feed, rows: Array | None = None) -> DataUse:
    """The numbers themselves, by the names of what they feed; raises DataError for too many."""
    numbers = feed.table.rows if rows is None else rows
    if len(numbers) * len(feed.heads) > MOST_WRITTEN:
        raise DataError(
            f"{len(numbers) * len(feed.heads):,} numbers are too many for the text, which holds "
            f"{MOST_WRITTEN:,}: save them as a CSV file beside the document, and open that"
        )
    return DataUse(columns={name: tuple(numbers[:, at].tolist()) for name, at in feed.heads})
