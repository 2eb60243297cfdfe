"""What people call countries beside their names in CLDR, and clocks by abbreviation.

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

CITIES_FOR_SHORT: Final[Mapping[str, tuple[str, str]]] = {
    "nyc": ("US", "New York City"),
    "la": ("US", "Los Angeles"),
    "bsas": ("AR", "Buenos Aires"),
}
"""Cities that are called by so few letters, folded, that these would else be asked about; nothing else is."""

ZONES_BY_ISLAND: Final[Mapping[str, str]] = {
    **dict.fromkeys(("easterisland", "isladepascua", "rapanui"), "Pacific/Easter"),
    **dict.fromkeys(("galapagos", "galapagosislands", "islasgalapagos"), "Pacific/Galapagos"),
    **dict.fromkeys(("fernandodenoronha", "noronha"), "America/Noronha"),
    **dict.fromkeys(("chathamislands", "islaschatham"), "Pacific/Chatham"),
    **dict.fromkeys(("lordhowe", "lordhoweisland"), "Australia/Lord_Howe"),
}
"""Islands with a clock of their own and no city, by their names, folded."""

_NAMES = """\
AE: الإمارات العربية المتحدة, UAE, Emirates, the UAE, the Emirates, los Emiratos
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
CZ: Česko, Czech Republic, the Czech Republic, la República Checa, República Checa
DE: Deutschland
DJ: جيبوتي
DK: Danmark
DO: República Dominicana, the Dominican Republic, la República Dominicana
DZ: الجزائر, Algérie
EE: Eesti
EG: مصر
EH: الصحراء الغربية
ER: ኤርትራ, إريتريا
ES: España
ET: ኢትዮጵያ
FI: Suomi
FO: Føroyar
GB: Great Britain, Britain, UK, the UK, the United Kingdom, el Reino Unido
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
IN: भारत, la India
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
NL: Netherlands, the Netherlands, los Países Bajos, Nederland, Holland, Holanda
NO: Norge, Noreg
NP: नेपाल
NZ: Aotearoa
OM: عُمان
PF: Polynésie française
PG: Papua Niugini
PH: Pilipinas, the Philippines, las Filipinas
PK: پاکستان
PL: Polska
PM: St. Pierre & Miquelon, Saint-Pierre-et-Miquelon
PN: Pitcairn Islands
PS: Palestinian Territories, Palestine, Palestina, الأراضي الفلسطينية
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
US: America, the US, the USA, United States of America, USA, EEUU, EUA, Estados Unidos de América
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

_EVERYDAY = """\
adam airport alba alegre alliance alma along alot alta altos aluminio amarillo americana amparo anda anew anna anthem
apartado asia asker aventura avion azul baja bake banda bando bank bar barking barras barro basura batman bay bear
begun bell bend best boom breves brick burla bury butterfly cabildo cabo campamento campana can cansa canta capas caza
centro cerro chico chin cine clay coin come comillas commonwealth como conde constitucion coronel crema crystal
custodia damas dano dar date david deal debo delta dire divino dolores dome drama dual dura eagle eden elparaiso
elprogreso encantado encanto encontrados ende erode escondido esquina este estrella extrema fate federal fleet flora
fomento forest fortuna fountain fria frontera fundacion gap genes george gigante gloria goes gold golden gracia granja
green guapo guarda habra hail hang hermosa hilo hire hola holiday home honda hook hope horizonte horn hull humble
hurricane iba independencia indio isla island jam joda justicia laesperanza largo latina leer lend lens liberal
libertad liberty libres liga lime limon limpio linda lion lista litros loma lone lucas luce luz mala male man manage
mandan manos march marco marks marte martin mary mascara medias mentor mesa metro milagro mile mine monzon morena moss
most much nacimiento nada normal noto obispos obra of officer olympic onda opportunity oral pace pacifica pacifico
paco palacio palo panorama papa papaya para pare paredes part pasaje pasan pearl peer pila pinto placas plato playas
poblacion police pose prado providencia punch puto rama raya reforma registro regla republic republica reserva
reservoir rest retiro retreat reunion rich ronda roses rota rubio saco saga sake sala sale salt salud same sandy
santuario savage save say se semi seria serian silla sola solo soul spring springs summit sunrise superior surprise
tabaco tamano tango tank tapa tarifa taza tela tema temple tenes terrace than tienen tigre time tire to toma tomar
tono triunfo tumba un una union universidad university urbana vaso vence ventanas ventas vera victorias vine vista
wedding yoga young
"""

EVERYDAY: Final = frozenset(_EVERYDAY.split())
"""Towns whose names are words that people write for another reason, folded."""
