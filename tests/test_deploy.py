"""The files an operator installs: the unit gives the bot nothing of the machine, settings are those there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from solbot.settings import NAMES, PREFIX

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "deploy" / "solbot.service"
MOST_EXPOSED = 2.0


needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None,
    reason="NO SYSTEMD: install it, or the unit is not looked at",
)


@needs_systemd
def test_the_unit_is_hardened(tmp_path: Path) -> None:
    unit = tmp_path / "solbot.service"
    shutil.copy(UNIT, unit)
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(unit)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
    assert found is not None, done.stdout
    assert float(found[1]) <= MOST_EXPOSED
    assert "Unknown" not in done.stdout + done.stderr


def complaints(unit: Path) -> str:
    """What systemd says of a unit; it exits with 0 whatever that is."""
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    return "\n".join(line for line in lines if unit.name in line)


@needs_systemd
def test_systemd_knows_every_word_of_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "solbot.service"
    words = UNIT.read_text().replace("/opt/solbot/bin/solbot", "/bin/true")
    unit.write_text(words)
    assert complaints(unit) == ""
    unit.write_text(words.replace("PrivateTmp=", "PrivatTmp="))
    assert "Unknown key" in complaints(unit), "else this test would see nothing"


def test_without_its_secrets_the_compose_file_starts_nothing() -> None:
    found = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
    (file,) = (one["file"] for one in found["secrets"].values())
    wanted = found["services"]["bot"]["env_file"]
    assert file == "database-password" and wanted == ["env"], "both are files, and none is optional"
    assert not (ROOT / "deploy" / file).exists() and not (ROOT / "deploy" / "env").exists()
    words = (ROOT / "deploy" / "compose.yaml").read_text()
    assert not re.search(r"(?i)(password|token): [^/\s]+$", words, re.MULTILINE)


def test_the_unit_runs_the_command_where_its_files_are() -> None:
    unit = RawConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read(UNIT)
    service = unit["Service"]
    assert service["ExecStart"].split()[1:] == ["run", "--on-telegram"]
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"


def test_neither_service_nor_container_opens_the_playground_where_the_token_is_missing(
    tmp_path: Path,
) -> None:
    image = (ROOT / "Containerfile").read_text()
    assert 'ENTRYPOINT ["solbot"]\nCMD ["run", "--on-telegram"]' in image
    done = subprocess.run(
        [sys.executable, "-m", "solbot", "run", "--on-telegram"],
        cwd=tmp_path,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr == "There is no SOLBOT_TOKEN: put the bot's token there.\n"
    assert not any(tmp_path.iterdir())


def test_image_and_compose_file_look_after_the_bot_in_one_way() -> None:
    image = (ROOT / "Containerfile").read_text()
    said = re.search(r"HEALTHCHECK (.*?)\\\n +CMD (\[.*\])", image)
    assert said is not None
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    check = services["bot"]["healthcheck"]
    assert ["CMD", *json.loads(said[2])] == check["test"]
    options = dict(re.findall(r"--([a-z-]+)=(\S+)", said[1]))
    assert options == {
        key.replace("_", "-"): str(one) for key, one in check.items() if key != "test"
    }


def test_every_setting_that_is_named_exists() -> None:
    known = {PREFIX + name.upper() for name in NAMES}
    for file in ("Containerfile", "docs/operations.md", "deploy/compose.yaml"):
        assert set(re.findall(r"SOLBOT_[A-Z_]+", (ROOT / file).read_text())) <= known, file


def test_containers_hold_what_the_wheel_is_made_of() -> None:
    let_in = set(re.findall(r"(?m)^!(\S+)", (ROOT / ".dockerignore").read_text()))
    assert {"solbot", "messages", "alembic", "pyproject.toml", "README.md"} <= let_in
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    assert services["bot"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["bot"]["read_only"] and services["bot"]["cap_drop"] == ["ALL"]
