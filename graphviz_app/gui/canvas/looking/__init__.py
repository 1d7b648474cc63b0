"""Which part of the graph is seen, and what helps to find one's way.

zooming         which part: zoomed, panned, fitted; zoom_control
following       the view glides to the step under way; overview: the whole in a corner
footing         a ground under what lies at the foot
depth_control   a slider for groups in groups
find_bar        a field that finds; finding: what is meant
pin_marks       which nodes stay where they were put; verdict_flags: what was worked out wrongly
"""
