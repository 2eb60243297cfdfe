"""What is logged while an update is handled has its id, from the first line to its reply; nobody's words are in it."""

from __future__ import annotations

import json

import pytest

from solbot import logs
from tests.dialogs.people import Stage


async def test_each_update_has_its_id_through_to_its_reply(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, ben = await stage.settled("Ana"), await stage.settled("Ben")
    logs.configure("info")
    capsys.readouterr()
    stage.world.weather.chat_rate = 1  # some replies are refused once
    for person in (ana, ben, ana):
        stage.world.say(person.id, "zebrafinch")
    stage.world.say(ana.id, "/help")
    await stage.quiet()
    said = capsys.readouterr().err
    assert "zebrafinch" not in said
    lines = [json.loads(line) for line in said.splitlines()]
    answered = [line["update"] for line in lines if line["event"] == "answered"]
    assert len(answered) == len(set(answered)) == 4
    refused = [line for line in lines if line["event"] == "reply not sent"]
    assert refused and {line["update"] for line in refused} <= set(answered)
