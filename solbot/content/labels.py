"""Button labels: short plain texts that may hold {placeholders}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from solbot.content.cutting import pieces
from solbot.content.faults import Fault
from solbot.content.lengths import units
from solbot.content.prose import not_plain
from solbot.content.source import LineNumbers, Loc, read_toml

BUTTON_LIMIT = 40

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def filled(label: str, values: Mapping[str, object]) -> str:
    """A label with its placeholders filled, once; values with braces stay as they are.

    Raises:
        TypeError: a placeholder has no value.
    """
    if "{" not in label:
        return label
    if missing := placeholders(label) - values.keys():
        raise TypeError(f"button “{label}”: missing {', '.join(sorted(missing))}")
    return _PLACEHOLDER.sub(lambda found: str(values[found.group(1)]), label)


def placeholders(label: str) -> frozenset[str]:
    """The names of the placeholders in a label."""
    return frozenset(_PLACEHOLDER.findall(label))


def fitted(text: str, most: int = BUTTON_LIMIT) -> str:
    """A text that people wrote, cut between words to the room of a button, or of a place in one."""
    if units(text) <= most:
        return text
    kept = pieces(text, most - 1)[0]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,.;:–-") + "…"


def read_labels(
    table: Mapping[str, object],
    lines: LineNumbers,
    file: Path,
    wanted: frozenset[str],
    samples: Mapping[str, object],
    faults: list[Fault],
) -> dict[str, str]:
    """The labels by key (`table.key` inside tables), with a fault for each that cannot be used."""
    labels: dict[str, str] = {}
    for loc, value in _flat(table, ()):
        key, line = ".".join(map(str, loc)), lines.of(loc)
        if key not in wanted:
            faults.append(Fault(file, line, f"{key}: no button is called so"))
        elif not isinstance(value, str) or not value.strip():
            faults.append(Fault(file, line, f"{key}: should be text"))
        else:
            labels[key] = value.strip()
            faults.extend(Fault(file, line, f"{key}: {t}") for t in _wrong(labels[key], samples))
    missing = sorted(wanted - labels.keys() - {".".join(map(str, k)) for k, _ in _flat(table, ())})
    faults.extend(Fault(file, 1, f"lacks the button {key}", absent=True) for key in missing)
    return labels


def too_long(
    labels: Mapping[str, str], file: Path, samples: Mapping[str, object]
) -> Iterator[Fault]:
    """A fault for each label that outgrows its button with these samples."""
    for key, label in labels.items():
        if not placeholders(label) <= samples.keys():
            continue
        length = units(filled(label, samples))
        if length > BUTTON_LIMIT:
            yield Fault(file, line_in(file, key), f"{key}: {_over(length)}")


def line_in(file: Path, key: str) -> int:
    """The line of a label in its file."""
    read = read_toml(file, [])
    return read[1].of(tuple(key.split("."))) if read else 1


def _over(length: int) -> str:
    return f"has {length} characters with the longest samples; {BUTTON_LIMIT} are allowed"


def _wrong(label: str, samples: Mapping[str, object]) -> list[str]:
    unknown = sorted(placeholders(label) - samples.keys())
    if unknown:
        return [f"uses the unknown variable {name}" for name in unknown]
    if re.search(r"[{}]", _PLACEHOLDER.sub("", label)):
        return ["has a brace that belongs to no {placeholder}"]
    if wrong := not_plain(label):
        return [wrong]
    if "\n" in label:
        return ["should be one line"]
    length = units(filled(label, samples))
    if length > BUTTON_LIMIT:
        return [_over(length)]
    return []


def _flat(table: Mapping[str, object], loc: Loc) -> list[tuple[Loc, object]]:
    pairs: list[tuple[Loc, object]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs.extend(_flat(value, (*loc, key)))
        else:
            pairs.append(((*loc, key), value))
    return pairs
