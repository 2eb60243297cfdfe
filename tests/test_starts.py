"""Whatever is wrong with keys, disk or database is one sentence and exit 1, and nothing is left half-done."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import sys
import traceback
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from solbot import app, cli
from solbot.content import cache
from solbot.db import keyring
from solbot.ops import backup as backups
from solbot.ops import doctor as doctoring
from solbot.ops import program_files
from tests import rehearsal

READ = (app, backups, doctoring, program_files)
"""What the commands read when they need it: a fork has it then, also one that may read no code."""
NOBODY = 65_534
Before = Callable[[], object] | None


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


SETTINGS = "These settings need mending:"


class Solbot:
    """The command in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.messages = rehearsal.build(folder / "messages")
        self.database = folder / "data" / "solbot.db"
        self.key = folder / "secrets" / "journal.key"
        self.settings = {
            "SOLBOT_TOKEN": "1:token",
            "SOLBOT_API_URL": "http://127.0.0.1:9",
            "SOLBOT_MESSAGES": str(self.messages),
        }

    def __call__(self, *words: str, before: Before = None) -> str:
        """What it says, in one line, as it fails."""
        done = self.run(*words, before=before)
        said = f"{done.out}{done.err}".strip()
        assert done.code == 1, said
        assert "Traceback" not in said
        lines = done.err.strip().splitlines()
        assert len([line for line in lines if line != SETTINGS]) <= 1, said
        return said

    def run(self, *words: str, before: Before = None) -> Done:
        """Run it in a process of its own: a fork, as reading all the code anew takes seconds."""
        out, err = self.folder.with_name("out"), self.folder.with_name("err")
        with out.open("wb") as said, err.open("wb") as told, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which do nothing here
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(told.fileno(), 2)
                self._be(words, before)
        _, status = os.waitpid(child, 0)
        return Done(os.waitstatus_to_exitcode(status), out.read_text(), err.read_text())

    def _be(self, words: tuple[str, ...], before: Before) -> None:
        code = 70
        try:
            sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
            os.chdir(self.folder)
            for name in [name for name in os.environ if name.startswith("SOLBOT_")]:
                del os.environ[name]
            os.environ.update(self.settings)
            if before is not None:
                before()
            cli.command(list(words))
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        except BaseException:  # noqa: BLE001  (it would go on as a second test run)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def first_start(self) -> None:
        """What a first start makes; `programs export` opens everything as `run` does."""
        done = self.run("programs", "export", "out")
        assert done.code == 0, done.err

    def files(self) -> dict[str, bytes]:
        """Everything there is but what says who uses it."""
        return {
            str(one.relative_to(self.folder)): one.read_bytes()
            for one in sorted(self.folder.rglob("*"))
            if one.is_file() and self.messages not in one.parents and "in-use" not in one.name
        }


@pytest.fixture
def solbot(tmp_path: Path) -> Solbot:
    return Solbot(tmp_path / "bot")


def test_data_and_key_are_their_owners_alone(solbot: Solbot) -> None:
    solbot.database.parent.mkdir(parents=True, mode=0o755)
    solbot.database.touch(0o644)
    solbot.first_start()
    assert solbot.run("backup", "copy.gz").code == 0
    private = [solbot.key, solbot.folder / "copy.gz", *solbot.database.parent.iterdir()]
    assert {stat.S_IMODE(one.stat().st_mode) for one in private} == {0o600}
    folders = [solbot.database.parent, solbot.key.parent]
    assert {stat.S_IMODE(one.stat().st_mode) for one in folders} == {0o700}


def test_a_wrong_or_missing_key_ends_the_start_and_changes_nothing(solbot: Solbot) -> None:
    solbot.first_start()
    there = solbot.key.read_bytes()
    found = solbot.run("doctor").out
    assert "ok    key: opens what people wrote" in found

    solbot.key.unlink()
    before = solbot.files()
    for words in (["run"], ["migrate"], ["keys", "rotate"]):
        assert "no journal key in secrets/journal.key" in solbot(*words)
    assert "FAULT key: " in solbot("doctor")
    assert solbot.files() == before

    keyring.write_keys(solbot.key, [Fernet.generate_key().decode()])
    before = solbot.files()
    for words in (["run"], ["migrate"], ["keys", "rotate"]):
        assert "does not open what people wrote" in solbot(*words)
    assert "FAULT key: " in solbot("doctor")
    solbot.key.write_text("no key\n")
    assert "holds something that is no key" in solbot("run")
    solbot.key.write_bytes(b"\xff\xfe")
    assert "can't be read" in solbot("run")

    solbot.key.write_bytes(there)
    assert solbot.run("migrate").code == 0


