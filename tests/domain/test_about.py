# ruff: noqa: E501  (wordings, many to a line)
"""Questions about the bot itself are told in many wordings, and from answers that sound like them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solbot.app import ROUTES
from solbot.bot.about import BUTTONS
from solbot.typed.about import TOPICS, Topics

MESSAGES = Path(__file__).parents[2] / "messages"

ASKED = {
    "en": {
        "times": "How do I change the time?|how can i change the times|Can I change my schedule?|change the time please"
        "|I'd like to change the time of the messages|Where do I set the time?|can you write me earlier?"
        "|How do I get the questions in the evening|How often do you write to me?"
        "|I want to change when you write to me",
        "zone": "How do I change my time zone?|my timezone is wrong|I moved to another time zone|set my city",
        "language": "Do you speak Spanish?|how do I change the language|Can you speak English|Spanish please",
        "ai": "are you an AI?|Are you a robot?|are you human|Is this ChatGPT?|Am I talking to a bot?"
        "|Are you a real person or a machine?|do you understand what I write?|Is there a human behind this?"
        "|Hey, just wondering: are you AI|do you use artificial intelligence?|Who writes these questions?"
        "|ARE YOU A BOT",
        "you": "Who are you?|what are you|What is this bot for?|whats this chat|what's your name?|How do you work?",
        "readers": "who reads this?|Who can see what I write?|Is this private?|does anyone else read my answers?"
        "|are my notes encrypted|can my boss see this"
        "|Can I trust you?|What happens to my data?|what do you know about me"
        "|Where is my data stored?|and who else can read my journal, please?",
        "clock": "what time is it for you?|When is the next question?|What time zone am I in|when do you write to me?"
        "|when will i hear from you again",
        "call": "can you call me|Talk to me|can we talk?|Do you have a phone number?|I want to talk to you",
        "cost": "Is this free?|what does it cost|Do I have to pay?|how much does this cost me?",
        "media": "Can I send you a voice message?|can i send photos|do you understand voice notes?|do I have to write?",
        "leaving": "How do I stop?|how can I unsubscribe|how do i turn this off|I want to stop getting messages"
        "|How do I stop you|can you stop writing to me",
        "erasing": "How do I delete everything?|delete my account|Can you erase my data?|I want to delete all my data",
        "copy": "How can I export my journal?|Can I get a copy of everything?|download my data",
        "import": "Can I import my old diary?|How do I bring in entries from Day One?|import from Obsidian|upload my journal",
        "resting": "Can I pause the messages?|how do I take a break from this|pause for a week",
        "own_questions": "my own questions|Can I add a question of my own?|How do I change my own questions?"
        "|can you ask me a question of my own|where are my own questions?|I want to delete one of my own questions",
        "vision": "How do I change my vision?|Can I add another vision|where are my visions?",
        "journal": "Where are my answers?|How can I read what I wrote?|can I see my old answers"
        "|how do I delete an entry",
        "earlier": "Look through what I wrote|can you go through my old answers?"
        "|how do I put my earlier answers on my page",
        "society": "Who made you?|who is behind this bot|Who runs this?",
    },
    "es": {
        "times": "¿Cómo cambio la hora?|como puedo cambiar el horario|Quiero cambiar la hora de los mensajes"
        "|¿Puedo cambiar los días?|¿Se puede cambiar la frecuencia?|cambiar la hora por favor"
        "|¿Cómo cambio cuándo me escribes?|cada cuánto me escribes|otro horario por favor",
        "zone": "¿Cómo cambio mi zona horaria?|mi zona horaria está mal|vivo en otra zona horaria|cambiar de ciudad",
        "language": "¿Hablas inglés?|¿Cómo cambio el idioma?|háblame en inglés|en español por favor",
        "ai": "¿Eres una IA?|eres un robot|¿Esto es ChatGPT?|¿Estoy hablando con una persona?|¿eres humano?"
        "|¿Eres una persona o una máquina?|¿Entiendes lo que escribo?|¿Hay una persona detrás?"
        "|oye, por curiosidad, ¿usas inteligencia artificial?|¿Quién escribe las preguntas?|sos un bot?",
        "you": "¿Quién eres?|que eres|¿Qué es este bot?|¿Cómo te llamas?|¿Para qué sirve esto?|quién sos",
        "readers": "¿Quién lee esto?|¿quién puede ver lo que escribo?|¿Esto es privado?|¿Alguien lee mis respuestas?"
        "|¿son privadas mis respuestas?|¿Mi jefe puede ver esto?|¿Qué hacen con mis datos?"
        "|dónde se guarda lo que escribo|¿Quién más lee mi diario?|¿puedo confiar en ti?",
        "clock": "¿Qué hora es para ti?|¿Cuándo llega la próxima pregunta?|¿a qué hora me escribes?"
        "|qué zona horaria tengo|¿cuándo me vuelves a escribir?",
        "call": "¿Me puedes llamar?|llámame|¿Podemos hablar?|¿Tienes teléfono?|quiero hablar contigo|habla conmigo",
        "cost": "¿Esto es gratis?|¿Cuánto cuesta esto?|¿Tengo que pagar?|¿tiene costo?",
        "media": "¿Puedo mandar un audio?|puedo enviarte fotos|¿Aceptas notas de voz?",
        "leaving": "¿Cómo me doy de baja?|cómo puedo darme de baja|quiero dejar de recibir mensajes"
        "|¿Cómo puedo parar los mensajes?|¿Cómo hago para salir?",
        "erasing": "¿Cómo borro todo?|borrar mi cuenta|Quiero eliminar mis datos|¿Puedes borrar todo lo que escribí?",
        "copy": "¿Cómo descargo mis datos?|¿Puedo exportar mi diario?|quiero tener una copia de todo",
        "import": "¿Puedo importar mi diario?|¿cómo traigo mis notas de Day One?|importar de Obsidian",
        "resting": "¿Puedo pausar los mensajes?|quiero tomarme un descanso de esto|pausar por una semana",
        "own_questions": "mis propias preguntas|¿Puedo añadir una pregunta propia?|¿Cómo cambio mis propias preguntas?"
        "|¿me puedes hacer una pregunta mía?|dónde están mis propias preguntas|quiero borrar una pregunta mía",
        "vision": "¿Cómo cambio mi visión?|¿Puedo agregar otra visión?|¿dónde están mis visiones?",
        "journal": "¿Dónde están mis respuestas?|¿Cómo veo lo que escribí?|quiero ver mi diario"
        "|¿cómo borro una entrada?",
        "earlier": "Repasar lo que escribí|quiero repasar mis respuestas anteriores"
        "|¿cómo pongo lo que escribí antes en mi página?",
        "society": "¿Quién hizo esto?|quién te creó|¿Quién está detrás?",
    },
}

ANSWERS = {
    "en": "Who reads this? I wonder whether my boss would, if I left it on the table."
    "|I want to change the time I spend with my children|Are you an AI? That is what I asked the new colleague"
    "|I need to stop|What is this?"
    "|I want to leave this|I want to be forgotten|I want to quit everything|How do I change?|Who am I?|I want to be free|Is this what I want?|change|the time|I stop"
    "|What do I really want|Can I trust him?|I delete everything I write before I send it|My vision is private"
    "|Talk to me, she said, and I could not|How do I talk to my team about it?|I want to talk to my boss|We are human"
    "|Who made this rule?|I see my old answers come back in him|What is this fear for?|Why do you write so little, he asked"
    "|I take a break|A break from the phone|When is the next meeting?|What time is it when nobody is there"
    "|Is anyone there for her?|How much does this silence cost us|I have to pay attention|export|my data|Where are my keys"
    "|Who is behind in this project?|I moved to another city|I speak Spanish with my mother|I want to stop this habit|Call him"
    "|🙂|42|" + "stop " * 17,
    "es": "¿Quién lee esto? Me pregunto si mi jefe lo haría|Quiero cambiar la hora en que ceno con mis hijos"
    "|Necesito parar|Quiero irme|quiero dejar todo|Necesito parar de correr|¿Cómo cambio yo?|¿Quién soy?|Quiero ser libre|Tengo que pagar la renta|Hablar con mi equipo"
    "|quiero hablar con mi jefe|¿Quién hizo esta regla?|Somos humanos|borro lo que siento|me mudé a otra ciudad"
    "|Hablo inglés en el trabajo|¿Qué es este miedo?|Mi visión es privada|cambiar|la hora|todo|¿Cuándo es la próxima reunión?"
    "|Cuánto nos cuesta este silencio|Llámalo|un descanso|No puedo parar de pensar|¿Qué hora es cuando nadie está?",
}


@cache
def topics(code: str) -> Topics:
    return Topics.from_mapping(tomllib.loads((MESSAGES / code / "about.toml").read_text("utf-8")))


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("code", ASKED)
def test_every_topic_is_asked_in_many_wordings(code: str, topic: str) -> None:
    for wording in ASKED[code][topic].split("|"):
        assert topics(code).asked(wording) == topic, wording


@pytest.mark.parametrize("code", ANSWERS)
def test_what_only_sounds_like_one_is_none(code: str) -> None:
    for words in ANSWERS[code].split("|"):
        assert topics(code).asked(words) is None, words


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    assert topics("en").asked(text) in (None, *TOPICS)


@given(
    st.lists(
        st.sampled_from(["so", "and", "a", "question", "how", "do", "I", "really", "wondering"])
    )
)
def test_what_leads_nowhere_is_none(words: list[str]) -> None:
    assert topics("en").asked(" ".join(words)) is None


def test_a_file_is_refused_with_all_its_faults() -> None:
    table: dict[str, object] = {key: ["x"] for key in ("asking", "in_passing", *TOPICS)}
    del table["ai"]
    table |= {"you": ["a [b"], "call": ["[|]"], "weather": ["x"]}
    with pytest.raises(ValueError) as refused:
        Topics.from_mapping(table)
    for fault in (
        "unknown: weather",
        "missing: ai",
        "you: “a [b” has a bracket",
        "call: “[|]” has no",
    ):
        assert fault in str(refused.value)


def test_whatever_can_be_asked_is_answered_or_leads_somewhere() -> None:
    assert sorted(TOPICS) == sorted((*BUTTONS, *ROUTES.leads))
