"""What will be, before it is written.

preview         a picture at its real size, between rulers
paper           where it lies and scrolls; ruler: lengths along its sides
"""
