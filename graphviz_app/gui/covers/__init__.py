"""Numbers that are covered on the graph itself: asked for, guessed, revealed.

on_graph        all of it, and the rest of the window
covering        which numbers of the run are not told now: questions of the document, and what a
                lecture covers; those are in questions and lecture
answering       an answer is typed over a covered number, in an answer_box, and judged
finding         which fields are drawn, and which of them are meant
revealing       what is covered is told, and hidden again
asking          what is selected is turned into a question, and no longer
pointing        clicks on fields, and numbers that an audience calls out
field_marks     ✓ and ✗ beside what was answered
"""
