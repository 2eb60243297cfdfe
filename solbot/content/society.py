"""The page about the society: from its file, from what staff published, and as each field is typed.

Its copy is plain data by field, so that it can be kept, compared and written out. A link is a mapping with `name`,
and `about` and `url` where they are known; what is empty is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Required, TypedDict, cast

from solbot.content import markdown, prose, telegram_html
from solbot.content.editions import ValueFault, WrongValue
from solbot.content.faults import Fault
from solbot.content.labels import BUTTON_LIMIT
from solbot.content.lengths import units
from solbot.content.models import Link, Society
from solbot.content.source import read_document
from solbot.content.sourced import sourced_markup
from solbot.content.telegram_html import is_web_address

if TYPE_CHECKING:
    from solbot.content.heads import LinkHead, SocietyHead

SINGLE = ("blog", "store", "journal", "article")
"""Fields that are one link."""

SEVERAL = ("regions", "partners")
"""Fields that are a list of links."""

SOCIETY_FIELDS = ("title", "about", "address", "regions", *SINGLE, "partners")
"""In the order in which they are shown."""

NEEDED_OF_SOCIETY = ("title", "about")
"""What can't be left empty."""

WORDS_ABOUT = (40, 150)
MOST_LINKS = 4
LONGEST_OF_SOCIETY = {"title": 80, "address": 100, "about": 1000}
LONGEST_LINK = 100  # characters of what is said of it
LONGEST_URL = 300


class SocietyCopy(TypedDict, total=False):
    """What is written of the society in one language."""

    title: Required[str]
    about: Required[str]
    address: str
    regions: list[dict[str, str]]
    blog: dict[str, str]
    store: dict[str, str]
    journal: dict[str, str]
    article: dict[str, str]
    partners: list[dict[str, str]]


def read_society(file: Path, faults: list[Fault]) -> Society | None:
    """`society.md`, or None with its faults."""
    from solbot.content.heads import SocietyHead, validated  # for files alone, with pydantic

    if not file.is_file():
        faults.append(Fault(file, 1, "is missing"))
        return None
    document = read_document(file, faults)
    if document is None:
        return None
    html = prose.check_markdown(document.body, file, document.body_line, (), faults)
    prose.check_words(html, *WORDS_ABOUT, file, document.body_line, "the body", faults)
    head = validated(SocietyHead, document, faults)
    return build_society(_copy_of(head, document.body.strip()), file) if head else None


def build_society(copy: Mapping[str, object], file: Path) -> Society:
    """The page that a copy makes. `file` is where it began."""
    there = cast("SocietyCopy", copy)
    return Society(
        title=there["title"],
        address=there.get("address"),
        about=sourced_markup(markdown.convert(there["about"])[0], file),
        regions=_links(there.get("regions", ())),
        blog=_link(there.get("blog")),
        store=_link(there.get("store")),
        journal=_link(there.get("journal")),
        article=_link(there.get("article")),
        partners=_links(there.get("partners", ())),
        file=file,
        copy=copy,
    )


def read_field(name: str, text: str) -> str | dict[str, str] | list[dict[str, str]]:
    """The value that typed words give a field. Raises WrongValue."""
    text = text.strip()
    if name in SEVERAL:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_LINKS:
            raise WrongValue(ValueFault.TOO_MANY, str(MOST_LINKS))
        return [_typed_link(line) for line in lines]
    if name in SINGLE:
        return _typed_link(" ".join(text.split()))
    longest = LONGEST_OF_SOCIETY[name]
    if units(text) > longest:
        raise WrongValue(ValueFault.TOO_LONG, str(longest))
    return _about(text) if name == "about" else _as_written(" ".join(text.split()))


def in_lines(value: object) -> str | None:
    """A value as it is typed; None for an empty one."""
    if isinstance(value, Mapping):
        said = ": ".join(value[name] for name in ("name", "about") if name in value)
        return f"{said} {value['url']}" if "url" in value else str(said)
    if isinstance(value, list):
        return "\n".join(in_lines(one) or "" for one in value)
    return None if value is None else str(value)


def _copy_of(head: SocietyHead, about: str) -> Mapping[str, object]:
    found: dict[str, object] = {"title": head.title, "about": about, "address": head.address}
    for name in SINGLE:
        link = getattr(head, name)
        found[name] = _known(link) if link else None
    for name in SEVERAL:
        found[name] = [_known(one) for one in getattr(head, name)] or None
    return {name: found[name] for name in SOCIETY_FIELDS if found[name] is not None}


def _known(head: LinkHead) -> dict[str, str]:
    return head.model_dump(exclude_none=True)


def _link(value: Mapping[str, str] | None) -> Link | None:
    return Link(value["name"], value.get("about"), value.get("url")) if value else None


def _links(values: Iterable[Mapping[str, str]]) -> tuple[Link, ...]:
    return tuple(link for link in map(_link, values) if link)


def _about(text: str) -> str:
    html, problems = markdown.convert(text)
    if problems or markdown.logic(text) or list(markdown.variables(text)):
        raise WrongValue(ValueFault.MARKUP)
    low, high = WORDS_ABOUT
    if not low <= prose.word_count(telegram_html.plain(html)) <= high:
        raise WrongValue(ValueFault.WORDS, f"{low}–{high}")
    return text


def _as_written(text: str) -> str:
    if prose.not_plain(text):
        raise WrongValue(ValueFault.MARKUP)
    return text


def _typed_link(line: str) -> dict[str, str]:
    """A link from a line such as `SoL Flash: the blog https://example.org/blog`."""
    words = line.split()
    url = words.pop() if words and is_web_address(words[-1]) else None
    name, _, about = _as_written(" ".join(words)).partition(": ")
    name, about = name.rstrip(":").strip(), about.strip()
    if not name or "://" in name + about or (url and units(url) > LONGEST_URL):
        raise WrongValue(ValueFault.NOT_A_LINK, line[:80])
    for text, longest in ((name, BUTTON_LIMIT), (about, LONGEST_LINK)):
        if units(text) > longest:
            raise WrongValue(ValueFault.TOO_LONG, str(longest))
    return {"name": name} | ({"about": about} if about else {}) | ({"url": url} if url else {})
