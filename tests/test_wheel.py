"""What is installed from the wheel runs anywhere: content and migrations are in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILD = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
MOST_FONTS = 25 * 1024 * 1024
COMMAND = "from solbot.cli import main; main()"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but what the wheel holds."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, check=True)
    (wheel,) = folder.glob("solbot-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def said(site: Path, empty: Path, *words: str, code: str = COMMAND) -> str:
    """What `solbot` says in an empty folder, with the wheel's code before any other."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOLBOT_")}
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=empty,
        env={**kept, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_command_is_the_same(site: Path) -> None:
    (file,) = site.glob("solbot-*.dist-info/entry_points.txt")
    points = ConfigParser()
    points.read(file)
    assert dict(points["console_scripts"]) == {"solbot": "solbot.__main__:main"}


def test_content_and_migrations_are_found_from_an_empty_folder(site: Path, tmp_path: Path) -> None:
    where = said(site, tmp_path, code="import solbot; print(solbot.__file__)")
    assert Path(where).is_relative_to(site)
    assert said(site, tmp_path, "check") == "The content is in order."
    assert said(site, tmp_path, "migrate") == "The database is up to date."
    assert "rows written" in said(site, tmp_path, "backup", "copy.gz")


def test_the_fonts_are_in_it_and_not_too_large(site: Path) -> None:
    fonts = site / "solbot" / "books" / "fonts"
    assert (fonts / "OFL.txt").is_file() and (fonts / "NotoSerif-Regular.ttf").is_file()
    assert sum(file.stat().st_size for file in fonts.iterdir()) <= MOST_FONTS
    code = "from solbot.books.faces import Faces; print(Faces().having('你').name)"
    assert said(site, fonts.parent, code=code) == "NotoSansCJKsc-Regular"


def test_content_of_ones_own_comes_first(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "solbot/packed/messages", tmp_path / "messages")
    shutil.rmtree(tmp_path / "messages" / "es")
    assert "es" not in said(site, tmp_path, "content", "status").split()
