"""What an editor knows of the language, line by line, also of a text that is broken.

definitions     which line gives which name a value, which claims a number
kinds           what each word of a line is, to be coloured
suggestions     names and operators that go on from what is typed
nudge           the number at the caret, one up or down
forms           how operators are typed: to be read, and to be put at the caret
"""
