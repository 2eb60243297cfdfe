"""The locks pin every package to files with a hash; the bill of materials is made of them, and well-formed."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from tests.tools import sbom

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "deploy/requirements.lock")
SCHEMAS = Path(__file__).with_name("schemas") / "cyclonedx"


def pins(lock: str) -> dict[str, str]:
    """What a lock says of each package, hashes and all."""
    text = (ROOT / lock).read_text()
    found = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    return {re.split(r"[=\[]", one)[0]: one for one in found if one.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_hashes_and_no_address(lock: str) -> None:
    found = pins(lock)
    assert len(found) > 50
    bare = [name for name, said in found.items() if "--hash=sha256:" not in said]
    assert not bare, f"{bare}: run make lock UPGRADE="
    text = (ROOT / lock).read_text()
    assert "://" not in text and "--index" not in text and "--find-links" not in text
    assert all(re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+ ", said) for said in found.values())


def test_a_server_gets_the_very_versions_that_are_tested() -> None:
    tested, served = (pins(lock) for lock in LOCKS)
    assert served.keys() < tested.keys()
    for name, said in served.items():
        assert said.split("# via")[0] == tested[name].split("# via")[0]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["postgres"]):
        assert re.split(r"[\[>=<]", wanted)[0].lower() in served


def test_the_bill_of_materials_is_cyclonedx() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    made = sbom.bill((ROOT / "requirements.lock").read_text(), project)
    assert {one["name"] for one in made["components"]} == pins("requirements.lock").keys()
    assert all(one["externalReferences"][0]["hashes"] for one in made["components"])
    assert not list(validator().iter_errors(made))
    broken = json.loads(json.dumps(made))
    broken["components"][0]["type"] = "a thing"
    assert list(validator().iter_errors(broken))


def validator() -> Draft7Validator:
    """Of the schema that CycloneDX publishes."""
    found: list[dict[str, Any]] = [
        json.loads(file.read_text()) for file in sorted(SCHEMAS.glob("*.json"))
    ]
    held = Registry[Any]().with_resources(
        [(one["$id"], Resource.from_contents(one)) for one in found]
    )
    return Draft7Validator(found[0], registry=held)
