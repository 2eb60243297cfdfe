"""What `make bench` says of its targets."""

from __future__ import annotations

import math

import pytest

from tests.bench.report import Report, Row


@pytest.mark.parametrize(
    ("figure", "baseline", "target", "met", "slip"),
    [
        (1.3, None, "<= 1", False, 1.3),
        (0.9, None, "<= 1", True, 1.0),
        (50.0, 100.0, ">= 1x", False, 2.0),
        (12_000.0, 10_000.0, ">= 5,000, >= 5x", False, 5 / 1.2),
        (60.0, 40.0, "<= 50 ms, 2x on a busy machine", False, 1.2),
        (3.0, None, "0", False, math.inf),
        (0.0, None, ">= 95", False, math.inf),
        (7.0, None, "", None, 1.0),
    ],
)
def test_how_far_a_figure_is_from_its_target(
    figure: float, baseline: float | None, target: str, met: bool | None, slip: float
) -> None:
    assert Row("s", "w", figure, "u", "b", baseline, target, met).slip == pytest.approx(slip)


def test_more_than_a_fifth_is_said_unless_it_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(seed=1)
    for what, figure in (("a", 1.1), ("b", 1.3), ("c", 1.4)):
        report.add(Row("s", what, figure, "ms", target="<= 1", met=False))
    assert report.slipped({("s", "c", "ms")}) == ["s: b (1.30 times the target)"]
    capsys.readouterr()
