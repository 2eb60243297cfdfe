"""What people type in Spanish, and what it is taken for. The words are the bot's own."""

from __future__ import annotations

import tomllib
from datetime import date, time
from pathlib import Path

import pytest

from solbot.typed.dates import FOREVER, parse_until
from solbot.typed.scales import parse_about, parse_scale
from solbot.typed.times import parse_clock, parse_days, parse_plan, parse_rhythm, parse_times
from solbot.typed.vocabulary import Vocabulary, meant, shorn

WORDS = Path(__file__).parents[2] / "messages" / "es" / "words.toml"
SPANISH = Vocabulary.from_mapping(tomllib.loads(WORDS.read_text(encoding="utf-8")))
TODAY = date(2026, 11, 23)  # a Monday


def clock(text: str) -> list[time] | None:
    """ "8 20:30" as a list of times; "" as None."""
    return [time(int(at[:-3]), int(at[-2:])) for at in text.split()] or None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a las 8", "8:00"),
        ("a las ocho", "8:00"),
        ("A LAS 8 DE LA MAÑANA", "8:00"),
        ("8 de la manana", "8:00"),
        ("8 de la noche", "20:00"),
        ("8 por la tarde", "20:00"),
        ("a las 7 y media", "7:30"),
        ("siete y media de la tarde", "19:30"),
        ("7 y media p. m.", "19:30"),
        ("ocho y cuarto", "8:15"),
        ("ocho menos cuarto", "7:45"),
        ("un cuarto para las ocho", "7:45"),
        ("cuarto para la una", "0:45"),
        ("la una menos cuarto de la tarde", "12:45"),
        ("las 12 menos cuarto de la noche", "23:45"),
        ("7 y 30", "7:30"),
        ("7 y 20", "7:00 20:00"),
        ("19h", "19:00"),
        ("19 hs", "19:00"),
        ("7h30", "7:30"),
        ("20:30 horas", "20:30"),
        ("20.30", "20:30"),
        ("8 a.m.", "8:00"),
        ("8 a. m. y 8 p. m.", "8:00 20:00"),
        ("a la una", "1:00"),
        ("a la una de la tarde", "13:00"),
        ("mediodía", "12:00"),
        ("al mediodia", "12:00"),
        ("12 del mediodía", "12:00"),
        ("medianoche", "0:00"),
        ("12 de la noche", "0:00"),
        ("2 de la madrugada", "2:00"),
        ("a las 8 en punto", "8:00"),
        ("como a las 9", "9:00"),
        ("8, 13 y 21", "8:00 13:00 21:00"),
        ("a las 8 y a las 20:30", "8:00 20:30"),
        ("8:30 y media", ""),
        ("y media", ""),
        ("25 y media", ""),
        ("mañana a las 8", ""),
        ("8 a 10", ""),
        ("temprano", ""),
    ],
)
def test_times(text: str, found: str) -> None:
    assert parse_times(text, SPANISH) == clock(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lunes, miércoles y viernes", "135"),
        ("lun mie vie", "135"),
        ("los martes y jueves", "24"),
        ("de lunes a viernes", "12345"),
        ("lunes a jueves", "1234"),
        ("del lunes al jueves", "1234"),
        ("lun-vie", "12345"),
        ("de viernes a lunes", "1567"),
        ("todos los días", "1234567"),
        ("Todos los dias.", "1234567"),
        ("a diario", "1234567"),
        ("entre semana", "12345"),
        ("días hábiles", "12345"),
        ("el fin de semana", "67"),
        ("sábados y domingos", "67"),
        ("todos los días menos el domingo", "123456"),
        ("todos los días excepto sábado y domingo", "12345"),
        ("cada lunes", "1"),
        ("solo los domingos", "7"),
        ("un día sí y otro no", "1357"),
        ("a veces", ""),
    ],
)
def test_days(text: str, found: str) -> None:
    assert parse_days(text, SPANISH) == (frozenset(map(int, found)) or None)


