"""Owns people at browsers of their own: who signs in, clicks, writes and signs by hand as a person would."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator

from tests.web.company import PASSWORD

PHONE = {"width": 390, "height": 844}


class Person:
    """Somebody at a browser of their own; what the page's console complains of fails the test."""

    def __init__(self, browser: Any, address: str, *, phone: bool = False) -> None:
        size = PHONE if phone else {"width": 1440, "height": 900}
        self.context = browser.new_context(viewport=size, locale="zh-CN", has_touch=phone)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.address = address
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if "Content Security" in said.text else None
        )

    def goes(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def signs_in(self, name: str) -> Person:
        self.goes("/sign-in/")
        self.page.fill("#username", name)
        self.page.fill("#password", PASSWORD)
        self.page.click("form[action='/sign-in/'] button")
        self.page.wait_for_url(self.address + "/")
        return self

    def presses(self, act: str) -> None:
        """The button of an act on the present page."""
        self.page.locator(f"form[action^='/acts/{act}/'] button, a[href^='/acts/{act}/']").first.click()
        self.page.wait_for_load_state()

    def signs(self) -> None:
        """Draws a zigzag on the pad, once the pad is there and as wide as the page."""
        canvas = self.page.locator("[data-signature][data-signature-ready] canvas")
        canvas.scroll_into_view_if_needed()
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        box = canvas.bounding_box()
        mouse = self.page.mouse
        mouse.move(box["x"] + 20, box["y"] + 60)
        mouse.down()
        for step in range(12):
            mouse.move(box["x"] + 20 + step * 14, box["y"] + 60 + (25 if step % 2 else -25), steps=3)
        mouse.up()

    def chooses(self, menu: str) -> None:
        """An entry of the main menu."""
        if not self.page.locator("#menu").is_visible():
            self.page.click(".navbar-toggler")
        self.page.locator("#menu a", has_text=menu).click()
        self.page.wait_for_load_state()

    def follows(self, text: str) -> None:
        """A link of the page by its words."""
        self.page.locator("main a", has_text=text).first.click()
        self.page.wait_for_load_state()

    def enters(self, place: Locator, **given: Any) -> None:
        """Fills in the fields of a form, each as its kind asks."""
        for name, value in given.items():
            enter(place, name, value)

    def does(self, act: str, **given: Any) -> None:
        """Presses the button of an act, fills in what it asks, sends it, and waits until it is done."""
        button = self.page.locator(f"main form[action^='/acts/{act}/'] button, main a[href^='/acts/{act}/']").first
        button.wait_for(state="attached")
        hidden = button.locator("xpath=ancestor::details[not(@open)]")
        while hidden.count():
            hidden.first.locator("summary").first.click()
        at_once = button.evaluate("node => node.tagName") == "BUTTON"
        if at_once:
            self.page.evaluate("document.documentElement.setAttribute('data-before', '')")
        button.click()
        if not at_once:
            form = self.page.locator("form.house-form:visible").last
            form.wait_for()
            self.enters(form, **given)
            if form.locator("[data-signature]").count():
                self.signs()
            self.page.evaluate("document.documentElement.setAttribute('data-before', '')")
            form.locator("button[type=submit]").click()
        self.page.locator("html:not([data-before]), .refusal, .invalid-feedback").first.wait_for(state="attached")
        self.is_told()

    def is_told(self) -> str:
        """The page's word that it was done; a refusal fails the test with its reasons."""
        self.page.locator(".alert-success, .alert-info, .refusal, .invalid-feedback, .good").first.wait_for()
        refused = self.page.locator(".refusal, .invalid-feedback").all_inner_texts()
        assert refused == []
        said: str = self.page.locator(".alert-success, .alert-info, .good").first.inner_text()
        return said

    def leaves(self) -> None:
        assert self.complaints == []
        self.context.close()


def enter(place: Locator, name: str, value: Any) -> None:
    """One field: text, moment, choice, tick or hidden until its kind is known."""
    fields = place.locator(f"[name='{name}']")
    kind = fields.first.evaluate("node => node.tagName + ':' + node.type")
    if kind.startswith("SELECT"):
        options = fields.first.locator("option")
        wanted = options.evaluate_all(
            "(nodes, said) => nodes.filter(n => n.value === said || n.text.includes(said)).map(n => n.value)", value
        )
        assert wanted, (name, value, options.all_inner_texts())
        fields.first.select_option(value=wanted[0])
    elif kind in {"INPUT:radio", "INPUT:checkbox"}:
        for one in value if isinstance(value, list) else [value]:
            if one is True:
                fields.first.check(force=True)
            else:
                place.locator(
                    f"label:has([name='{name}'][value='{one}']), label:has([name='{name}']):has-text('{one}')"
                ).first.click()
    elif isinstance(value, datetime):
        fields.first.fill(timezone.localtime(value).strftime("%Y-%m-%dT%H:%M"))
    else:
        fields.first.fill(str(value))
