"""What the catalog says once it is loaded: escaped, filled in, in the language's own way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from babel import Locale
from jinja2 import Environment
from jinja2.nodes import EvalContext
from markupsafe import Markup

from solbot.content import markdown, prose, telegram_html
from solbot.content.catalog import Catalog, load
from solbot.content.check import check
from solbot.content.filters import Filters, has_twelve_hours
from solbot.content.lengths import units
from solbot.content.models import DISCIPLINES, Formats
from tests.content.content_folder import EXPECTED, edit, good, with_german, writing

WHEN = datetime(2026, 9, 30, 20, 30, tzinfo=UTC)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return load(good(tmp_path), "en", EXPECTED)


def test_what_a_person_typed_is_escaped_in_replies(catalog: Catalog) -> None:
    html = catalog.default.reply("hello", name='<b>"A" & b', when=WHEN)
    assert html == "Hello <b>&lt;b&gt;&#34;A&#34; &amp; b</b>,\n\nSeptember 30, 2026."
    assert telegram_html.parse(html).problems == ()


def test_markup_is_embedded_as_it_is(catalog: Catalog) -> None:
    assert "<i>A</i>" in catalog.default.reply("hello", name=Markup("<i>A</i>"), when=WHEN)


@pytest.mark.parametrize("values", [{"name": "A"}, {"name": "A", "when": WHEN, "more": 1}])
def test_a_reply_is_strict(catalog: Catalog, values: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=r"missing when|surplus more"):
        catalog.default.reply("hello", **values)
    with pytest.raises(LookupError, match="goodbye"):
        catalog.default.reply("goodbye")


def test_a_reply_may_loop_over_nothing(catalog: Catalog) -> None:
    things = [{"title": "<a>"}, {"title": "b"}]
    assert catalog.default.reply("days", things=things) == "• &lt;a&gt;\n• b"
    assert catalog.default.reply("days", things=[]) == "Nothing."


def test_a_toast_is_plain_text(catalog: Catalog) -> None:
    assert catalog.default.toast("gone", name='<b>"A"') == '<b>"A", it is gone'


def test_a_document_is_not_escaped(catalog: Catalog) -> None:
    text = catalog.default.reply("journal", name="A & B", things=[])
    assert text == "# A & B < all\nA & B and A & B"


def test_buttons_are_filled_once_and_strict(catalog: Catalog) -> None:
    assert catalog.default.button("later", n="{n}") == "In {n} days"
    assert catalog.default.button("staff.send") == "Send"
    with pytest.raises(TypeError, match="n"):
        catalog.default.button("later")
    with pytest.raises(LookupError):
        catalog.default.button("nothing")


@pytest.mark.parametrize("name", ["*Ann*", "<b>Ann", "[Ann](https://x.y)", "{{ vision }}", "O'N\""])
def test_a_name_becomes_neither_markdown_nor_html(catalog: Catalog, name: str) -> None:
    reading = catalog.default.readings["first"]
    parsed = telegram_html.parse(catalog.default.reading_html(reading, name=name))
    assert parsed.problems == ()
    assert parsed.text.startswith(f"A title\n\nDear {name}, bold and fine. word word")


def test_a_reading_is_telegram_html(catalog: Catalog) -> None:
    html = catalog.default.reading_html(catalog.default.readings["first"], name="A")
    assert html.startswith("<b>A title</b>\n\nDear A, <b>bold</b> and <i>fine</i>.")
    assert '<a href="https://example.org">here</a>.\n\n<b>Today:</b> do it.' in html


def test_a_question_quotes_the_vision_in_html_and_in_words(catalog: Catalog) -> None:
    part = catalog.default.questions["first-2"].parts[1]
    vision = "a <house>\nof *ours*"
    assert catalog.default.question_html(part, name="A", vision=vision) == (
        "You saw a &lt;house&gt; of *ours*. Why?"
    )
    assert catalog.default.wording(part, name="A", vision=vision) == (
        "You saw a <house> of *ours*. Why?"
    )


ABOUT = """\
---
id: first-3
reading: first
kind: scale
depth: deeper
about: vision
feeds: closeness
then:
  - ask: "And {% if vision %}of {{ vision }}{% else %}of it{% endif %}?"
    kind: text
    feeds: fact
---
Look.

{% if vision %}
> {{ vision }}

