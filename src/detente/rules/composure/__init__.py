"""The composure check: words at fault and what is missing, in French and English."""

from detente.rules.composure.report import check_reply
from detente.rules.composure.times import times_promised

__all__ = ["check_reply", "times_promised"]
