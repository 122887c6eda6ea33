"""The country of a brand, from the time zone it set: helplines differ by country.

Source: the IANA time zone database (`zone.tab`), for the countries whose helplines the check of care knows, and their
neighbours where French or English is written. A zone that is not here says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "FR": "Europe/Paris Indian/Reunion Indian/Mayotte America/Martinique America/Guadeloupe America/Cayenne"
        " America/Miquelon America/St_Barthelemy America/Marigot Pacific/Tahiti Pacific/Noumea Pacific/Wallis"
        " Pacific/Marquesas Pacific/Gambier",
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
        "CA": "America/Toronto America/Montreal America/Vancouver America/Edmonton America/Winnipeg America/Halifax"
        " America/Moncton America/St_Johns America/Regina America/Blanc-Sablon America/Iqaluit America/Whitehorse"
        " America/Yellowknife America/Thunder_Bay America/Glace_Bay America/Goose_Bay America/Nipigon"
        " America/Rankin_Inlet America/Resolute America/Rainy_River America/Atikokan America/Swift_Current"
        " America/Cambridge_Bay America/Inuvik America/Dawson America/Dawson_Creek America/Fort_Nelson"
        " America/Creston America/Pangnirtung Canada/Eastern Canada/Central Canada/Mountain Canada/Pacific"
        " Canada/Atlantic Canada/Newfoundland Canada/Saskatchewan Canada/Yukon",
        "US": "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage"
        " America/Detroit America/Boise America/Juneau America/Sitka America/Nome America/Adak America/Metlakatla"
        " America/Yakutat America/Menominee America/Louisville Pacific/Honolulu America/Kentucky/* America/Indiana/*"
        " America/North_Dakota/* America/Indianapolis US/*",
        "AU": "Australia/*",
        "NZ": "Pacific/Auckland Pacific/Chatham NZ",
        "IN": "Asia/Kolkata Asia/Calcutta",
        "ZA": "Africa/Johannesburg",
        "SN": "Africa/Dakar",
        "CI": "Africa/Abidjan",
        "MA": "Africa/Casablanca",
        "TN": "Africa/Tunis",
        "DZ": "Africa/Algiers",
    }
)
_OF_ZONE: Final = {zone: country for country, zones in _ZONES.items() for zone in zones.split()}


def country_of(zone: str) -> str:
    """Two capitals (ISO 3166) for the country that lives by this zone; empty where it says nothing certain."""
    area = zone.rpartition("/")[0]
    return _OF_ZONE.get(zone) or _OF_ZONE.get(f"{area}/*", "")
