"""What is told over the canvas.

status_line     one sentence at its foot
busy_card       that drawing takes a while
large_card      that a graph is too large to be drawn unasked
"""
