"""Columns of a table in memory, as arrays: what filters, orders and counts of 50,000 rows ask in a fraction of a millisecond,
where a database takes three.
"""
