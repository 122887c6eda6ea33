"""The country of a time zone, for helplines: where people speak French or English, and around."""

from __future__ import annotations

from typing import Final

_ZONES: Final = {
    "FR": "Europe/Paris",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "LU": "Europe/Luxembourg",
    "MC": "Europe/Monaco",
    "DE": "Europe/Berlin Europe/Busingen",
    "AT": "Europe/Vienna",
    "NL": "Europe/Amsterdam",
    "ES": "Europe/Madrid Atlantic/Canary Africa/Ceuta",
    "IT": "Europe/Rome",
    "PT": "Europe/Lisbon Atlantic/Madeira Atlantic/Azores",
    "GB": "Europe/London Europe/Belfast GB",
    "IE": "Europe/Dublin Eire",
    "CA": (
        "America/Toronto America/Montreal America/Vancouver America/Edmonton America/Winnipeg America/Regina"
        " America/Halifax America/Moncton America/St_Johns America/Whitehorse America/Yellowknife America/Iqaluit"
    ),
    "US": (
        "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage"
        " America/Detroit America/Boise America/Juneau Pacific/Honolulu America/Indiana/Indianapolis"
        " America/Kentucky/Louisville"
    ),
    "AU": (
        "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Hobart"
        " Australia/Darwin Australia/Canberra"
    ),
    "NZ": "Pacific/Auckland Pacific/Chatham",
    "IN": "Asia/Kolkata Asia/Calcutta",
    "ZA": "Africa/Johannesburg",
}
_COUNTRY: Final = {zone: country for country, zones in _ZONES.items() for zone in zones.split()}


def country_of_zone(zone: str) -> str:
    """Two letters for an IANA time zone; empty where a zone says nothing or is not listed."""
    return _COUNTRY.get(zone, "")
