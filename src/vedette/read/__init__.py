"""The reader: words to event mentions.

From 1.32 on the ONNX runtime tells its maker, by default, which model runs where, and keeps a number of the machine among the
user's files. It looks for this variable when it is loaded; the call of the same meaning comes too late for that number.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from vedette.read.reader import Reader

__all__ = ["Reader"]
