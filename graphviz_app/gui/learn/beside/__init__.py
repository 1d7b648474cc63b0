"""Two runs as two graphs in step.

side_by_side    which run stands beside the one that is shown, and when
pair            the two graphs, and their names
mirror          the second graph: looked at like the first, and only looked at
run_title       which run a graph shows, in its corner
"""
