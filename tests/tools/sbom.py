"""`python -m tests.tools.sbom`: what the bot is built from, as CycloneDX 1.6, out of requirements.lock."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "sbom.json"
_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^ ;\\]+)(?P<more>[^\\]*)")


def bill(lock: str, project: dict[str, Any]) -> dict[str, Any]:
    """The bill of materials of a lock, the same for the same lock; which package it is of is in `project`."""
    found: list[dict[str, Any]] = []
    for line in lock.splitlines():
        if digest := re.search(r"--hash=sha256:([0-9a-f]{64})", line):
            _add(found[-1], digest[1])
        if pin := _PIN.match(line):
            found.append(_component(pin["name"], pin["version"]))
    own = _component(project["name"], project["version"])
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**own, "type": "application"}},
        "components": found,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [one["bom-ref"] for one in found]}],
    }


def _component(name: str, version: str) -> dict[str, Any]:
    plain = re.sub(r"[-_.]+", "-", name).lower()
    address = f"pkg:pypi/{plain}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": plain,
        "version": version,
        "purl": address,
    }


def _add(component: dict[str, Any], digest: str) -> None:
    """One of the files that pip may choose for it."""
    files = component.setdefault(
        "externalReferences",
        [
            {
                "type": "distribution",
                "url": component["purl"],
                "hashes": [],
            }
        ],
    )
    files[0]["hashes"].append({"alg": "SHA-256", "content": digest})


def main() -> int:
    """Write it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    made = bill((ROOT / "requirements.lock").read_text(), project)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(made, indent=1) + "\n")
    print(f"{len(made['components'])} packages are in {OUT.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
