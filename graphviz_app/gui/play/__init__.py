"""Time: what runs it, shows it, and says what happens.

player          the clock of the animation; walker: of a walk along a path
transport       the strip at the bottom; timeline_bar: the timeline in it
caption_card    what happens now, as mathematics; caption_strip: the same in a presentation,
                hairline: its timeline
composition_row the output as one function of others, in a row; notches: the wheel as steps
"""
