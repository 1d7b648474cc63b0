"""What dragging over the canvas does: a class for each gesture, a row of the table for its press.

gesture         what all of them are: begin, move, end, cancel
table           which press begins which gesture
pan, marquee    the gestures
drawn_edge      an edge that is drawn, or put elsewhere; drawn_look: how that looks
dropped         what is dragged here from the list of operators
aim             what it would do where the pointer is; grips: where it is taken hold of
move_nodes      nodes put somewhere else; drag_number: a number made smaller or larger
drag            from a press to its release: whether it became a gesture, and what ends it
"""
