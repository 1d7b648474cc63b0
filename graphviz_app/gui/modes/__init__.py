"""The page Modes: forward mode beside reverse mode.

modes_page      the switch, what is differentiated by, and how the two compare
modes_rows      what it says: the derivative in both modes, passes and work
work_row        a row with a bar: how much work a mode is
"""
