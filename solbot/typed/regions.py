"""What people call states and regions.

The names are CLDR's (Unicode licence), in each country's own languages, with the short names in common use.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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

_REGIONS = """\
AR La Rioja: La Rioja, Rioja
AR Posadas: Misiones
AR Resistencia: Chaco
AR Rawson: Chubut
AR Ushuaia: Tierra del Fuego
AU Sydney: New South Wales, NSW
AU Melbourne: Victoria, VIC
AU Brisbane: Queensland, QLD
AU Perth: Western Australia, WA
AU Adelaide: South Australia, SA
AU Hobart: Tasmania, TAS
AU Darwin: Northern Territory, the Northern Territory, NT
AU Canberra: Australian Capital Territory, ACT
BO Trinidad: Beni, El Beni
BO Cobija: Pando
BR Rio Branco: Acre
BR Macapá: Amapá
BR Manaus: Amazonas
BR Salvador: Bahia
BR Fortaleza: Ceará
BR Goiânia: Goiás
BR São Luís: Maranhão
BR Cuiabá: Mato Grosso
BR Campo Grande: Mato Grosso do Sul
BR Belo Horizonte: Minas Gerais
BR Belém: Pará
BR Curitiba: Paraná
BR Recife: Pernambuco
BR Natal: Rio Grande do Norte
BR Porto Alegre: Rio Grande do Sul
BR Porto Velho: Rondônia
BR Boa Vista: Roraima
BR Florianópolis: Santa Catarina
BR Palmas: Tocantins
CA Victoria: Vancouver Island
CL Concepción: Biobío, Bío Bío
CO Medellín: Antioquia
CO Cali: Valle del Cauca
CO Popayán: Cauca
CO Pereira: Risaralda
CO Manizales: Caldas
CO Bucaramanga: Santander
CO Cúcuta: Norte de Santander
CO Neiva: Huila
CO Ibagué: Tolima
CO Tunja: Boyacá
CO Quibdó: Chocó
CO Soacha: Cundinamarca
DE Munich: Bavaria, Baviera, Bayern
DE Stuttgart: Baden-Württemberg
DE Dresden: Saxony, Sajonia, Sachsen
DE Hannover: Lower Saxony, Baja Sajonia, Niedersachsen
DE Köln: North Rhine-Westphalia, Nordrhein-Westfalen
EC Guayaquil: Guayas
EC Quito: Pichincha
ES Las Palmas de Gran Canaria: Canarias, Islas Canarias, Canary Islands, the Canaries, Gran Canaria, Tenerife,
  Lanzarote, Fuerteventura, La Palma, La Gomera
ES Seville: Andalucía, Andalusia
ES Barcelona: Cataluña, Catalunya, Catalonia
ES Palma: Islas Baleares, Baleares, Balearic Islands, Mallorca, Majorca, Menorca, Minorca, Formentera
ES Logroño: La Rioja, Rioja
ES Oviedo: Asturias
ES Pamplona: Navarra, Navarre
ES Bilbao: País Vasco, Euskadi, Basque Country, Vizcaya, Guipúzcoa, Álava
ES Vigo: Galicia
ES Zaragoza: Aragón, Aragon
ES Valladolid: Castilla y León
ES Albacete: Castilla-La Mancha
ES Santander: Cantabria
ES Badajoz: Extremadura
ES Valencia: Comunidad Valenciana
FR Rennes: Brittany, Bretaña, Bretagne
FR Marseille: Provence, Provenza
FR Ajaccio: Corsica, Córcega, Corse
FR Bordeaux: Aquitaine, Aquitania
GB London: Inglaterra, Bedfordshire, Berkshire, Buckinghamshire, Cambridgeshire, Cheshire, Cornwall, County Durham,
  Cumbria, Derbyshire, Devon, Dorset, East Anglia, Essex, Gloucestershire, Greater Manchester, Hampshire,
  Herefordshire, Hertfordshire, Isle of Wight, Kent, Lancashire, Leicestershire, Lincolnshire, Merseyside, Norfolk,
  Northamptonshire, Northumberland, Nottinghamshire, Oxfordshire, Rutland, Shropshire, Somerset, Staffordshire,
  Suffolk, Surrey, Sussex, East Sussex, West Sussex, Tyne and Wear, Warwickshire, West Midlands, Wiltshire,
  Worcestershire, Yorkshire, North Yorkshire, South Yorkshire, West Yorkshire
GB Glasgow: Escocia, Fife, Ayrshire, Lanarkshire, Aberdeenshire, Scottish Highlands,
  the Scottish Highlands, Isle of Skye, Isle of Mull, Isle of Arran, Isle of Islay, Isle of Lewis, Orkney, Shetland,
  Outer Hebrides, Hebrides, the Hebrides
GB Cardiff: Gales, Gwynedd, Anglesey, Powys, Pembrokeshire, Carmarthenshire
GB Belfast: Irlanda del Norte
GR Irákleion: Crete, Creta
ID Denpasar: Bali
IN Mumbai: Maharashtra
IN Jaipur: Rajasthan
IN Bengaluru: Karnataka
IN Chennai: Tamil Nadu
IT Florence: Tuscany, Toscana
IT Milan: Lombardy, Lombardía, Lombardia
IT Turin: Piedmont, Piamonte, Piemonte
IT Venice: Veneto, Véneto
IT Bologna: Emilia-Romagna
IT Genoa: Liguria
IT Perugia: Umbria, Umbría
IT Ancona: Le Marche
IT Naples: Campania
IT Bari: Apulia, Puglia
IT Palermo: Sicily, Sicilia
IT Cagliari: Sardinia, Cerdeña, Sardegna
MX Tijuana: Baja California, BC
MX La Paz: Baja California Sur, BCS
MX Tuxtla: Chiapas
MX Guadalajara: Jalisco, Jal
MX Tepic: Nayarit
MX Monterrey: Nuevo León, NL
MX Cancún: Quintana Roo, Q Roo
MX Culiacán: Sinaloa
MX Hermosillo: Sonora
MX Mérida: Yucatán, Yuc
MX Pachuca de Soto: Hidalgo
MX Morelia: Michoacán
MX León de los Aldama: Guanajuato, Gto
MX Cuernavaca: Morelos
MX Acapulco de Juárez: Guerrero
MX Villahermosa: Tabasco
MX Reynosa: Tamaulipas
MX Ecatepec de Morelos: Estado de México, Edomex
MX Saltillo: Coahuila
PE Cerro de Pasco: Pasco
PE Iquitos: Loreto
PE Pucallpa: Ucayali
PE Trujillo: La Libertad
PE Chiclayo: Lambayeque
PE Huaraz: Áncash
PE Huancayo: Junín
PE Puerto Maldonado: Madre de Dios
PE Moyobamba: San Martín
PT Ponta Delgada: Azores, Açores
PT Funchal: Madeira
PT Faro: Algarve
US Brooklyn: Long Island
VE Barquisimeto: Lara
VE Maracaibo: Zulia
VE Valencia: Carabobo
VE Maracay: Aragua
VE Los Teques: Miranda
VE Ciudad Guayana: Bolívar
VE San Cristóbal: Táchira
VE Puerto La Cruz: Anzoátegui
VE Maturín: Monagas
VE Punto Fijo: Falcón
"""


def _regions() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in _REGIONS.replace("\n  ", " ").splitlines():
        city, _, names = line.partition(": ")
        found.setdefault(city[:2], {})[names] = city[3:]
    return found


REGIONS: Final[Mapping[str, Mapping[str, str]]] = _regions()
"""States, provinces, counties and islands that people name instead of a city, by a city that lies in them."""
