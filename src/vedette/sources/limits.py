"""How much is read of what others wrote. Each limit costs only what is over it, and a problem of kind "too-large" says so."""

from __future__ import annotations

MIB = 1 << 20
"""Bytes."""

LINE = 16 * MIB
"""Bytes of one line, and characters of one cell of a table: forty times a long book's chapter; all longer ones that
were ever seen were damaged files."""

LINE_SKIPPED = 4096 * MIB
"""Bytes of an overlong line that are passed over in search of its end, before the input is given up as endless."""

TEXT = 16 * MIB
"""Bytes of a plain text: one report, of which the longest kind (a commission's findings) has some 5 MiB."""

WHOLE = 512 * MIB
"""Bytes of an input that can only be read at once: a JSON array, or lines in UTF-16."""

PAGE = 5 * MIB
"""Bytes of a web page. Pages have 0.02 to 2 MiB, and crawlers cut them at 1 to 5."""

ELEMENTS = 30_000
"""Elements of a web page. Pages have 300 to 5,000; the worst that could be made of 30,000 took 11 s and 0.3 GiB."""

FEED = 20 * MIB
"""Bytes of a feed or a list of feeds, of which 20 MiB are read in 12 s; feeds have 0.02 to 1 MiB."""

DOCUMENT = 64 * MIB
"""Bytes of a PDF or DOCX file, of its parts when unpacked, and of a mail with its attachments."""

NESTED = 100
"""Times that a mail may name a boundary between parts: each line of the mail is held against all that are open. A mail
that was handed on ten times has about 20."""

PAGES = 2000
"""Pages of one PDF that are read; a situation report has 2 to 40."""

SECONDS = 60.0
"""Seconds that one PDF may take, looked at between its pages (about 0.02 s each): it may be made to take for ever."""

RECORD = 32 * MIB
"""Bytes of one record of a web archive. Crawlers cut pages at 1 to 10 MiB; longer records hold films and archives."""

HEADER = 64 << 10
"""Bytes of the named lines before a web archive's record."""

DEPTH = 2
"""How deep files may lie in files: an attachment in a mail in a zip. Zips in zips in zips are made to do harm."""

MEMBERS = 100_000
"""Files of one zip, attachments of one mail, feeds of one list."""

RATIO = 200
"""Bytes that one compressed byte may give. News gives 3 to 12, repetitive tables up to 100, zeros 1,030 and more."""

RATIO_FROM = 64 * MIB
"""Unpacked bytes from which `RATIO` is looked at: what is smaller does no harm."""

UNPACKED = 256 * 1024 * MIB
"""Bytes that one compressed input may give in all; a web archive of a day's news has 5 GiB."""

SPOOLED = 4096 * MIB
"""Bytes of standard input, or of a member, that are put aside on disk where a format must be read from its end."""

IN_MEMORY = 32 * MIB
"""Bytes put aside in memory before the disk is taken."""

XML_PARTS = 200_000
"""Elements of one feed or list that are looked at: 100 times the longest feed."""

ROW_GROUP = 2048 * MIB
"""Unpacked bytes of one part (row group) of a Parquet file; writers make 64 to 512 MiB."""

ROWS = 64
"""Rows of a Parquet file that are in memory at once."""
