"""Delays and sizes in the reader's language: `{% load measures %}`."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from detente.web import spans

register = template.Library()


@register.filter
def lasting(value: int) -> str:
    """Milliseconds: `240 ms`, `2,4 s`, `12 min`."""
    return spans.milliseconds(value).in_(get_language() or "en")


@register.filter
def weight(value: int) -> str:
    """Bytes: `512 octets`, `18 Ko`, `2,4 Mo`."""
    return spans.size(value).in_(get_language() or "en")
