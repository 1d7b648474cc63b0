"""What all rooms of the window are furnished with. Knows no document: it is told what to show.

parts           small widgets: numbers that copy in full, formulas, cards, rules; badge: a sign
                of equality beside a gradient
plain           text is only text, wherever Qt would look into it
sheet           what a panel shows about one thing, from the top down; rows: what it is made of
elided, narrow  what gives way where room is short
panel           what the window tells a panel, and what a panel may ask; page: one that scrolls;
                switch: which of two halves of it is seen
own_keys        keys that do something in a list, although they do something else elsewhere
tick            a check box in the theme's colours
name_choice     a list of names, one of them chosen
verdict_signs   ✓ and ✗: what is right and wrong, told apart without colour
notice          a sentence above the canvas, and what can be done about it
patience        long work in a thread of its own; turns: on the window's, a piece at a time
code/           text of the language as it is shown and edited
canvas_field    a field that opens over the canvas
dress           the look of all widgets, from a theme; icons: signs on buttons
kept_focus      who had the keys before something lay over the window
"""
