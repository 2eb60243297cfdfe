"""What staff published can be written out as files that the content check accepts."""

from __future__ import annotations

import shutil
from pathlib import Path

from solbot.app import opened
from solbot.content.catalog import load
from solbot.ops import program_files
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
        for name, value in {
            "starts": "2027-03-01T09:00",
            "zone": "America/New_York",
            "prices": ["Regular: 950 USD"],
            "seats": 24,
            "joining": "open",
            "flyer": {"file": flyer, "name": "flyer.pdf"},
        }.items():
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
