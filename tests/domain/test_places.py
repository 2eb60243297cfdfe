"""From what people type or share to a zone."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from solbot.content.catalog import Catalog
from solbot.members.place_labels import city_in
from solbot.typed import gazetteer, places, zone_clocks
from solbot.typed.countries import (
    CITIES_FOR_SHORT,
    EVERYDAY,
    ZONES_BY_ABBREVIATION,
    ZONES_BY_ISLAND,
)
from solbot.typed.regions import REGIONS
from tests import make_cities

AUTUMN = datetime(2026, 11, 23, 14, 30, 20, tzinfo=UTC)  # a Monday
SUMMER = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "name", "zone"),
    [
        ("New York", "New York City", "America/New_York"),
        ("  new   york ", "New York City", "America/New_York"),
        ("CDMX", "Mexico City", "America/Mexico_City"),
        ("São Paulo", "São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "São Paulo", "America/Sao_Paulo"),
        ("München", "Munich", "Europe/Berlin"),
        ("munich", "Munich", "Europe/Berlin"),
        ("Kyiv", "Kyiv", "Europe/Kyiv"),
        ("Kiev", "Kyiv", "Europe/Kyiv"),
        ("北京", "Beijing", "Asia/Shanghai"),
        ("Москва", "Moscow", "Europe/Moscow"),
        ("दिल्ली", "Delhi", "Asia/Kolkata"),
        ("St. Louis", "St. Louis", "America/Chicago"),
        ("Cambridge, MA", "Cambridge", "America/New_York"),
        ("Cambridge, Massachusetts, USA", "Cambridge", "America/New_York"),
        ("cambridge ma", "Cambridge", "America/New_York"),
        ("Cambridge, UK", "Cambridge", "Europe/London"),
        ("N.Y.C.", "New York City", "America/New_York"),
        ("L.A.", "Los Angeles", "America/Los_Angeles"),
        ("Bs. As.", "Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Perth, WA", "Perth", "Australia/Perth"),
        ("Tacoma, WA", "Tacoma", "America/Los_Angeles"),
        ("Ballarat VIC", "Ballarat", "Australia/Melbourne"),
        ("Alice Springs, NT", "Alice Springs", "Australia/Darwin"),
        ("Mexicali, BC", "Mexicali", "America/Tijuana"),
        ("Kelowna, BC", "Kelowna", "America/Vancouver"),
        ("Monterrey, NL", "Monterrey", "America/Monterrey"),
        ("Utrecht, NL", "Utrecht", "Europe/Amsterdam"),
        ("the Netherlands", "Rotterdam", "Europe/Amsterdam"),
        ("el Reino Unido", "London", "Europe/London"),
        ("Isle of Mull", "Glasgow", "Europe/London"),
        ("Cambridge England", "Cambridge", "Europe/London"),
        ("Cambridge, New Zealand", "Cambridge", "Pacific/Auckland"),
        ("London, Ontario", "London", "America/Toronto"),
        ("Paris, TX", "Paris", "America/Chicago"),
        ("Paris France", "Paris", "Europe/Paris"),
        ("München, Bayern", "Munich", "Europe/Berlin"),
        ("Smallville, Kansas", "Wichita", "America/Chicago"),
        ("Smallville Kansas", "Wichita", "America/Chicago"),
        ("Europe/Madrid", "Europe/Madrid", "Europe/Madrid"),
        ("america/new york", "America/New_York", "America/New_York"),
        ("UTC", "UTC", "UTC"),
        ("gmt+0", "UTC+0", "UTC"),
        ("UTC+2", "UTC+2", "Etc/GMT-2"),
        ("utc +02:00", "UTC+2", "Etc/GMT-2"),
        ("GMT-5", "UTC-5", "Etc/GMT+5"),
        ("GMT−5", "UTC-5", "Etc/GMT+5"),
        ("+14", "UTC+14", "Etc/GMT-14"),
        ("UTC+5:30", "UTC+5:30", "Asia/Kolkata"),
        ("UTC-0930", "UTC-9:30", "Pacific/Marquesas"),
    ],
)
def test_one_place_is_meant(text: str, name: str, zone: str) -> None:
    found = places.find_city(text)
    assert [(place.name, place.zone) for place in found] == [(name, zone)]


def test_offsets_are_what_they_say() -> None:
    for text, offset in [("UTC+2", 2 * HOUR), ("GMT-5", -5 * HOUR), ("UTC+5:45", 5.75 * HOUR)]:
        zone = ZoneInfo(places.find_city(text)[0].zone)
        assert {at.astimezone(zone).utcoffset() for at in (AUTUMN, SUMMER)} == {offset}


@pytest.mark.parametrize(
    "text",
    ["", " ", "???", "🙂", "Nowhereville", "UTC+25", "UTC+5:17", "Mars/Crater", "x" * 4096],
)
def test_no_place_is_meant(text: str) -> None:
    assert places.find_city(text) == []


def test_namesakes_come_biggest_first() -> None:
    found = places.find_city("Cambridge")
    assert [place.country for place in found] == ["GB", "CA", "US", "NZ"]
    assert [place.region for place in found] == ["England", "Ontario", "Massachusetts", ""]
    sizes = [place.population for place in found]
    assert sizes == sorted(sizes, reverse=True)
    assert [place.country for place in places.find_city("Cambridge", limit=2)] == ["GB", "CA"]
    assert places.find_city("Cambridge", limit=0) == []


def test_namesakes_in_one_zone_are_one() -> None:
    zones = [place.zone for place in places.find_city("Springfield")]
    assert len(zones) == len(set(zones)) >= 3


def test_a_bigger_city_by_another_name_comes_before_a_namesake() -> None:
    assert [place.name for place in places.find_city("Leopoldville")][:1] == ["Kinshasa"]
    assert "Lomé" not in [place.name for place in places.find_city("Rome")]


def test_a_country_alone_offers_its_zones() -> None:
    assert {place.zone for place in places.find_city("Spain")} == {
        "Europe/Madrid",
        "Atlantic/Canary",
        "Africa/Ceuta",
    }
    zones = [place.zone for place in places.find_city("Georgia")]
    assert zones[:2] == ["Asia/Tbilisi", "America/New_York"]


@pytest.mark.parametrize(
    "text",
    [
        "cancel",
        "hello?",
        "yes",
        "never",
        "later",
        "start",
        "test",
        "back",
        "menu",
        "here",
        "stop",
        "help",
        "home",
        "thanks",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert not places.look_up(text, AUTUMN)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("India", "Asia/Kolkata"),
        ("Egypt", "Africa/Cairo"),
        ("Ireland", "Europe/Dublin"),
        ("Netherlands", "Europe/Amsterdam"),
        ("deutschland", "Europe/Berlin"),
        ("日本", "Asia/Tokyo"),
        ("New York", "America/New_York"),
        ("CDMX", "America/Mexico_City"),
        ("Madrid, Colombia", "America/Bogota"),
        ("Nevers", "Europe/Paris"),
        ("Alemania", "Europe/Berlin"),
        ("Ruanda", "Africa/Kigali"),
        ("Canarias", "Atlantic/Canary"),
        ("Queensland", "Australia/Brisbane"),
        ("Vincennes, Indiana", "America/Indiana/Vincennes"),
        ("Londres", "Europe/London"),
        ("Nueva York", "America/New_York"),
        ("Calcuta", "Asia/Kolkata"),
    ],
)
def test_what_can_mean_only_one_clock_is_sure(text: str, zone: str) -> None:
    found = places.look_up(text, AUTUMN, ("en", "es"))
    assert found.sure
    assert [place.zone for place in found.places] == [zone]


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Chile", "America/Santiago America/Punta_Arenas"),
        ("España", "Europe/Madrid Atlantic/Canary"),
        ("Ontario", "America/Toronto America/Winnipeg America/Los_Angeles"),
        (
            "Florida",
            "America/New_York America/Chicago America/Havana America/Bogota America/Montevideo",
        ),
        ("Madrid", "Europe/Madrid America/Bogota"),
        ("Puno", "America/Lima Asia/Kolkata"),
        ("Armenia", "Asia/Yerevan America/Bogota"),
        ("Ürümqi", "Asia/Urumqi Asia/Shanghai"),
        ("Vincennes", "Europe/Paris America/Indiana/Vincennes"),
        ("Boston", "America/New_York Europe/London"),
        ("Same", "Africa/Dar_es_Salaam"),
        ("London, somewhere", "Europe/London America/Toronto"),
        ("Rockport Maine", "America/New_York"),
        ("EST", "America/New_York"),
        ("PST", "America/Los_Angeles"),
        ("cet", "Europe/Berlin"),
        ("Smallville, Kansas", "America/Chicago"),
    ],
)
def test_what_is_doubtful_is_to_be_asked(text: str, zones: str) -> None:
    found = places.look_up(text, AUTUMN)
    assert not found.sure
    assert [place.zone for place in found.places] == zones.split()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Vitoria", "America/Sao_Paulo America/Recife Europe/Madrid"),
        ("Silao", "Asia/Kolkata America/Mexico_City"),
        ("Tula", "Europe/Moscow America/Mexico_City"),
        ("Camargo", "Europe/Madrid America/Chihuahua"),
        ("Jerez", "Europe/Madrid America/Mexico_City"),
        ("Encarnación", "America/Asuncion America/Mexico_City"),
        ("Constitución", "America/Santiago America/Mazatlan"),
        ("Saint Petersburg", "Europe/Moscow America/New_York"),
        ("St Petersburg", "America/New_York Europe/Moscow"),
        ("Palestine", "Asia/Jerusalem Asia/Gaza America/Chicago"),
        ("Palestina", "Asia/Jerusalem Asia/Gaza"),
        ("Essex", "Europe/London America/New_York"),
        ("Surrey", "America/Vancouver Europe/London"),
        ("Kent", "Europe/London America/Los_Angeles America/New_York"),
        ("Cornwall", "Europe/London America/Toronto"),
        ("La Rioja", "America/Argentina/La_Rioja Europe/Madrid"),
        ("Tuscany", "Europe/Rome America/Edmonton"),
        ("Lara", "America/Caracas Australia/Melbourne"),
        ("Pasco", "America/Lima America/Los_Angeles"),
        ("Loreto", "America/Lima America/Mexico_City"),
        ("Beni", "America/La_Paz Africa/Lubumbashi"),
    ],
)
def test_what_several_places_are_called_is_asked(text: str, zones: str, language: str) -> None:
    found = places.look_up(text, AUTUMN, (language,))
    assert not found.sure
    assert [place.zone for place in found.places] == zones.split()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Yorkshire", "Europe/London"),
        ("Reading, Berkshire", "Europe/London"),
        ("Toscana", "Europe/Rome"),
        ("Mallorca", "Europe/Madrid"),
        ("Tenerife", "Atlantic/Canary"),
        ("Sicilia", "Europe/Rome"),
        ("Creta", "Europe/Athens"),
        ("Bavaria", "Europe/Berlin"),
        ("Long Island", "America/New_York"),
        ("Staten Island", "America/New_York"),
        ("Christmas Island", "Indian/Christmas"),
        ("Easter Island", "Pacific/Easter"),
        ("Isla de Pascua", "Pacific/Easter"),
        ("Galápagos", "Pacific/Galapagos"),
    ],
)
def test_regions_and_islands_are_found(text: str, zone: str, language: str) -> None:
    found = places.look_up(text, AUTUMN, (language,))
    assert found.sure
    assert [place.zone for place in found.places] == [zone]


def test_an_island_is_not_iceland() -> None:
    assert not places.look_up("Whidbey Island", AUTUMN, ("en", "es"))
    assert not places.look_up("island", AUTUMN, ("en", "es")).sure
    assert places.look_up("Iceland", AUTUMN, ("en", "es")).sure
    assert places.look_up("Islandia", AUTUMN, ("en", "es")).sure


@pytest.mark.parametrize(
    "text",
    [
        "rest",
        "part",
        "soul",
        "hang",
        "surprise",
        "libertad",
        "daño",
        "nada",
        "solo",
        "vista",
        "tema",
        "reunión",
        "debo",
    ],
)
def test_an_everyday_word_is_never_sure(text: str) -> None:
    assert not places.look_up(text, AUTUMN, ("en", "es")).sure


def test_no_town_goes_by_the_letters_of_a_large_city() -> None:
    known = gazetteer.gazetteer()
    for key, (country, name) in CITIES_FOR_SHORT.items():
        assert gazetteer.fold(key) == key
        found = places.look_up(key, AUTUMN)
        assert [(one.country, one.name) for one in found.places] == [(country, name)]
        assert {known.places(one)[0].zone for one in known.named(key)} <= {found.places[0].zone}


def test_every_region_s_city_lies_in_it() -> None:
    known = gazetteer.gazetteer()
    for iso, cities in REGIONS.items():
        for names, city in cities.items():
            found = [known.kind(one) for one in sorted(known.named(gazetteer.fold(city)))]
            kind = next(one for one in found if one.country == iso)
            for name in names.split(", "):
                assert (iso, kind.region) in known.areas[gazetteer.fold(name)]


def test_every_island_s_zone_is_known() -> None:
    assert set(ZONES_BY_ISLAND.values()) <= available_timezones()
    assert all(gazetteer.fold(name) == name for name in (*ZONES_BY_ISLAND, *EVERYDAY))


def test_washington_and_santiago_are_many() -> None:
    zones = [place.zone for place in places.look_up("Washington", AUTUMN).places]
    assert zones[:2] == ["America/New_York", "America/Los_Angeles"]
    assert "Europe/London" in zones
    found = places.look_up("Santiago", AUTUMN)
    assert not found.sure
    assert [place.country for place in found.places][:3] == ["CL", "DO", "CU"]


@pytest.mark.parametrize("text", ["USA", "Estados Unidos", "United States"])
def test_the_clocks_of_a_large_country(text: str) -> None:
    zones = {place.zone for place in places.look_up(text, AUTUMN, ("en", "es")).places}
    assert zones >= {
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    }


def test_abbreviations_are_of_zones_with_cities() -> None:
    for key in ZONES_BY_ABBREVIATION:
        assert places.look_up(key, AUTUMN).places


def test_the_beginning_of_a_name() -> None:
    found = places.find_city("Barcel")
    assert [place.country for place in found] == ["ES", "VE"]
    assert {place.name for place in found} == {"Barcelona"}


def test_every_zone_of_a_city_exists() -> None:
    known = available_timezones()
    offsets = {choice.offset for choice in zone_clocks.clock_choices(AUTUMN)}
    choices = [one for offset in offsets for one in zone_clocks.zones_at(offset, AUTUMN, limit=99)]
    assert {choice.zone for choice in choices} <= known
    assert all(1 <= len(choice.cities) <= 3 for choice in choices)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (40.4, -3.7, "Europe/Madrid"),
        (50.45, 30.5, "Europe/Kyiv"),
        (40.73, -73.99, "America/New_York"),
        (-31.55, 159.08, "Australia/Lord_Howe"),
        (10, -160, "Etc/GMT+11"),
    ],
)
def test_zone_of_location(latitude: float, longitude: float, zone: str) -> None:
    assert places.zones_of_location(latitude, longitude, AUTUMN) == (zone,)


def test_where_two_clocks_are_in_use() -> None:
    assert places.zones_of_location(43.8, 87.6, AUTUMN) == ("Asia/Shanghai", "Asia/Urumqi")
    names = [place.name for place in places.cities_of(("Asia/Shanghai", "Etc/GMT+11"))]
    assert names == ["Shanghai", "Etc/GMT+11"]


def test_the_whole_globe_has_known_zones() -> None:
    known = available_timezones()
    globe = [(lat, lon) for lat in range(-90, 91, 15) for lon in range(-180, 181, 15)]
    assert {zone for point in globe for zone in places.zones_of_location(*point, AUTUMN)} <= known


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (float("nan"), 0)])
def test_no_place_on_earth(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="latitude"):
        places.zones_of_location(latitude, longitude, AUTUMN)


def test_clock_choices() -> None:
    choices = zone_clocks.clock_choices(AUTUMN)
    offsets = [choice.offset for choice in choices]
    assert offsets == sorted(set(offsets))
    assert len(offsets) > 30
    shown = {choice.offset: (choice.local, choice.weekday) for choice in choices}
    assert shown[HOUR] == (time(15, 30), 1)
    assert shown[-11 * HOUR] == (time(3, 30), 1)
    assert shown[13 * HOUR] == (time(3, 30), 2)
    assert shown[5.75 * HOUR] == (time(20, 15), 1)


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        (time(15, 30), HOUR),
        (time(15, 38), HOUR),
        (time(15, 22), HOUR),
        (time(15, 39), None),
        (time(20, 0), 5.5 * HOUR),
        (time(20, 14), 5.75 * HOUR),
        (time(0, 30), 10 * HOUR),
        (time(3, 30), 13 * HOUR),  # more people than at -11, where it is a day less
        (time(4, 30), -10 * HOUR),
    ],
)
def test_offset_of_clock(typed: time, offset: timedelta | None) -> None:
    assert zone_clocks.offset_of_clock(typed, AUTUMN) == offset


def test_offset_of_clock_round_midnight() -> None:
    late = datetime(2026, 11, 23, 22, 58, tzinfo=UTC)
    assert zone_clocks.offset_of_clock(time(0, 3), late) == HOUR
    assert zone_clocks.offset_of_clock(time(23, 55), late) == HOUR


def test_zones_at_one_offset_are_told_apart_by_what_comes() -> None:
    europe, nigeria = zone_clocks.zones_at(HOUR, AUTUMN)[:2]
    assert europe.zone == "Europe/Berlin"
    assert [city.name for city in europe.cities] == ["Berlin", "Madrid", "Rome"]
    assert nigeria.zone == "Africa/Lagos"
    assert europe.population > nigeria.population
    assert len(zone_clocks.zones_at(2 * HOUR, AUTUMN, limit=3)) == 3
    # Lebanon and Egypt change their clocks on other nights than Ukraine.
    named = [choice.zone for choice in zone_clocks.zones_at(2 * HOUR, AUTUMN)]
    assert {"Europe/Kyiv", "Africa/Cairo", "Asia/Beirut"} <= set(named)
    assert zone_clocks.zones_at(timedelta(minutes=7), AUTUMN) == []


MEASURE = """
from threading import Thread
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 2**20
before = resident()
from solbot.typed import places
thread = Thread(target=places.warm)
thread.start()
thread.join()
assert places.find_city("Kyiv")
print(resident() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from Linux")
def test_the_cities_stay_small_in_memory() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
    )
    assert float(ran.stdout) < 15


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_city_s_own_name_sets_no_other_clock(language: str) -> None:
    """Of all 34,006: what is set unasked is the city's own clock, a tenth of the names at most is asked about, and
    what is offered then has the city's own clock among the first eight."""
    known = gazetteer.gazetteer()
    found: dict[str, places.FoundPlaces] = {}
    unseen = []
    for city in range(len(known.names)):
        name = known.name(city)
        if name not in found:
            found[name] = places.look_up(name, AUTUMN, (language,))
        own = {zone_clocks.clock_of(one.zone, AUTUMN) for one in known.places(city)}
        there = {zone_clocks.clock_of(one.zone, AUTUMN) for one in found[name].places}
        if found[name].sure:
            assert there == own, name
        elif not own <= there:
            unseen.append(name)
    asked = sum(not one.sure for one in found.values())
    assert len(known.names) == 34_006
    assert asked * 10 <= len(found)
    assert len(unseen) <= 2, unseen  # "Central" is a clock in America, "Çat" is CAT


