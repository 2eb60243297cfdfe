"""Roles on the page are the bot's own: an invitation opened at once, or a change among the staff."""

from __future__ import annotations

from tests.playground.running import Page, until


async def test_a_helper_becomes_an_owner_and_then_a_member_again(page: Page) -> None:
    state = await page.get("/page/state")
    assert state["roles"][:3] == ["member", "alumni", "owner"] and "helper" in state["roles"]
    ana = await page.person(role="helper")
    person = page.playground.world.people[ana]
    assert "/start i-" in page.playground.world.messages(ana)[0].text
    await page.playground.time.settle()
    assert person.role == "member"
    await page.presses(ana, "consent:yes")
    await until(lambda: person.role == "helper")
    await until(lambda: f"@{ana}" in page.playground.world.profile.commands)
    commands = [one["command"] for one in await page.get(f"/page/people/{ana}/commands")]
    assert "staff" in commands and "invite" not in commands
    bea = await page.person("Bea")
    everybody = [one["command"] for one in await page.get(f"/page/people/{bea}/commands")]
    assert "help" in everybody and "staff" not in everybody

    await page.post(f"/page/people/{ana}/change", role="owner")
    await until(lambda: person.role == "owner")
    commands = [one["command"] for one in await page.get(f"/page/people/{ana}/commands")]
    assert "invite" in commands
    await page.post(f"/page/people/{ana}/change", role="member", name="Ana Maria")
    await until(lambda: person.role == "member")
    commands = [one["command"] for one in await page.get(f"/page/people/{ana}/commands")]
    assert "staff" not in commands

    fault = await page.post(f"/page/people/{ana}/change", status=400, role="emperor")
    assert "helper" in fault
    assert "name" in await page.post("/page/people", status=400, name=" ", role="owner")
    await page.post("/page/bot", do="kill")
    there = len(page.playground.world.people)
    assert "start it first" in await page.post("/page/people", status=400, name="C", role="owner")
    assert len(page.playground.world.people) == there


async def test_somebody_settles_in_as_one_of_the_alumni_and_is_none_any_more(page: Page) -> None:
    ana = await page.person(role="alumni")
    person = page.playground.world.people[ana]
    await page.playground.time.settle()
    assert (person.role, person.promised) == ("member", "alumni")
    await page.settles(ana)
    await until(lambda: (person.role, person.promised) == ("alumni", ""))
    await until(lambda: any("one of its alumni" in one.text for one in page.heard(ana)))
    await page.post(f"/page/people/{ana}/change", role="content")
    await page.playground.time.settle()
    await until(lambda: person.role == "content")
    await page.post(f"/page/people/{ana}/change", role="alumni")
    await until(lambda: person.role == "alumni")
    await page.post(f"/page/people/{ana}/change", role="member")
    await until(lambda: person.role == "member")
    assert sum("one of its alumni" in one.text for one in page.heard(ana)) == 1


async def test_a_role_that_was_promised_can_be_taken_back(page: Page) -> None:
    ana = await page.person(role="alumni")
    await page.post(f"/page/people/{ana}/change", role="member")
    await page.settles(ana)
    assert not any("one of its alumni" in one.text for one in page.heard(ana))
    person = page.playground.world.people[ana]
    assert (person.role, person.promised) == ("member", "")


async def test_a_deep_link_opens_in_a_chat(page: Page) -> None:
    ana = await page.person()
    await page.settles(ana)
    world = page.playground.world
    for link in (
        f"https://t.me/{world.username}?start=p-foundations-for-leadership",
        f"tg://resolve?domain={world.username}&start=p-foundations-for-leadership",
        "p-foundations-for-leadership",
    ):
        told = len(page.heard(ana))
        await page.post(f"/page/people/{ana}/link", link=link)
        await page.playground.time.settle()
        assert world.messages(ana)[-1].from_bot and len(page.heard(ana)) > told
        assert "Foundations" in page.heard(ana)[-1].text
    for link in ("https://example.org/?start=x", "p-<b>", "x" * 65, "https://t.me/another?start=x"):
        await page.post(f"/page/people/{ana}/link", status=400, link=link)
