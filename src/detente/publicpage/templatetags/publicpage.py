"""How the public page says a moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def moment(at: datetime, now: datetime) -> str:
    """The day and the hour, in the page's time zone: "today, 13:48", "17 November, 09:12"."""
    return f"{day(at, now)}, {date_format(timezone.localtime(at), 'H:i')}"


@register.filter
def day(at: datetime, now: datetime) -> str:
    """The day alone: "today", "yesterday", "17 November", "17 November 2025" in another year."""
    then, today = timezone.localtime(at).date(), timezone.localtime(now).date()
    if then == today:
        return pgettext("public page", "today")
    if then == today - timedelta(days=1):
        return pgettext("public page", "yesterday")
    return date_format(then, "j F" if then.year == today.year else "j F Y")


@register.filter
def long_day(at: datetime, now: datetime) -> str:
    """The day by its date, even when it is today: "21 November"."""
    then, today = timezone.localtime(at).date(), timezone.localtime(now).date()
    return date_format(then, "j F" if then.year == today.year else "j F Y")