@pytest.mark.parametrize(
    ("text", "days", "times"),
    [
        ("de lunes a viernes a las 7:30 y 20:00", "12345", "7:30 20:00"),
        ("entre semana a las 7 y media", "12345", "7:30"),
        ("todos los días a las 8 de la noche", "1234567", "20:00"),
        ("lunes y jueves, 19h", "14", "19:00"),
        ("todos los días menos el domingo, al mediodía", "123456", "12:00"),
        ("cada día a las 6 de la mañana y a las 9 de la noche", "1234567", "6:00 21:00"),
        ("lunes 8, martes 9", "", ""),
        ("cuando quieras", "", ""),
    ],
)
def test_rhythm(text: str, days: str, times: str) -> None:
    assert parse_rhythm(text, SPANISH) == (frozenset(map(int, days)) or None, clock(times))


def plan(text: str) -> list[str]:
    """Each part as "67 10:00 18:30?"; ? where it is open which half of the day is meant."""
    return [
        " ".join(
            [
                "".join(map(str, sorted(part.days or ()))) or "-",
                *(f"{at:%H:%M}{'?' if at in part.either else ''}" for at in part.times or ()),
            ]
        )
        for part in parse_plan(text, SPANISH)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cada dos días a mediodía", ["1357 12:00"]),
        ("cada 2 días a las 9", ["1357 09:00"]),
        ("7 y 20", ["- 07:00 20:00"]),
        ("8 menos 10", ["- 07:50?"]),
        ("8 menos 10 de la noche", ["- 19:50"]),
        ("todos los días a las 8 menos 10 de la mañana", ["1234567 07:50"]),
        ("20 para las 8 de la noche", ["- 19:40"]),
        ("siete treinta", ["- 07:30?"]),
        ("siete y cuarenta y cinco de la tarde", ["- 19:45"]),
        ("a las 7 y 5", ["- 07:05"]),
        ("7 y 5 de la tarde", ["- 19:05"]),
        ("a las 7 y 10", ["- 07:10"]),
        ("lunes a las 8 y 20", ["1 08:20"]),
        ("a las 7 y 9", ["- 07:00 09:00"]),
        ("a las 7 y a las 10", ["- 07:00 10:00"]),
        ("a las 8 y 20:30", ["- 08:00 20:30"]),
        ("a las 10, 12 y 5", ["- 05:00 10:00 12:00"]),
        ("a las 7 y 10 y 20", ["- 07:00 10:00 20:00"]),
        ("todos los días menos el lunes", ["234567"]),
        ("7am, por favor", ["- 07:00"]),
        ("por favor, entre semana a las 7", ["12345 07:00"]),
        ("7 y 9 de la noche", ["- 19:00 21:00"]),
        ("siete y nueve de la noche", ["- 19:00 21:00"]),
        ("día por medio a las 8", ["1357 08:00"]),
        ("siete y cinco de la tarde", ["- 19:05"]),
        ("a las siete y diez de la mañana", ["- 07:10"]),
        ("ocho menos diez de la noche", ["- 19:50"]),
        ("diez para las ocho de la noche", ["- 19:50"]),
        ("siete y cinco", ["- 07:05?"]),
        ("seis y media", ["- 06:30?"]),
        ("seis y media de la tarde", ["- 18:30"]),
        ("a las 7 y a las 19", ["- 07:00 19:00"]),
        ("fines de semana a las 10, entre semana a las 7", ["67 10:00", "12345 07:00"]),
        ("lunes 8, martes 9", ["1 08:00", "2 09:00"]),
        ("por las mañanas", ["- 08:00"]),
        ("entre semana por la mañana", ["12345 08:00"]),
        ("todas las noches", ["1234567 21:00"]),
        ("cada noche a las 11 y media", ["1234567 23:30"]),
        ("todas las tardes, 5 y cuarto", ["1234567 17:15"]),
        ("a las 6 todas las mañanas", ["1234567 06:00"]),
        ("cada mañana menos los domingos", ["123456 08:00"]),
        ("cada mañana a las 9 de la noche", []),
        ("cada mañana a las 12", []),
        ("lunes a las 19 y cada mañana", []),
        ("los 7 días a las 20:15", ["1234567 20:15"]),
        ("2 veces al día: 7 am y 10 pm", ["1234567 07:00 22:00"]),
        ("dos veces al día a las 8", []),
        ("una vez por semana, los sábados a las 9", ["6 09:00"]),
        ("tres veces por semana, lunes a las 9", []),
        ("L-J 19h", ["1234 19:00"]),
        ("l, x y v, 8:00", ["135 08:00"]),
        ("L M X J V a las 8", ["12345 08:00"]),
        ("L, M y V a las 8", []),
        ("X, M 9", []),
        ("s y d a las 10", ["67 10:00"]),
        ("D a las 10", []),
        ("interdiario a las 6 de la tarde", ["1357 18:00"]),
        ("días lectivos, 7:40", ["12345 07:40"]),
        ("9 a la noche", ["- 21:00"]),
        ("por la noche, 10 y media", ["- 22:30"]),
        ("sábado a la noche a las 9", ["6 21:00"]),
        ("sábado a la noche", []),
        ("8 de la mañana en punto", ["- 08:00"]),
        ("tipo 9 de la noche", ["- 21:00"]),
        ("lunes no, martes a las 8", []),
        ("prefiero los jueves a las 18 si puede ser", ["4 18:00"]),
        ("entre semana a las 7 de la tarde me va bien, gracias", ["12345 19:00"]),
        ("por la mañana y por la noche", ["- 08:00 21:00"]),
        ("8 de la mañana y 9 de la noche", ["- 08:00 21:00"]),
        ("dos veces por semana", []),
        ("a veces", []),
    ],
)
def test_a_plan(text: str, found: list[str]) -> None:
    assert plan(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("son las 7 y media", "7:30"),
        ("Son las 14:05.", "14:05"),
        ("es la una y media", "1:30"),
        ("aquí son las 9 de la noche", "21:00"),
        ("las 14 05", "14:05"),
        ("ahora son las tres de la tarde", "15:00"),
        ("son las ocho menos cuarto", "7:45"),
        ("Lima", ""),
        ("las 9 y las 10", ""),
        ("son las 7 y 5", "7:05"),
        ("las 7 y 30 de la tarde", "19:30"),
    ],
)
def test_clock(text: str, found: str) -> None:
    assert parse_clock(text, SPANISH) == next(iter(clock(found) or []), None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7", 7),
        ("siete", 7),
        ("7 de 10", 7),
        ("siete sobre diez", 7),
        ("diez", 10),
        ("cero", 0),
        ("7,5", None),
        ("once", None),
        ("bastante", None),
    ],
)
def test_scale(text: str, found: int | None) -> None:
    assert parse_scale(text, SPANISH) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("un 7", 7),
        ("como un 6", 6),
        ("más o menos cuatro", 4),
        ("creo que 5", 5),
        ("yo diría que un 8", 8),
        ("3 de 10, o así", 3),
        ("cuatro o cinco", None),
        ("cerca", None),
    ],
)
def test_a_number_said_with_doubt(text: str, found: int | None) -> None:
    assert parse_about(text, SPANISH) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", "2026-11-26"),
        ("10 días", "2026-12-03"),
        ("por diez días", "2026-12-03"),
        ("dos semanas", "2026-12-07"),
        ("una semana", "2026-11-30"),
        ("durante un mes", "2026-12-23"),
        ("dentro de 3 meses", "2027-02-23"),
        ("la próxima semana", "2026-11-30"),
        ("la semana que viene", "2026-11-30"),
        ("el mes que viene", "2026-12-01"),
        ("el próximo mes", "2026-12-01"),
        ("hoy", "2026-11-23"),
        ("hasta mañana", "2026-11-24"),
        ("pasado mañana", "2026-11-25"),
        ("el viernes", "2026-11-27"),
        ("hasta el lunes", "2026-11-30"),
        ("hasta el 3 de diciembre", "2026-12-03"),
        ("hasta el 20", "2026-12-20"),
        ("el 20", "2026-12-20"),
        ("hasta el día 20", "2026-12-20"),
        ("el día 20 de diciembre", "2026-12-20"),
        ("20", "2026-12-13"),
        ("por 20 días", "2026-12-13"),
        ("en 20 días", "2026-12-13"),
        ("el próximo lunes", "2026-11-30"),
        ("el lunes que viene", "2026-11-30"),
        ("este viernes", "2026-11-27"),
        ("3 dic", "2026-12-03"),
        ("el 1º de enero", "2027-01-01"),
        ("1ro de enero", "2027-01-01"),
        ("3 de diciembre de 2026", "2026-12-03"),
        ("jueves 3 de diciembre", "2026-12-03"),
        ("viernes 3 de diciembre", None),
        ("tres de diciembre", "2026-12-03"),
        ("hasta enero", "2027-01-01"),
        ("marzo de 2027", "2027-03-01"),
        ("3 mar", "2027-03-03"),
        ("mar", "2026-11-24"),
        ("24/12/2026", "2026-12-24"),
        ("24-12-26", "2026-12-24"),
        ("3/12", None),
        ("unos días", None),
        ("hasta el lunes gracias", "2026-11-30"),
        ("solamente hoy", "2026-11-24"),
        ("un par de días", "2026-11-25"),
        ("lo que queda de semana", "2026-11-30"),
        ("el resto del mes", "2026-12-01"),
        ("hasta el jueves inclusive", "2026-11-27"),
        ("hasta el 20 incluido", "2026-12-21"),
        ("diciembre incluido", None),
        ("48 horas", "2026-11-25"),
        ("una semanita", "2026-11-30"),
        ("una semana desde hoy", "2026-11-30"),
        ("de hoy en ocho", "2026-11-30"),
        ("de hoy en quince días", "2026-12-07"),
        ("del viernes en ocho", "2026-12-04"),
        ("de mañana en ocho", "2026-12-01"),
        ("en ocho días", "2026-12-01"),
        ("una quincena", "2026-12-08"),
        ("quince días", "2026-12-08"),
        ("el viernes de la próxima semana", "2026-12-04"),
        ("el lunes de la semana que viene", "2026-11-30"),
        ("las próximas dos semanas", "2026-12-07"),
        ("el último día del mes", "2026-11-30"),
        ("a fin de mes", "2026-12-01"),
        ("hasta fin de mes", "2026-12-01"),
        ("a finales de diciembre", "2027-01-01"),
        ("hasta fin de año", "2027-01-01"),
        ("hasta el fin de semana", None),
        ("pronto", None),
    ],
)
def test_until(text: str, found: str | None) -> None:
    wanted = date.fromisoformat(found) if found else None
    assert parse_until(text, TODAY, SPANISH) == wanted


