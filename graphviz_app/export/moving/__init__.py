"""Pictures that move, and documents with a page for each step: all cut by the schedule.

script          which moment is seen in which second, and the steps at which one rests
moving          what is to be written
"""
