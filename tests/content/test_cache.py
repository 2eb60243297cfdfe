"""Content that was read once is there at once, and only if it is the same content, the same code and the bot's own."""

from __future__ import annotations

import hmac
import pickle
import shutil
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from solbot.content import cache
from solbot.content.cache import CatalogCache
from solbot.content.catalog import Catalog, Language
from solbot.content.expected import shipped
from solbot.content.faults import ContentError
from solbot.errors import Untranslated
from tests import rehearsal

SECRET = b"a secret of the bot's"


class Bot:
    """Starts one after the other, on one folder of content."""

    def __init__(self, folder: Path) -> None:
        self.messages = folder / "messages"
        (self.messages / "en").mkdir(parents=True)
        (self.messages / "en" / "words.md").write_text("Some words.")
        self.file = folder / "content.cache"
        self.readings = 0

    def start(self, secret: bytes = SECRET) -> Catalog:
        """Begin, and keep what was read."""
        reading = CatalogCache(self.file, self.messages, "en")
        catalog = reading.load(secret)
        reading.keep(secret)
        return catalog

    def reads_anew(self, secret: bytes = SECRET) -> bool:
        """Whether a start reads the files; the next one never does."""
        before = self.readings
        self.start(secret)
        anew = self.readings > before
        before = self.readings
        self.start(secret)
        assert self.readings == before
        return anew


@pytest.fixture
def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog) -> Bot:
    """A bot that has something to say as soon as its folder is read: what is in there matters to the reading alone."""
    bot = Bot(tmp_path)

    packed = cache.packed_catalog(catalog)

    def read(folder: Path, default: str) -> bytes:
        assert (folder, default) == (bot.messages, "en")
        bot.readings += 1
        return packed

    monkeypatch.setattr(cache, "read", read)
    return bot


def _shipped(folder: Path) -> Path:
    return shutil.copytree(rehearsal.MESSAGES, folder)


def _with_a_draft(folder: Path) -> Path:
    header = _shipped(folder) / "es" / "language.toml"
    header.write_text("draft = true\n" + header.read_text())
    (folder / "es" / "replies" / "help.html.j2").unlink()
    return folder


@pytest.mark.parametrize("build", [_shipped, _with_a_draft])
def test_a_second_start_says_all_that_the_first_said(
    tmp_path: Path, build: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = build(tmp_path / "messages")
    reading = CatalogCache(tmp_path / "content.cache", messages, "en")
    first = reading.load(SECRET)
    reading.keep(SECRET)
    monkeypatch.delattr(cache, "read")
    second = CatalogCache(tmp_path / "content.cache", messages, "en").load(SECRET)
    for field in ("languages", "complete", "help_lines", "news", "privacy"):
        assert getattr(first, field) == getattr(second, field)
    for code in first.languages:
        one, other = first.by_code[code], second.by_code[code]
        for field in WORDS:
            assert _plain(getattr(one, field)) == _plain(getattr(other, field)), field
        for name in REPLIES:
            assert _said(one, name) == _said(other, name)
            assert _said(one.twelve, name) == _said(other.twelve, name)


REPLIES = shipped().replies.keys()
WORDS = (
    *("code", "name", "profile", "commands", "vocabulary", "topics", "society", "readings", "path"),
    *("occasions", "questions", "by_reading", "html", "draft", "labels_file"),
    *("programs", "buttons", "called"),
)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _said(language: Language, name: str) -> object:
    """A reply and its files, or that a draft has none."""
    try:
        reply = language.replies[name]
    except Untranslated:
        return None
    said = reply.render({variable: SAMPLES[variable] for variable in reply.variables})
    return said, said.files


SAMPLES = shipped().samples


def _changed(file: Path) -> None:
    file.write_text(file.read_text().replace("S", "F"))


def _hidden(file: Path) -> None:
    file.with_name(".draft.swp").write_text("what an editor keeps")


@pytest.mark.parametrize(("act", "anew"), [(_changed, True), (_hidden, False)])
def test_what_changed_is_read(bot: Bot, act: Callable[[Path], None], anew: bool) -> None:
    bot.start()
    act(bot.messages / "en" / "words.md")
    assert bot.reads_anew() is anew


def test_another_code_or_library_reads_it_itself(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.start()
    code, libraries = tmp_path / "code", tmp_path / "libraries"
    for folder in (code, libraries):
        folder.mkdir()
    (code / "templates.py").write_text("LIMIT = 1")
    monkeypatch.setattr(cache, "_CODE", code)
    assert bot.reads_anew()
    (code / "templates.py").write_text("LIMIT = 12")
    assert bot.reads_anew()
    (libraries / "jinja2-99.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(libraries)])
    assert bot.reads_anew()
    monkeypatch.setattr(sys, "version", "4.0")
    assert bot.reads_anew()


def test_what_ships_is_what_another_folder_is_measured_by(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = tmp_path / "packed" / "en"
    (default / "replies").mkdir(parents=True)
    for name in ("buttons.toml", "replies/help.html.j2"):
        (default / name).write_text("S")
    monkeypatch.setattr("solbot.shipped.default_language", lambda: default)
    bot.start()
    for name in ("buttons.toml", "replies/help.html.j2", "replies/new.html.j2"):
        (default / name).write_text("Something else")
        assert bot.reads_anew()


class Trap:
    """Does something as it is unpacked."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return sys.exit, ("it was unpacked",)


def test_what_somebody_else_put_there_is_never_unpacked(bot: Bot) -> None:
    bot.start()
    whole = bot.file.read_bytes()
    trap = pickle.dumps(Trap())
    for content in (
        *(b"", b"short", trap, whole[:-1], whole + b"\0", whole[:32] + trap),
        hmac.digest(SECRET, trap, "sha256") + trap,
        whole[:40] + bytes([whole[40] ^ 1]) + whole[41:],
    ):
        bot.file.write_bytes(content)
        assert bot.reads_anew()
        assert bot.file.read_bytes() == whole


def test_another_key_opens_nothing(bot: Bot) -> None:
    bot.start()
    assert bot.reads_anew(b"another secret")


def test_it_is_its_owners_alone_and_nothing_is_left_beside_it(bot: Bot) -> None:
    bot.start()
    assert stat.S_IMODE(bot.file.stat().st_mode) == 0o600
    assert {one.name for one in bot.file.parent.iterdir()} == {"messages", "content.cache"}


def test_where_nothing_can_be_kept_the_bot_starts_all_the_same(bot: Bot) -> None:
    bot.file = bot.file / "in" / "no" / "folder"
    assert bot.start().languages == bot.start().languages
    assert bot.readings == 2


def test_what_changes_while_it_is_read_is_not_kept(bot: Bot) -> None:
    reading = CatalogCache(bot.file, bot.messages, "en")
    reading.load(SECRET)
    _changed(bot.messages / "en" / "words.md")
    reading.keep(SECRET)
    assert not bot.file.exists()


def test_where_no_other_process_can_read_it_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = _shipped(tmp_path / "messages")
    (messages / "en" / "replies" / "help.html.j2").write_text("{{ unheard_of }}")
    for executable in ("/dev/null/python", "/bin/false"):
        monkeypatch.setattr(sys, "executable", executable)
        with pytest.raises(ContentError) as raised:
            cache.read(messages, "en")
        assert "help.html.j2" in str(raised.value)


def test_who_reads_knows_no_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nenv > "{tmp_path}/around"\nexit 1\n')
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("SOLBOT_TOKEN", "1:secret")
    with pytest.raises(ContentError):
        cache.read(tmp_path / "no messages", "en")
    assert "SOLBOT" not in (tmp_path / "around").read_text()
