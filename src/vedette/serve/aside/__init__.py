"""What takes long to make of a whole lake: made in a process of its own, so that requests are answered meanwhile and its memory
is given back when it is done.
"""
