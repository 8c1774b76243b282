"""Who says what: statements with the speaker's stance to what they tell, and which demands and threats are still open."""

from vedette.analyse.statements.asked import STANCES, STATES, Asked
from vedette.analyse.statements.hearing import told

__all__ = ["STANCES", "STATES", "Asked", "told"]
