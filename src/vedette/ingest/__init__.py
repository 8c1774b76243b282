"""Inputs into a lake: `units` cuts what the sources tell into units of work, `rows` reads a unit (pure functions, the
same on one machine and on many), `local` spreads it over processes, `run` commits each unit, `again` tries what failed.
"""
