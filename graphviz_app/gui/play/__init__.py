"""Time: what runs it, shows it, and says what happens.

player          the clock of the animation; walker: of a walk along a path
transport       the strip at the bottom; timeline_bar: the timeline in it
stretches       where each part is on the timeline
caption         what happens now, as mathematics; caption_layout: where
caption_text    the words, by phase (tellings); caption_update: of a step of learning
moment_titles   which step it is
composition_row the output as one function of others, in a row; notches: the wheel as steps
caption_strip   the same in a presentation; strip_layout: where; hairline: its timeline
"""
