"""How the model came to be, and how to train your own: `python -m train --corpus FILE`. Nothing here is installed."""
