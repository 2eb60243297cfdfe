"""Journals to be exported: in several languages, of any length."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from solbot.body import Body
from solbot.coaching.answers.service import JournalEntry
from solbot.coaching.export.service import Copy, ExportedProfile
from solbot.coaching.visions.rules import Fact, Figure, Step, VisionStanding, Wording
from solbot.db.states import FigureKind, RevisionKind, StepOutcome

BEGAN = datetime(2026, 3, 2, 7, 12, tzinfo=UTC)

WORDS = {
    "en": (
        "What did you notice in yourself when it got quiet?",
        "I noticed that I was holding back, waiting for somebody else to say what everyone thought. When I finally "
        "spoke, the room went quiet, and then three people said “thank you”. 😊\nTomorrow I want to begin.",
        "A choir that sings without fear",
    ),
    "es": (
        "¿Qué notaste en ti cuando hubo silencio?",
        "Noté que me guardaba lo que pensaba, a la espera de que alguien más lo dijera. Cuando por fin hablé, la sala "
        "se quedó callada… y luego tres personas dieron las gracias ❤️.\n¿Y si mañana empiezo yo?",
        "Un coro que canta sin miedo",
    ),
    "zh": (
        "安静下来的时候，你在自己身上注意到了什么？",
        "我注意到自己一直在等别人先说出大家心里想的话。最后我开口的时候，屋里安静了下来，然后有三个人说“谢谢”🙏。"
        "（参考：《第五项修炼》第3章）\n明天我想先问一个问题，再说自己的看法。",
        "一个无所畏惧地歌唱的合唱团",
    ),
    "he": (
        "מה הבחנת בעצמך כשהשתרר שקט?",
        "שמתי לב שאני מחכה שמישהו אחר יגיד את מה שכולם חושבים. כשדיברתי סוף סוף (בשעה 8:30, אחרי 45 דקות), החדר "
        "השתתק – ואז שלושה אנשים אמרו תודה 🎵 וגם Thank you.\nמחר אני רוצה להתחיל!",
        "מקהלה ששרה בלי פחד",
    ),
}


def profile(name: str = "Ana") -> ExportedProfile:
    """Somebody."""
    values: dict[str, Any] = dict.fromkeys(ExportedProfile.__dataclass_fields__)
    values |= {"id": 1, "name": name, "state": "active", "joined_at": BEGAN}
    return ExportedProfile(**values)


def entry(number: int, body: Body, asked: str | None, on: date) -> JournalEntry:
    """One answer, at a quarter past eight."""
    at = datetime(on.year, on.month, on.day, 7, 15, tzinfo=UTC)
    discipline = "personal-mastery" if asked else None
    prompt = number if asked else None
    return JournalEntry(number, body, asked, discipline, "q", prompt, 0, on, at, None, None)


def vision(words: str, number: int = 1) -> VisionStanding:
    """A vision with something of everything."""
    figures = [
        Figure(kind, (3 + step // 3 + place) % 11, (BEGAN + timedelta(days=7 * step)).date(), BEGAN)
        for step in range(20)
        for place, kind in enumerate(FigureKind)
    ]
    day = timedelta(days=1)
    return VisionStanding(
        number,
        (
            Wording(RevisionKind.FIRST, words, BEGAN),
            Wording(RevisionKind.RAISED, f"{words}.", BEGAN + 9 * day),
        ),
        BEGAN,
        None,
        (
            Fact(1, words, BEGAN.date(), BEGAN),
            Fact(2, f"{words} {words}", BEGAN.date(), BEGAN, BEGAN + 30 * day),
        ),
        tuple(figures),
        (
            Step(1, words, None, BEGAN, StepOutcome.DONE, words, BEGAN + 3 * day),
            Step(2, words, (BEGAN + 300 * day).date(), BEGAN),
        ),
    )


def in_language(code: str, months: int = 2) -> Copy:
    """A short journal in one language, with two photos and a voice message in each month."""
    asked, words, wanted = WORDS[code]
    answers: list[JournalEntry] = []
    for place in range(months * 6):
        on = (BEGAN + timedelta(days=5 * place)).date()
        body: Body = {"kind": "text", "text": words}
        if place % 6 == 2:
            body = {"kind": "photo", "file_id": f"photo-{place}", "text": wanted}
        elif place % 6 == 3:
            body = {"kind": "voice", "file_id": f"voice-{place}"}
        elif place % 6 == 4:
            body = {"kind": "scale", "value": 7}
        answers.append(entry(place + 1, body, None if place % 6 == 5 else asked, on))
    return copied(answers, [vision(wanted)])


def copied(answers: Sequence[JournalEntry], visions: Sequence[VisionStanding] = ()) -> Copy:
    """A copy of these."""
    at = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
    return Copy(at, profile(), tuple(visions), tuple(answers), (), (), (), (), (), ())


def long(entries: int, photos: int, dice: random.Random) -> Copy:
    """A journal of many years: an entry a day, the first so many of them with a photo."""
    lexicon = [
        "".join(dice.choice("aeiou" if at % 2 else "bcdfglmnprstv") for at in range(size))
        for size in (2, 3, 4, 5, 5, 6, 7, 8, 9, 11)
        for _ in range(900)
    ]
    answers: list[JournalEntry] = []
    for place in range(entries):
        on = (BEGAN - timedelta(days=entries - place)).date()
        text = " ".join(dice.choices(lexicon, k=60))
        body: Body = {"kind": "text", "text": text}
        if place < photos:
            body = {"kind": "photo", "file_id": f"photo-{place}", "text": text}
        answers.append(entry(place + 1, body, " ".join(dice.choices(lexicon, k=12)), on))
    return copied(answers, [vision("A choir that sings without fear")])


def photo(width: int = 1_280, height: int = 960, orientation: int = 1, quality: int = 85) -> bytes:
    """A picture as a camera makes it."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    noise = Image.effect_noise((width // 4, height // 4), 70).convert("RGB").resize((width, height))
    picture = Image.blend(picture, noise, 0.25)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((width // 8, height // 8, width // 2, height // 2), fill="#2a7f78")
    pen.rectangle((width // 2, height // 2, width - 40, height - 40), fill="#d98032")
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    picture.save(out, "jpeg", quality=quality, exif=exif)
    return out.getvalue()