@pytest.mark.parametrize(
    "text", ["hasta nuevo aviso", "Indefinidamente.", "hasta que yo diga", "Hasta que te avise"]
)
def test_an_open_end(text: str) -> None:
    assert parse_until(text, TODAY, SPANISH) is FOREVER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sí", "yes"),
        ("si, gracias", "yes"),
        ("Claro que sí.", "yes"),
        ("está bien", "yes"),
        ("no, gracias", "no"),
        ("mejor no", "no"),
        ("Cancelar", "cancel"),
        ("ahora no", "skip"),
        ("más tarde", "skip"),
        ("deja de escribirme", "stop"),
        ("basta", "stop"),
        ("ayuda por favor", "help"),
        ("bórralo", "let_go"),
        ("sí y no", None),
        ("no había árboles", None),
        ("alto", None),
        ("gracias", None),
    ],
)
def test_whole_messages_that_mean_one_thing(text: str, kind: str | None) -> None:
    assert meant(text, SPANISH, ("yes", "no", "cancel", "skip", "let_go", "stop", "help")) == kind


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("vivo en Lima", "Lima"),
        ("Estoy en Ciudad de México ahora", "Ciudad de México"),
        ("hora de Madrid", "Madrid"),
        ("La Paz", "La Paz"),
        ("Buenos Aires por favor", "Buenos Aires"),
    ],
)
def test_the_place_in_a_sentence(text: str, place: str) -> None:
    assert shorn(text, SPANISH, "place_before", "place_after") == place
