"""Somebody at the page: finds everything by role and label, as people and screen readers do."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, expect


@dataclass
class Visitor:
    """One browser that has the page open."""

    page: Page
    faults: list[str] = field(default_factory=list)
    """What the browser complained of; anything left in it fails the test."""

    async def adds(self, name: str, zone: str = "Europe/Madrid", role: str | None = None) -> None:
        """Add a person and be in their chat."""
        await self.page.get_by_role("button", name="Add a person").click()
        dialog = self.page.get_by_role("dialog", name="Add a person")
        await dialog.get_by_label("Name").fill(name)
        await dialog.get_by_label("Time zone").fill(zone)
        if role:
            await dialog.get_by_label("Role").select_option(role)
        await dialog.get_by_role("button", name="Add").click()
        await expect(self.chat(name)).to_be_visible()

    def chat(self, name: str) -> Locator:
        """The chat of a person."""
        return self.page.get_by_role("tabpanel", name=f"Chat of {name}")

    def log(self, name: str) -> Locator:
        """What was said in it."""
        return self.chat(name).get_by_role("log")

    def tab(self, name: str) -> Locator:
        """A person's tab, by the beginning of its name."""
        return self.page.get_by_role("tab", name=name)

    def field(self, name: str) -> Locator:
        """Where the person writes."""
        return self.chat(name).get_by_role("textbox", name="Message")

    async def says(self, name: str, text: str) -> None:
        """Write something, and Enter."""
        await self.field(name).fill(text)
        await self.field(name).press("Enter")

    async def taps(self, name: str, label: str) -> None:
        """Tap the newest button of that label in the chat."""
        await self.log(name).get_by_role("button", name=label, exact=True).last.click()

    async def hears(self, name: str, words: str) -> None:
        """These words are in the chat, now or soon."""
        await expect(self.log(name)).to_contain_text(words)

    async def opens(self, panel: str) -> Locator:
        """Open a panel."""
        button = self.page.get_by_role("group", name="Panels").get_by_role("button", name=panel)
        if await button.get_attribute("aria-expanded") == "false":
            await button.click()
        return self.page.get_by_role("complementary", name=panel)

    async def overflows(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(
            await self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )
        )

    async def settles(self, name: str, zone: str = "Europe/Madrid") -> None:
        """Add a person and go through settling in, by words and taps; nothing comes but a nudge each day."""
        await self.adds(name, zone)
        await self.begins(name, zone)
        await self.taps(name, "No evening reminders")
        await self.says(name, "/settings")
        await self.taps(name, "How I come by")
        await self.taps(name, "Never less often")
        await self.hears(name, "your rhythm stays as it is")

    async def begins(self, name: str, zone: str = "Europe/Madrid") -> None:
        """From Start to the words that tell when the first nudge comes."""
        await self.chat(name).get_by_role("button", name="Start", exact=True).click()
        await self.settles_in(name, zone)

    async def settles_in(self, name: str, zone: str = "Europe/Madrid") -> None:
        """From consent to the words that tell when the first nudge comes."""
        await self.taps(name, "Yes, let us begin")
        either = (
            self.log(name)
            .get_by_text("Which language")
            .or_(self.log(name).get_by_text("What time is it"))
        )
        await expect(either.first).to_be_visible()
        if await self.log(name).get_by_text("Which language").count():
            await self.taps(name, "English")
        await self.hears(name, "What time is it for you now?")
        await self.says(name, zone)
        await self.taps(name, "Every day, 08:00")
        await self.hears(name, "What is a result you want to create?")
        await self.says(name, "A choir that sings without fear")
        await self.taps(name, "4")
        await self.hears(name, "We are set")