How near is it?
{% else %}
How near is what you want?
{% endif %}
"""


def test_a_question_about_a_vision_says_one_thing_with_it_and_another_without(
    tmp_path: Path,
) -> None:
    folder = good(tmp_path)
    writing("en/questions/personal-mastery/first-3.md", ABOUT)(folder)
    assert check(folder, expected=EXPECTED) == []
    language = load(folder, expected=EXPECTED).default
    question = language.questions["first-3"]
    assert [part.feeds for part in question.parts] == ["closeness", "fact"]
    assert question.speaks_of_vision and question.needs_nothing
    with_one, without = (
        [language.wording(part, name="A", vision=vision) for part in question.parts]
        for vision in ("a house", "")
    )
    assert with_one == ["Look.\n\na house\n\nHow near is it?", "And of a house?"]
    assert without == ["Look.\n\nHow near is what you want?", "And of it?"]
    shown = language.question_html(question.parts[0], name="A", vision="<b>")
    assert shown == "Look.\n\n<blockquote>&lt;b&gt;</blockquote>\n\nHow near is it?"


@pytest.mark.parametrize("vision", ["long " * 999, "x" * 4096])
def test_a_long_vision_is_cut(catalog: Catalog, vision: str) -> None:
    part = catalog.default.questions["first-2"].parts[1]
    words = catalog.default.wording(part, name="A", vision=vision)
    assert len(words) <= 320
    assert words.endswith("…. Why?")


def test_parts_take_the_kind_of_their_question(catalog: Catalog) -> None:
    scale, choice = (catalog.default.questions[f"first-{n}"].parts for n in (1, 2))
    assert [(part.kind, part.low, part.high) for part in scale] == [
        ("scale", "none", "all"), ("scale", None, None),
    ]  # fmt: skip
    assert [(part.kind, part.options) for part in choice] == [
        ("choice", ("no", "Yes")),
        ("text", ()),
    ]


def test_the_path_goes_by_discipline_then_place(tmp_path: Path) -> None:
    folder = good(tmp_path)
    readings = folder / "en/readings"
    (readings / "personal-mastery/01-first.md").rename(readings / "personal-mastery/09-first.md")
    catalog = load(folder, "en", EXPECTED)
    path = catalog.default.path
    assert [reading.id for reading in path] == ["first", "last"]
    assert [reading.place for reading in path] == [9, 1]
    assert [q.id for q in catalog.default.questions_of("first")] == [
        "first-1", "first-2", "first-3",
    ]  # fmt: skip
    assert catalog.default.questions_of("nothing") == ()
    assert {reading.discipline for reading in path} <= set(DISCIPLINES)
    assert [reading.id for reading in catalog.default.occasions["weekly"]] == ["week"]
    assert catalog.default.occasions["monthly"] == ()
    assert catalog.default.readings["week"].discipline is None


def test_a_program_keeps_what_is_known_as_it_is_written(catalog: Catalog) -> None:
    program = catalog.default.programs["p-one"]
    assert (program.price, program.place, program.article) == ("950", None, None)
    assert program.checked == date(2026, 11, 23)
    assert isinstance(program.flyer, Path) and program.flyer.is_file()
    assert program.card.startswith("word") and program.reserve == "Write to us and we answer."


def test_the_society_may_leave_links_open(catalog: Catalog) -> None:
    society = catalog.default.society
    assert society.blog and (society.blog.name, society.blog.url) == ("The blog", None)
    assert society.store and society.store.url == "https://example.org/store"
    assert society.journal is None and society.partners == ()


@pytest.mark.parametrize(
    ("hint", "code"),
    [("de", "de"), ("de-AT", "de"), ("de_CH", "de"), ("DE", "de"), ("fr", "en"), (None, "en"),
     ("", "en"), ("zh-Hant-TW", "en"), ("den", "en")],
)  # fmt: skip
def test_the_best_language_for_a_hint(tmp_path: Path, hint: str | None, code: str) -> None:
    catalog = load(with_german(tmp_path), "en", EXPECTED)
    assert catalog.languages == ("en", "de")
    assert catalog.best(hint) == code
    assert catalog.language(hint or "?").code == ("de" if hint == "de" else "en")


def test_a_broader_hint_finds_a_narrower_language(tmp_path: Path) -> None:
    folder = good(tmp_path)
    (folder / "en").rename(folder / "pt-BR")
    catalog = load(folder, "pt-BR", EXPECTED)
    assert catalog.best("pt") == catalog.best("pt-br") == catalog.best("pt-PT") == "pt-BR"


def test_dates_follow_the_language(tmp_path: Path) -> None:
    folder = with_german(tmp_path)
    edit(folder, "en/language.toml", "[commands]", '[formats]\ndate = "d MMMM y"\n[commands]')
    catalog = load(folder, "en", EXPECTED)
    assert "30 September 2026" in catalog.language("en").reply("hello", name="A", when=WHEN)
    assert "30. September 2026" in catalog.language("de").reply("hello", name="A", when=WHEN)


def test_filters() -> None:
    english = Filters(Locale("en"), Formats("d MMMM y", "HH:mm"))
    russian = Filters(Locale("ru"), Formats())
    assert english.moment(WHEN) == "30 September 2026, 20:30"
    assert english.at(time(8, 5)) == "08:05"
    assert english.on(WHEN, "EEEE d MMMM") == "Wednesday 30 September"
    assert english.weekday(1) == "Monday" and english.weekday(WHEN) == "Wednesday"
    assert english.days([3, 1, 5]) == "Monday, Wednesday, and Friday"
    assert english.days([1, 2, 3, 4, 5]) == "Monday–Friday" and english.days([6, 7]) == (
        "Saturday and Sunday"
    )
    html = EvalContext(Environment(autoescape=True))
    assert english.joined(html, ["<a>", Markup("<b>b</b>")]) == "&lt;a&gt; and <b>b</b>"
    assert english.number(12345) == "12,345" and english.percent(0.5) == "50%"
    assert english.plural(1, "# days", one="# day") == "1 day"
    assert english.plural(1200, "# days", one="# day") == "1,200 days"
    assert russian.plural(3, "# дня", few="# дня", many="# дней") == "3 дня"
    assert russian.plural(5, "# дня", few="# дня", many="# дней") == "5 дней"
    assert english.duration(timedelta(hours=3)) == "3 hours"
    assert english.country("DE") == "Germany" and english.country("??") == "??"


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        ({"days": 6}, "6 days"),
        ({"days": 7}, "1 week"),
        ({"days": 10}, "10 days"),
        ({"minutes": 90}, "90 minutes"),
        ({"minutes": 60}, "1 hour"),
        ({"hours": 36}, "36 hours"),
        ({"hours": 48}, "2 days"),
        ({"seconds": 45}, "45 seconds"),
        ({"hours": 27, "minutes": 22, "seconds": 10}, "27 hours"),
        ({"days": 9, "hours": 5}, "9 days"),
        ({"microseconds": 5}, "0 seconds"),
    ],
)
def test_how_long(span: dict[str, float], shown: str) -> None:
    assert Filters(Locale("en"), Formats()).duration(timedelta(**span)) == shown


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (["Tomás", "Inés"], "Tomás e Inés"),
        (["Inés", "Tomás"], "Inés y Tomás"),
        (["Ana", "Tomás", "Íñigo"], "Ana, Tomás e Íñigo"),
        (["Ana", "Hilda"], "Ana e Hilda"),
        (["agua", "hielo"], "agua y hielo"),
        (["Ana", "Yves"], "Ana y Yves"),
        (["Ana", "«Ida»"], "Ana e «Ida»"),
        (["Ana"], "Ana"),
        (["Ana y Luz", "Ana y Luz"], "Ana y Luz y Ana y Luz"),
    ],
)
def test_and_in_spanish(names: list[str], row: str) -> None:
    spanish = Filters(Locale("es"), Formats())
    plain, html = EvalContext(Environment()), EvalContext(Environment(autoescape=True))
    assert spanish.joined(plain, names) == row
    assert str(spanish.joined(html, names)).replace("\u2068", "").replace("\u2069", "") == row
    assert Filters(Locale("en"), Formats()).joined(plain, ["Tomás", "Inés"]) == "Tomás and Inés"


@pytest.mark.parametrize(
    ("code", "amount", "currency", "shown"),
    [
        ("en", "350", "ARS", "ARS\u00a0350"),
        ("en", "350.50", "ARS", "ARS\u00a0350.50"),
        ("en", "1950", "USD", "$1,950"),
        ("en", "80", "EUR", "€80"),
        ("en", "80", "CAD", "CA$80"),
        ("es", "350", "ARS", "350\u00a0ARS"),
    ],
)
def test_money(code: str, amount: str, currency: str, shown: str) -> None:
    assert Filters(Locale(code), Formats()).money(Decimal(amount), currency) == shown


@pytest.mark.parametrize(
    ("zone", "english", "spanish"),
    [
        ("Etc/GMT-5", "UTC+5", "UTC+5"),
        ("Etc/GMT+11", "UTC-11", "UTC-11"),
        ("Etc/GMT", "UTC", "UTC"),
        ("GMT0", "UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("America/Buenos_Aires", "Buenos Aires", "Buenos Aires"),
        ("Asia/Calcutta", "Kolkata", "Calcuta"),
        ("Asia/Kolkata", "Kolkata", "Calcuta"),
        ("America/New_York", "New York", "Nueva York"),
        ("Europe/Kiev", "Kyiv", "Kiev"),
    ],
)
def test_zones_are_cities(zone: str, english: str, spanish: str) -> None:
    assert Filters(Locale("en"), Formats()).zone(zone) == english
    assert Filters(Locale("es"), Formats()).zone(zone) == spanish


@pytest.mark.parametrize(
    ("zones", "twelve"),
    [
        (
            "America/New_York Asia/Kolkata Asia/Calcutta America/Bogota Australia/Sydney Africa/Cairo",
            True,
        ),
        ("Europe/Madrid Europe/London America/Argentina/Buenos_Aires America/Santiago", False),
        (
            "America/Montevideo America/Sao_Paulo Europe/Kiev Asia/Tokyo UTC Etc/GMT-5 Nowhere/Land",
            False,
        ),
    ],
)
def test_where_clocks_have_twelve_hours(zones: str, twelve: bool) -> None:
    assert {has_twelve_hours(zone) for zone in zones.split()} == {twelve}


def test_twelve_hours_in_both_languages() -> None:
    for code, evening, noon in (
        ("en", "7:30 PM", "12:00 PM"),
        ("es", "7:30 p.\u202fm.", "12:00 p.\u202fm."),
    ):
        filters = Filters(Locale(code), Formats(time="HH:mm")).twelve()
        shown = [filters.at(time(19, 30)), filters.at(time(12))]
        assert [one.replace("\u00a0", "\u202f") for one in shown] == [evening, noon]
        assert filters.twelve().at(time(0, 5)).startswith("12:05")


def test_no_zone_is_shown_by_its_key() -> None:
    for code in ("en", "es"):
        filters = Filters(Locale(code), Formats())
        shown = {zone: filters.zone(zone) for zone in available_timezones()}
        assert not [zone for zone, name in shown.items() if "/" in name or "_" in name]


def test_markdown_as_telegram_shows_it() -> None:
    source = "1. a\n2. b & c\n   - d\n\n> q `x<y`\n\nline  \nbreak ~~gone~~\n\n```\ncode\n```"
    html, problems = markdown.convert(source)
    assert problems == ()
    assert html == (
        "1. a\n2. b &amp; c\n    • d\n\n<blockquote>q <code>x&lt;y</code></blockquote>\n\n"
        "line\nbreak <s>gone</s>\n\n<pre>code</pre>"
    )


def test_a_variable_on_a_line_of_its_own_keeps_it() -> None:
    html, _ = markdown.convert("You\nwrote:\n“{{ vision }}”\nand {{ name }}\nnow?")
    assert html == "You wrote:\n“{{ vision }}”\nand {{ name }} now?"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>x", "does not close"),
        ("<b><i>x</b></i>", "closes <b> while <i>"),
        ("</b>", "not open"),
        ("<div>x</div>", "does not know"),
        ("<b class='x'>x</b>", "attribute class"),
        ("<a>x</a>", "full address"),
        ('<a href="javascript:x">x</a>', "full address"),
        ("a & b", "&amp;"),
        ("a &nbsp; b", "&amp;"),
        ("<code><b>x</b></code>", "no markup"),
        ("<blockquote><blockquote>x</blockquote></blockquote>", "inside another"),
    ],
)
def test_markup_telegram_refuses(html: str, text: str) -> None:
    assert any(text in problem.text for problem in telegram_html.parse(html).problems)


def test_markup_telegram_takes() -> None:
    html = (
        '<b>a <i>b</i></b> <a href="https://x.y?a=1&amp;b=2">c</a> <u>d</u> <s>e</s>'
        '<pre><code class="language-python">f</code></pre><tg-spoiler>&lt;&#34;</tg-spoiler>'
        "<blockquote expandable>g</blockquote>"
    )
    assert telegram_html.parse(html) == telegram_html.Parsed(
        "a b c d efg".replace("ef", 'ef<"'), (), 9
    )
    assert units("a🙂") == 3


def test_words_are_counted_with_and_without_spaces() -> None:
    assert prose.word_count("One, two – three: don't 4.") == 5
    assert prose.word_count("系统思考 one") == 3


def test_spanish_is_written_as_spanish(shipped: Catalog) -> None:
    spanish = shipped.language("es")
    filters = spanish.filters
    assert filters.on(WHEN) == "30 de septiembre de 2026" and filters.at(WHEN) == "20:30"
    assert filters.on(WHEN, "EEEE d 'de' MMMM") == "miércoles 30 de septiembre"
    assert filters.of_any_year(WHEN) == "30 de septiembre"
    assert shipped.language("en").filters.of_any_year(WHEN) == "30 September"
    assert filters.days([1, 2, 3, 4, 5]) == "lunes a viernes"
    assert filters.days([1, 3, 5]) == "lunes, miércoles y viernes"
    assert filters.number(12345) == "12\u202f345" and filters.number(7.5) == "7,5"
    assert filters.plural(1, "# respuestas", one="# respuesta") == "1 respuesta"
    assert (
        filters.plural(1_000_000, "# respuestas", one="# respuesta")
        == "1\u202f000\u202f000 respuestas"
    )
    assert filters.duration(timedelta(hours=3)) == "3 horas"
    assert filters.money(Decimal(1950), "USD") == "1\u202f950\xa0US$"
    assert filters.country("MX") == "México" and spanish.weekday(3) == "mié"
