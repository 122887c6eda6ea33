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
        "fr": "Europe/Paris Indian/Reunion Indian/Mayotte America/Martinique America/Guadeloupe America/Cayenne"
        " America/Miquelon America/St_Barthelemy America/Marigot Pacific/Tahiti Pacific/Noumea Pacific/Wallis"
        " Pacific/Marquesas Pacific/Gambier",
        "be": "Europe/Brussels",
        "ch": "Europe/Zurich",
        "lu": "Europe/Luxembourg",
        "mc": "Europe/Monaco",
        "gb": "Europe/London Europe/Belfast GB",
        "ie": "Europe/Dublin Eire",
        "ca": "America/Toronto America/Montreal America/Vancouver America/Edmonton America/Winnipeg America/Halifax"
        " America/Moncton America/St_Johns America/Regina America/Blanc-Sablon America/Iqaluit America/Whitehorse"
        " America/Yellowknife America/Thunder_Bay America/Glace_Bay America/Goose_Bay America/Nipigon"
        " America/Rankin_Inlet America/Resolute America/Rainy_River America/Atikokan America/Swift_Current"
        " America/Cambridge_Bay America/Inuvik America/Dawson America/Dawson_Creek America/Fort_Nelson"
        " America/Creston America/Pangnirtung Canada/Eastern Canada/Central Canada/Mountain Canada/Pacific"
        " Canada/Atlantic Canada/Newfoundland Canada/Saskatchewan Canada/Yukon",
        "us": "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage"
        " America/Detroit America/Boise America/Juneau America/Sitka America/Nome America/Adak America/Metlakatla"
        " America/Yakutat America/Menominee America/Louisville Pacific/Honolulu America/Kentucky/* America/Indiana/*"
        " America/North_Dakota/* America/Indianapolis US/*",
        "au": "Australia/*",
        "nz": "Pacific/Auckland Pacific/Chatham NZ",
        "in": "Asia/Kolkata Asia/Calcutta",
        "za": "Africa/Johannesburg",
        "sn": "Africa/Dakar",
        "ci": "Africa/Abidjan",
        "ma": "Africa/Casablanca",
        "tn": "Africa/Tunis",
        "dz": "Africa/Algiers",
    }
)
_OF_ZONE: Final = {zone: country for country, zones in _ZONES.items() for zone in zones.split()}


def country_of(zone: str) -> str:
    """Two letters, lower case, of the country that lives by this zone; empty where it says nothing certain."""
    area = zone.rpartition("/")[0]
    return _OF_ZONE.get(zone) or _OF_ZONE.get(f"{area}/*", "")
