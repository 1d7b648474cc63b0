"""What an editor knows of the language, line by line, also of a text that is broken.

definitions     whether a line gives a name a value, or claims a number
lines           on which line each name is given its value
kinds           what each word of a line is, to be coloured
long_numbers    where a number has more digits than are read
suggestions     names and operators that go on from what is typed
nudge           the number at the caret, one up or down
forms           how operators are typed, to be read
reference       what a help page says of every operator
"""
