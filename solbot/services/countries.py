"""What people call countries beside their names in CLDR, states and regions, and clocks by abbreviation.

The names are CLDR's (Unicode licence), in each country's own languages, with the short names in common use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

ZONES_BY_ABBREVIATION: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("est", "edt", "et", "eastern"), ("America/New_York",)),
    **dict.fromkeys(("cst", "cdt", "central"), ("America/Chicago", "Asia/Shanghai")),
    **dict.fromkeys(("mst", "mdt", "mt", "mountain"), ("America/Denver", "America/Phoenix")),
    **dict.fromkeys(("pst", "pdt", "pt", "pacific"), ("America/Los_Angeles",)),
    **dict.fromkeys(("akst", "akdt"), ("America/Anchorage",)),
    **dict.fromkeys(("hst",), ("Pacific/Honolulu",)),
    **dict.fromkeys(("ast", "adt"), ("America/Halifax", "America/Puerto_Rico", "Asia/Riyadh")),
    **dict.fromkeys(("brt",), ("America/Sao_Paulo",)),
    **dict.fromkeys(("wet", "west"), ("Europe/Lisbon",)),
    **dict.fromkeys(("bst",), ("Europe/London", "Asia/Dhaka")),
    **dict.fromkeys(("cet", "cest", "mez", "mesz"), ("Europe/Berlin",)),
    **dict.fromkeys(("eet", "eest"), ("Europe/Athens", "Europe/Kyiv", "Africa/Cairo")),
    **dict.fromkeys(("msk",), ("Europe/Moscow",)),
    **dict.fromkeys(("trt",), ("Europe/Istanbul",)),
    **dict.fromkeys(("wat",), ("Africa/Lagos",)),
    **dict.fromkeys(("cat",), ("Africa/Maputo",)),
    **dict.fromkeys(("eat",), ("Africa/Nairobi",)),
    **dict.fromkeys(("sast",), ("Africa/Johannesburg",)),
    **dict.fromkeys(("gst",), ("Asia/Dubai",)),
    **dict.fromkeys(("pkt",), ("Asia/Karachi",)),
    **dict.fromkeys(("ist",), ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
    **dict.fromkeys(("wib",), ("Asia/Jakarta",)),
    **dict.fromkeys(("sgt",), ("Asia/Singapore",)),
    **dict.fromkeys(("hkt",), ("Asia/Hong_Kong",)),
    **dict.fromkeys(("pht",), ("Asia/Manila",)),
    **dict.fromkeys(("jst",), ("Asia/Tokyo",)),
    **dict.fromkeys(("kst",), ("Asia/Seoul",)),
    **dict.fromkeys(("awst",), ("Australia/Perth",)),
    **dict.fromkeys(("acst", "acdt"), ("Australia/Adelaide", "Australia/Darwin")),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney", "Australia/Brisbane")),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
}
"""Where an abbreviation is used; it stands for half a year in one place, so people are asked."""

_NAMES = """\
AE: الإمارات العربية المتحدة, UAE, Emirates
AF: افغانستان
AG: Antigua & Barbuda
AL: Shqipëri
AM: Հայաստան
AT: Österreich
AX: Åland
AZ: Azərbaycan, Азәрбајҹан
BA: Bosnia & Herzegovina, Босна и Херцеговина, Bosna i Hercegovina, Bosnia
BD: বাংলাদেশ
BE: België, Belgique, Belgien
BG: България
BH: البحرين
BI: Uburundi
BL: St. Barthélemy
BN: بروني
BQ: Caribbean Netherlands, Caribisch Nederland
BR: Brasil
BT: འབྲུག
BY: Беларусь
CC: Cocos (Keeling) Islands
CD: Congo - Kinshasa, DRC
CF: Ködörösêse tî Bêafrîka, République centrafricaine
CG: Congo - Brazzaville, Congo
CH: Schweiz, Schwiiz, Suisse, Svizzera
CI: Côte d’Ivoire, Costa de Marfil
CM: Cameroun
CN: 中国, 中國, PRC
CV: Cape Verde
CW: Kòrsou
CY: Κύπρος, Kıbrıs
CZ: Česko, Czech Republic, República Checa
DE: Deutschland
DJ: جيبوتي
DK: Danmark
DO: República Dominicana
DZ: الجزائر, Algérie
EE: Eesti
EG: مصر
EH: الصحراء الغربية
ER: ኤርትራ, إريتريا
ES: España
ET: ኢትዮጵያ
FI: Suomi
FO: Føroyar
GB: Great Britain, Britain, UK
GE: საქართველო
GF: Guyane française
GL: Kalaallit Nunaat
GN: Guinée
GQ: Guinea Ecuatorial, Guinée équatoriale, Guiné Equatorial
GR: Ελλάδα
GS: South Georgia & South Sandwich Islands
GW: Guiné-Bissau
HK: Hong Kong SAR China, 中國香港特別行政區
HM: Heard & McDonald Islands
HR: Hrvatska
HU: Magyarország
IE: Éire, Republic of Ireland
IL: ישראל, إسرائيل
IM: Ellan Vannin
IN: भारत
IQ: العراق
IR: ایران
IS: Ísland
IT: Italia
JO: الأردن
JP: 日本
KG: Кыргызстан, Киргизия
KH: កម្ពុជា
KM: جزر القمر, Comores
KN: St. Kitts & Nevis
KP: 북한
KR: 대한민국, Korea, Corea
KW: الكويت
KZ: Казахстан, Қазақстан
LA: ລາວ
LB: لبنان
LC: St. Lucia
LI: Liächteschtäi
LK: ශ්‍රී ලංකාව, இலங்கை
LT: Lietuva
LU: Lëtzebuerg, Luxemburg
LV: Latvija
LY: ليبيا
MA: المغرب, Maroc, Meṛṛuk
MD: Republica Moldova
ME: Crna Gora
MF: St. Martin
MG: Madagasikara
MK: Северна Македонија, Macedonia
MM: Myanmar (Burma), မြန်မာ, Burma, Birmania
MN: Монгол
MO: Macao SAR China, 中國澳門特別行政區, Macau RAE da China
MR: موريتانيا
MU: Maurice
MV: ދިވެހި ރާއްޖެ
MZ: Moçambique
NC: Nouvelle-Calédonie
NG: Nàìjíríà
NL: Netherlands, Nederland, Holland, Holanda
NO: Norge, Noreg
NP: नेपाल
NZ: Aotearoa
OM: عُمان
PF: Polynésie française
PG: Papua Niugini
PH: Pilipinas
PK: پاکستان
PL: Polska
PM: St. Pierre & Miquelon, Saint-Pierre-et-Miquelon
PN: Pitcairn Islands
PS: Palestinian Territories, الأراضي الفلسطينية
PY: Paraguai
QA: قطر
RE: La Réunion
RS: Srbija, Србија
RU: Россия, Russian Federation
RW: U Rwanda
SA: المملكة العربية السعودية
SD: السودان
SE: Sverige
SG: 新加坡, Singapura, சிங்கப்பூர்
SH: St. Helena
SI: Slovenija
SJ: Svalbard & Jan Mayen, Svalbard og Jan Mayen
SK: Slovensko
SN: Senegaal
SO: Soomaaliya, الصومال
ST: São Tomé & Príncipe, São Tomé e Príncipe
SY: سوريا
SZ: Swaziland
TC: Turks & Caicos Islands
TD: تشاد, Tchad
TH: ไทย
TJ: Тоҷикистон
TL: East Timor
TN: تونس, Tunisie
TR: Türkiye
TT: Trinidad & Tobago
TW: 台灣
UA: Україна, Украина
UM: U.S. Outlying Islands
US: America, United States of America, USA, EEUU, EUA, Estados Unidos de América
UZ: Oʻzbekiston, Ўзбекистон
VA: Vatican City, Città del Vaticano
VC: St. Vincent & Grenadines
WF: Wallis & Futuna, Wallis-et-Futuna
XK: Kosovë, Косово
YE: اليمن
"""

ALSO_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    iso: tuple(names.split(", "))
    for iso, _, names in (line.partition(": ") for line in _NAMES.splitlines())
}
"""Other names of countries by ISO code."""

_STATES = """\
AK: Alaska, AL: Alabama, AR: Arkansas, AZ: Arizona, CA: California, CO: Colorado
CT: Connecticut, DC: District of Columbia, DE: Delaware, FL: Florida, GA: Georgia, HI: Hawaii
IA: Iowa, ID: Idaho, IL: Illinois, IN: Indiana, KS: Kansas, KY: Kentucky
LA: Louisiana, MA: Massachusetts, MD: Maryland, ME: Maine, MI: Michigan, MN: Minnesota
MO: Missouri, MS: Mississippi, MT: Montana, NC: North Carolina, ND: North Dakota, NE: Nebraska
NH: New Hampshire, NJ: New Jersey, NM: New Mexico, NV: Nevada, NY: New York, OH: Ohio
OK: Oklahoma, OR: Oregon, PA: Pennsylvania, RI: Rhode Island, SC: South Carolina, SD: South Dakota
TN: Tennessee, TX: Texas, UT: Utah, VA: Virginia, VT: Vermont, WA: Washington
WI: Wisconsin, WV: West Virginia, WY: Wyoming
"""

STATES: Final[Mapping[str, str]] = dict(
    entry.split(": ") for line in _STATES.splitlines() for entry in line.split(", ")
)
"""The United States, by postal code."""

REGIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "AU": {
        "New South Wales, NSW": "Sydney",
        "Victoria": "Melbourne",
        "Queensland, QLD": "Brisbane",
        "Western Australia": "Perth",
        "South Australia": "Adelaide",
        "Tasmania": "Hobart",
        "Northern Territory": "Darwin",
        "Australian Capital Territory, ACT": "Canberra",
    },
    "BR": {
        "Acre": "Rio Branco",
        "Amapá": "Macapá",
        "Amazonas": "Manaus",
        "Bahia": "Salvador",
        "Ceará": "Fortaleza",
        "Goiás": "Goiânia",
        "Maranhão": "São Luís",
        "Mato Grosso": "Cuiabá",
        "Mato Grosso do Sul": "Campo Grande",
        "Minas Gerais": "Belo Horizonte",
        "Pará": "Belém",
        "Paraná": "Curitiba",
        "Pernambuco": "Recife",
        "Rio Grande do Norte": "Natal",
        "Rio Grande do Sul": "Porto Alegre",
        "Rondônia": "Porto Velho",
        "Roraima": "Boa Vista",
        "Santa Catarina": "Florianópolis",
        "Tocantins": "Palmas",
    },
    "ES": {
        "Canarias, Islas Canarias, Canary Islands, the Canaries": "Las Palmas de Gran Canaria",
        "Andalucía, Andalusia": "Seville",
        "Cataluña, Catalunya, Catalonia": "Barcelona",
        "Islas Baleares, Baleares, Balearic Islands": "Palma",
    },
    "GB": {
        "Inglaterra": "London",
        "Escocia": "Glasgow",
        "Gales": "Cardiff",
        "Irlanda del Norte": "Belfast",
    },
    "ID": {"Bali": "Denpasar"},
    "MX": {
        "Baja California": "Tijuana",
        "Baja California Sur": "La Paz",
        "Chiapas": "Tuxtla",
        "Jalisco": "Guadalajara",
        "Nayarit": "Tepic",
        "Nuevo León": "Monterrey",
        "Quintana Roo": "Cancún",
        "Sinaloa": "Culiacán",
        "Sonora": "Hermosillo",
        "Yucatán": "Mérida",
    },
    "PT": {"Azores, Açores": "Ponta Delgada", "Madeira": "Funchal"},
}
"""States, regions and islands with a clock of their own, or in a country with several, by a city that lies in them."""

_EVERYDAY = """\
alegre alma along alta anew asia azul baja bank bar barking bay bear begun bell bend best can centro come como
dar date deal drama dura este fria gap goes green guarda hola holiday home honda hope hull iba jam justicia
largo leer libres limpio lista luz mala man manage march marks medias mine moss most much normal noto obra of
papa para pila plato prado sala sale salt same save say se seria silla sola spring sunrise superior surprise
tank tarifa tela than tienen time to toma tomar tono un una vence young
"""

EVERYDAY: Final = frozenset(_EVERYDAY.split())
"""Towns whose names are words that people write for another reason."""
