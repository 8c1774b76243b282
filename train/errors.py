"""What can go wrong with a training that its user can mend."""


class TrainError(Exception):
    """A file or setting does not hold; the message names it and the next step."""
