"""A hand solution against the truth.

verdict         what is said of each claim, and of all of them
"""

from graphviz_app.core.check.verdict import Checked, Judged, Slip, Verdict

__all__ = ["Checked", "Judged", "Slip", "Verdict"]
