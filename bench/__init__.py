"""Is it right, is it fast: scorers, a gate with pinned floors, and speed. Run as `python -m bench VERB`.

Measuring looks in from outside: it runs `vedette read` as a user would, and compares what comes out with
annotated reports. Nothing here is installed.
"""