def test_the_cities_are_those_of_the_pinned_packages() -> None:
    assert make_cities.THERE.read_bytes() == make_cities.made()


def test_five_hundred_commas_and_their_like_mean_nothing() -> None:
    for text in ("," * 500, ", " * 40, "a, " * 30, "in " * 33, "." * 99, "\u0301" * 90):
        assert not places.look_up(text, AUTUMN, ("en", "es"))


def test_two_threads_read_the_cities_once() -> None:
    gazetteer._read_gazetteer.cache_clear()
    gazetteer._read_inhabited.cache_clear()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: places.warm(), range(4)))
    assert gazetteer._read_gazetteer.cache_info().misses == 1
    assert places.find_city("Kyiv")


@pytest.mark.parametrize(
    ("typed", "spanish", "english"),
    [
        ("Londres", "Londres", "London"),
        ("NYC", "Nueva York", "New York City"),
        ("Tokyo", "Tokio", "Tokyo"),
        ("London, Ontario", "London", "London"),
        ("Munich", "Munich", "Munich"),
        ("UTC+5", "UTC+5", "UTC+5"),
    ],
)
def test_cities_are_called_as_a_language_calls_them(
    shipped: Catalog, typed: str, spanish: str, english: str
) -> None:
    place = places.look_up(typed, AUTUMN).places[0]
    assert city_in(shipped.language("es"), place) == spanish
    assert city_in(shipped.language("en"), place) == english
