"""The opening hours of a brand, from its row."""

from __future__ import annotations

from detente.accounts.models import Brand
from detente.contracts.clock import OpeningHours


def hours_of(brand: Brand) -> OpeningHours:
    """The brand's hours; `{}` in the row means always open, in the brand's time zone."""
    if not brand.hours:
        return OpeningHours.always(brand.time_zone)
    return OpeningHours.from_json({"timezone": brand.time_zone, **brand.hours})