def test_nothing_is_made_by_a_look(solbot: Solbot) -> None:
    said = solbot("doctor")
    assert "none yet" in said and "FAULT token" in said
    assert "no database yet" in solbot("backup", "copy.gz")
    assert solbot.files() == {}


def test_a_damaged_a_newer_and_a_foreign_file_are_named(solbot: Solbot) -> None:
    solbot.first_start()
    sound = solbot.database.read_bytes()
    solbot.database.write_bytes(b"words of something else" * 1000)
    for words in (["run"], ["migrate"], ["backup", "copy.gz"]):
        assert "is no database, or damaged" in solbot(*words)
    assert "FAULT database: The database file is no database" in solbot("doctor")

    # The first page is sound, and whatever is read after it is not.
    solbot.database.write_bytes(sound[:4096] + b"\xaa" * (len(sound) - 4096))
    assert "damaged" in solbot("run")

    solbot.database.write_bytes(sound)
    with closing(sqlite3.connect(solbot.database)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    before = solbot.files()
    for words in (["run"], ["migrate"], ["backup", "copy.gz"], ["keys", "rotate"]):
        assert "that of a newer solbot (revision 9999)" in solbot(*words)
    assert "newer solbot" in solbot("doctor")
    assert solbot.files() == before


def test_a_full_disk_is_named(solbot: Solbot) -> None:
    """No file may grow past some size: to SQLite and to Python that is a disk with no room."""
    assert "The disk with the database" in solbot("migrate", before=room(20_000))
    shutil.rmtree(solbot.database.parent)
    solbot.first_start()
    with closing(sqlite3.connect(solbot.database)) as database, database:
        database.execute(
            "INSERT INTO files (name, size, file_id, content, sent_by, sent_at) "
            "VALUES ('x', 1, 'x', randomblob(300000), 1, '2026-11-23 09:00:00.000000')"
        )
    assert "too large" in solbot("backup", "copy.gz", before=room(200_000))
    assert not [name for name in solbot.files() if "copy" in name]
    assert solbot.run("backup", "copy.gz").code == 0
    solbot.database.unlink()
    assert "The disk with the database" in solbot("restore", "copy.gz", before=room(200_000))
    assert not [name for name in solbot.files() if "solbot.db" in name]
    assert solbot.run("restore", "copy.gz").code == 0


def room(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_read_only_disk_and_a_missing_folder_are_named(solbot: Solbot) -> None:
    solbot.folder.joinpath("data").write_text("a file where the folder should be")
    assert "data" in solbot("run")
    (solbot.folder / "data").unlink()
    assert "No such file" in solbot("restore", "copy.gz")
    solbot.first_start()
    assert "No such file" in solbot("backup", "nowhere/copy.gz")
    assert "is a folder" in solbot("backup", "data")
    assert "Is a directory" in solbot("restore", "data")


def test_a_folder_that_may_not_be_written_is_named(solbot: Solbot) -> None:
    solbot.first_start()
    for one in [solbot.folder, *solbot.folder.rglob("*")]:
        one.chmod(0o555 if one.is_dir() else 0o444)

    def somebody_else() -> None:
        if os.getuid() == 0:  # whom no rights bind
            os.setuid(NOBODY)

    reach(solbot.folder)
    said = solbot("run", before=somebody_else)
    assert "solbot.db can't be read and written" in said
    solbot.database.chmod(0o666)
    assert "nothing can be written in data" in solbot("run", before=somebody_else)
    solbot.database.parent.chmod(0o777)
    assert "in-use: Permission denied" in solbot("run", before=somebody_else)
    for one in [solbot.folder, *solbot.folder.rglob("*")]:
        one.chmod(0o755)


def reach(folder: Path) -> None:
    """Let everybody walk as far as a folder of the tests."""
    for above in folder.parents:
        if above.name.startswith(("pytest-", "popen-", "test_")):
            above.chmod(0o755)


def test_content_is_checked_once_and_a_fault_in_it_ends_every_start(solbot: Solbot) -> None:
    def read_nothing() -> None:
        delattr(cache, "read")

    solbot.first_start()
    again = ("programs", "export", "out")
    assert solbot.run(*again, before=read_nothing).code == 0
    letter = solbot.messages / "en" / "replies" / "help.html.j2"
    whole = letter.read_text()
    letter.write_text(whole + "{{ unheard_of }}")
    for _ in range(2):
        refused = solbot.run(*again)
        assert refused.code == 1 and "help.html.j2" in refused.err
    letter.write_text(whole)
    assert solbot.run(*again, before=read_nothing).code == 0
