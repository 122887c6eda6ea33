"""Personal data that a shape gives away, and the same words masked."""

from detente.rules.personal_data.find import find_personal_data
from detente.rules.personal_data.kinds import DataKind, PersonalData
from detente.rules.personal_data.masks import mask, masked

__all__ = ["DataKind", "PersonalData", "find_personal_data", "mask", "masked"]
