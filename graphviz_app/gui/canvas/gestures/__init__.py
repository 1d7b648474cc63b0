"""What dragging over the canvas does: a class for each gesture, a row of the table for its press.

gesture         what all of them are: begin, move, end, cancel
table           which press begins which gesture
pan, marquee    the gestures
move_nodes      nodes put somewhere else; drag_number: a number made smaller or larger
drag            from a press to its release: whether it became a gesture, and what ends it
"""
