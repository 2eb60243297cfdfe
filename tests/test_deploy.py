"""The files an operator installs: the unit gives the bot nothing of the machine, settings are those there are."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

from solbot.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
UNIT = ROOT / "deploy" / "solbot.service"
MOST_EXPOSED = 2.0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
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


def test_the_unit_runs_the_command_where_its_files_are() -> None:
    unit = RawConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read(UNIT)
    service = unit["Service"]
    assert service["ExecStart"].split()[1:] == ["run"]
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"


def test_every_setting_that_is_named_exists() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for file in ("Containerfile", "docs/operations.md", "deploy/compose.yaml"):
        assert set(re.findall(r"SOLBOT_[A-Z_]+", (ROOT / file).read_text())) <= known, file


def test_containers_hold_what_the_wheel_is_made_of() -> None:
    let_in = set(re.findall(r"(?m)^!(\S+)", (ROOT / ".dockerignore").read_text()))
    assert {"solbot", "messages", "alembic", "pyproject.toml", "README.md"} <= let_in
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())["services"]
    assert services["bot"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["bot"]["read_only"] and services["bot"]["cap_drop"] == ["ALL"]
