"""Regions of the world by time zone: as near as one comes to where people are without asking."""

from __future__ import annotations

from collections.abc import Iterable

REGIONS = ("north-america", "latin-america", "europe", "africa", "asia", "oceania")

_BY_AREA = {
    "Africa": "africa",
    "America": "latin-america",
    "Asia": "asia",
    "Atlantic": "europe",
    "Australia": "oceania",
    "Brazil": "latin-america",
    "Canada": "north-america",
    "Chile": "latin-america",
    "Europe": "europe",
    "Indian": "africa",
    "Mexico": "latin-america",
    "Pacific": "oceania",
    "US": "north-america",
}

_ELSEWHERE = {
    "africa": "Atlantic/Cape_Verde Atlantic/St_Helena Egypt Libya",
    "asia": "Indian/Chagos Indian/Maldives Hongkong Iran Israel Japan PRC ROC ROK Singapore",
    "europe": "Africa/Ceuta Arctic/Longyearbyen Asia/Famagusta Asia/Istanbul Asia/Nicosia Eire GB GB-Eire "
    "Iceland Poland Portugal Turkey W-SU",
    "latin-america": "Atlantic/South_Georgia Atlantic/Stanley Cuba Jamaica Pacific/Easter Pacific/Galapagos",
    "oceania": "Indian/Christmas Indian/Cocos Kwajalein NZ NZ-CHAT US/Samoa",
    "north-america": """
        Atlantic/Bermuda Navajo Pacific/Honolulu Pacific/Johnston
        America/Adak America/Anchorage America/Atikokan America/Atka America/Blanc-Sablon America/Boise
        America/Cambridge_Bay America/Chicago America/Coral_Harbour America/Creston America/Danmarkshavn
        America/Dawson America/Dawson_Creek America/Denver America/Detroit America/Edmonton
        America/Fort_Nelson America/Fort_Wayne America/Glace_Bay America/Godthab America/Goose_Bay
        America/Halifax America/Indianapolis America/Inuvik America/Iqaluit America/Juneau
        America/Knox_IN America/Los_Angeles America/Louisville America/Menominee America/Metlakatla
        America/Miquelon America/Moncton America/Montreal America/New_York America/Nipigon America/Nome
        America/Nuuk America/Pangnirtung America/Phoenix America/Rainy_River America/Rankin_Inlet
        America/Regina America/Resolute America/Scoresbysund America/Shiprock America/Sitka
        America/St_Johns America/Swift_Current America/Thule America/Thunder_Bay America/Toronto
        America/Vancouver America/Whitehorse America/Winnipeg America/Yakutat America/Yellowknife
    """,
}
_NORTHERN = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/")

_BY_ZONE = {zone: region for region, zones in _ELSEWHERE.items() for zone in zones.split()}


def region_of(zone: str) -> str | None:
    """The region a zone lies in; None for those that lie nowhere, such as UTC."""
    if zone.startswith(_NORTHERN):
        return "north-america"
    return _BY_ZONE.get(zone) or _BY_AREA.get(zone.partition("/")[0])


def zones_in(region: str, zones: Iterable[str]) -> list[str]:
    """Those of these zones that lie in the region, by name."""
    return sorted(zone for zone in zones if region_of(zone) == region)
