"""What staff published can be written out as files that the content check accepts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from solbot.content.catalog import load
from solbot.content.editions import FieldValue, HandedIn, flyer_of
from solbot.ops import program_files
from solbot.ops.opening import opened
from solbot.programs import service as programs
from solbot.programs.editor import files, publishing
from solbot.programs.editor import service as editor
from solbot.programs.society import service as society
from solbot.settings import Settings
from tests import rehearsal

FOUNDATIONS = "foundations-for-leadership"


async def test_programs_go_out_as_files_and_come_in_again(
    tmp_path: Path, database_url: str
) -> None:
    messages = rehearsal.build(tmp_path / "messages")
    settings = Settings(
        database_url=database_url, messages=messages, key_file=tmp_path / "secrets" / "journal.key"
    )
    async with opened(settings) as works, works.begin() as work:
        flyer = await files.keep(work, 7, "flyer.pdf", b"%PDF-1.4 the flyer")
        fields: dict[str, FieldValue] = {
            "starts": "2027-03-01T09:00",
            "zone": "America/New_York",
            "prices": ["Regular: 950 USD"],
            "seats": 24,
            "joining": "open",
            "flyer": {"file": flyer, "name": "flyer.pdf"},
        }
        for name, value in fields.items():
            draft = await editor.put(work, FOUNDATIONS, name, "en", value)
        await publishing.publish(work, 7, FOUNDATIONS, draft.number)
        half = await editor.create(work, 7, "Not Ready", "en")
    written = await program_files.write(settings, tmp_path / "out")
    assert written.files == 4
    assert not written.lacking
    assert half.id == "not-ready"
    assert not (tmp_path / "out" / "en" / "programs" / "not-ready.md").exists()

    shutil.rmtree(messages / "en" / "programs")
    shutil.copytree(tmp_path / "out" / "en" / "programs", messages / "en" / "programs")
    program = load(messages).default.programs[FOUNDATIONS]
    assert program.starts is not None
    assert program.starts.isoformat() == "2027-03-01T09:00:00-05:00"
    assert [str(price) for price in program.prices] == ["Regular: 950 USD"]
    assert (program.seats, program.joining) == (24, "open")
    assert isinstance(program.flyer, Path)
    assert program.flyer.read_bytes() == b"%PDF-1.4 the flyer"
    # Written out again from the files, nothing differs.
    before = (tmp_path / "out" / "en" / "programs" / f"{FOUNDATIONS}.md").read_text()
    await program_files.write(settings, tmp_path / "again")
    assert (tmp_path / "again" / "en" / "programs" / f"{FOUNDATIONS}.md").read_text() == before


async def test_the_society_s_page_goes_out_as_a_file_and_comes_in_again(
    tmp_path: Path, database_url: str
) -> None:
    messages = rehearsal.build(tmp_path / "messages")
    settings = Settings(
        database_url=database_url, messages=messages, key_file=tmp_path / "secrets" / "journal.key"
    )
    blog = {"name": "Flash: news", "about": "Weekly & more", "url": "https://example.org/flash"}
    async with opened(settings) as works, works.begin() as work:
        await society.put(work, "en", "blog", blog)
        await society.put(work, "en", "regions", [{"name": "Europe"}, {"name": "null"}])
        page = await society.put(work, "en", "store", None)
        await society.publish(work, 7, page.number)
        published = await society.society_of(work, work.catalog.default)
    await program_files.write(settings, tmp_path / "out")
    shutil.copy(tmp_path / "out" / "en" / "society.md", messages / "en" / "society.md")
    taken_over = load(messages).default.society
    assert taken_over.copy == published.copy
    assert taken_over.store is None
    assert taken_over.blog is not None and taken_over.blog.name == "Flash: news"
    async with opened(settings) as works, works.begin() as work:
        page = await society.find(work)
        assert not page.overriding and not page.files_changed


async def test_flyers_of_single_languages_go_out_as_files_and_come_in_again(
    tmp_path: Path, database_url: str
) -> None:
    messages = tmp_path / "messages"
    shutil.copytree(rehearsal.MESSAGES, messages)
    settings = Settings(
        database_url=database_url, messages=messages, key_file=tmp_path / "secrets" / "journal.key"
    )
    given = {"": b"%PDF-1.4 all", "en": b"%PDF-1.4 english", "es": b"%PDF-1.4 espa"}
    async with opened(settings) as works, works.begin() as work:
        for code, content in given.items():
            number = await files.keep(work, 7, f"flyer{code}.pdf", content)
            value: HandedIn = {"file": number, "name": f"flyer{code}.pdf"}
            name = "own_flyer" if code else "flyer"
            draft = await editor.put(work, FOUNDATIONS, name, code, value)
        await publishing.publish(work, 7, FOUNDATIONS, draft.number)
    await program_files.write(settings, tmp_path / "out")
    for code in ("en", "es"):
        shutil.rmtree(messages / code / "programs")
        shutil.copytree(tmp_path / "out" / code / "programs", messages / code / "programs")
    for code, language in load(messages).by_code.items():
        flyer = language.programs[FOUNDATIONS].flyer
        assert isinstance(flyer, Path) and flyer.read_bytes() == given[code]
    # In a new bot they are what they were: one for all, and one of each language, which stay when staff publish.
    anew = replace(settings, database_url=f"sqlite+aiosqlite:///{tmp_path / 'anew.db'}")
    async with opened(anew) as works, works.begin() as work:
        draft = await editor.find(work, FOUNDATIONS)
        for code in ("en", "es"):
            name = f"{FOUNDATIONS}-flyer-{code}.pdf"
            assert draft.next.get("own_flyer", code) == {"path": name, "name": name}
        draft = await editor.put(work, FOUNDATIONS, "own_flyer", "en", None)
        draft = await publishing.publish(work, 7, FOUNDATIONS, draft.number)
        assert draft.now is not None
        for code, content in (("en", given[""]), ("es", given["es"])):
            stored = flyer_of(draft.now, code)
            assert isinstance(stored, dict)
            assert await files.content(work, stored["file"]) == content


async def test_a_language_whose_file_names_no_flyer_has_the_one_for_all(
    tmp_path: Path, database_url: str
) -> None:
    messages = tmp_path / "messages"
    shutil.copytree(rehearsal.MESSAGES, messages)
    file = messages / "en" / "programs" / f"{FOUNDATIONS}.md"
    file.write_text(file.read_text().replace("flyer:", "flyer: https://example.org/flyer", 1))
    other = messages / "es" / "programs" / "executive-champions-workshop.md"
    other.write_text(other.read_text().replace("flyer:", "flyer: https://example.org/folleto", 1))
    settings = Settings(
        database_url=database_url, messages=messages, key_file=tmp_path / "secrets" / "journal.key"
    )
    async with opened(settings) as works, works.begin() as work:
        found = await programs.find(work, work.catalog.by_code["es"], FOUNDATIONS)
        assert found is not None and found.flyer == "https://example.org/flyer"
        draft = await editor.find(work, other.stem)
        assert draft.next.get("flyer", "") is None
        assert draft.next.get("own_flyer", "es") == "https://example.org/folleto"
        assert not draft.changes
