"""Nobody is shut out: axe-core on every page template in every language, the keyboard alone, 400 % zoom, no motion.

axe-core comes with axe-playwright-python, locked with its hash. What no program finds (is a label understood?) it does
not find either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from tests.web.posting import open_browser, post

from facewrit.web.catalogues import LANGUAGES

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
  .then((found) => found.violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 160))]))"""
PLAIN = ("", "about", "privacy", "find-out", "face-recognition", "rights", "after-sending", "case/", "nowhere")
LISTS = ("territories/", "regimes/", "authorities/", "organisations/")
STEPS = ("happened", "who", "wishes", "about", "preview", "result")
TYPED = {"source": "typed", "typed_name": "Muster", "typed_country": "mm", "typed_sector": "government"}
#: Templates of the journey that other answers lead to, and the step that shows them.
OTHERS: dict[str, tuple[str, dict[str, str]]] = {
    "minimal": ("wishes", {"accused": "yes"}),
    "self-check": ("wishes", {"controller": "south-wales-police", "residence": "gb"}),
    "refused": ("wishes", {**TYPED, "residence": "mm", "checked": "yes"}),
    "find-out": ("find-out", {}),
    "no hit": ("who", {"q": "no such name", "controller": ""}),
    "several hits": ("who", {"q": "police", "controller": ""}),
    "several laws": ("wishes", {"residence": "us-ca", "place": "us-il"}),
    "faults": ("preview", {"name": "", "own_face": "", "email": "nobody"}),
    "papers and safety": ("about", {"safety": "yes", "enclose": "id", "happened": "camera"}),
    "for another": ("about", {"for_whom": "other", "rep_name": "A. B."}),
    "safe result": ("result", {"safety": "yes", "enclose": "photo", "reading": "de"}),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as found:
        yield found


#: Every language by day, and by night one of them: what the night changes is the same in all.
LOOKS = [*((language, "light") for language in LANGUAGES), ("en", "dark")]


@pytest.fixture
def page(browser: Browser, served: str, look: str) -> Iterator[Page]:
    """A phone. The policy of the site forbids foreign scripts, and axe is one, so this browser sets it aside."""
    context: Any = browser.new_context(
        base_url=served, bypass_csp=True, color_scheme=look, viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def violations(page: Page) -> Any:
    """What axe finds, with all that is folded opened, so that it is looked at as well."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(AXE)
    return page.evaluate(RUN)


@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_axe_finds_nothing_on_any_page(page: Page, language: str) -> None:
    found = {}
    for path in (*PLAIN, *LISTS):
        page.goto(f"/{language}/{path}")
        found[path] = violations(page)
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_axe_finds_nothing_on_the_journey(page: Page, filled: dict[str, str], language: str) -> None:
    found = {}
    for name, (step, more) in {**{step: (step, {}) for step in STEPS}, **OTHERS}.items():
        post(page, f"/{language}/letter/{step}", {**filled, **more})
        found[name] = violations(page)
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize(("language", "look"), LOOKS)
def test_axe_finds_nothing_on_the_longest_and_shortest_record(
    page: Page, client: FlaskClient, app: Flask, language: str
) -> None:
    """Of each kind of record the pages with the most and the least on them."""
    site = app.extensions["facewrit"]
    paths = {
        "territories": site.lawbook.ids("territories"),
        "regimes": site.lawbook.ids("regimes"),
        "authorities": site.lawbook.ids("authorities"),
        "organisations": [record.slug for record in site.organisations],
    }
    found = {}
    for kind, names in paths.items():
        by_length = sorted(names, key=lambda name: len(client.get(f"/{language}/{kind}/{name}").get_data()))
        for name in (by_length[0], by_length[-1]):
            page.goto(f"/{language}/{kind}/{name}")
            found[f"{kind}/{name}"] = violations(page)
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize("look", ["light"])
def test_axe_does_find_something(page: Page) -> None:
    """The check is awake: a picture without words and grey on grey are found."""
    page.goto("/en/")
    page.evaluate("""() => {
      document.querySelector("main").innerHTML = '<img src="/static/icon.svg"><p class="bad">grey on grey</p>';
      Object.assign(document.querySelector(".bad").style, { color: "#999", background: "#888" });
    }""")
    told = json.dumps(violations(page))
    assert "image-alt" in told and "color-contrast" in told


def test_the_whole_way_by_keyboard(browser: Browser, served: str) -> None:
    """From the start page to the letter with Tab, arrows, letters, space and enter; the focus is always to be seen."""
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("/en/")

    def to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", selector
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    to(".hero .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letter/")
    to('[name="happened"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    to('[name="accused"]')
    page.keyboard.press("Space")
    to(".onward .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/who")
    to("#f-q")
    page.keyboard.type("clearview")
    to('[name="controller"]')
    page.keyboard.press("Space")
    to("#f-residence")
    page.keyboard.type("Netherlands")
    to(".onward .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wishes")
    to(".onward .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/about")
    to("#f-name")
    page.keyboard.type("Anna de Vries")
    to("#f-own_face")
    page.keyboard.press("Space")
    to(".onward .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/preview")
    assert page.locator(".document-letter").count() == 1
    to(".onward .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result")
    to("[data-copy=mail-to]")
    context.close()


def test_at_four_hundred_per_cent_nothing_is_cut(browser: Browser, served: str, filled: dict[str, str]) -> None:
    """A window of 1280 pixels at 400 % is one of 320: one column, and nothing that has to be scrolled sideways."""
    context: Any = browser.new_context(base_url=served, viewport={"width": 320, "height": 256})
    page = context.new_page()
    for language in LANGUAGES:
        for step, more in ((step, more) for step, more in OTHERS.values()):
            post(page, f"/{language}/letter/{step}", {**filled, **more})
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (language, step, more)
    context.close()


def test_nothing_moves_for_those_who_asked_for_that(browser: Browser, served: str, filled: dict[str, str]) -> None:
    context: Any = browser.new_context(base_url=served, reduced_motion="reduce")
    page = context.new_page()
    post(page, "/en/letter/result", filled)
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return style.transitionDuration.split(", ").some((time) => time !== "0s") || style.animationName !== "none";
    }).length"""
    assert page.evaluate(moving) == 0
    context.close()


def test_faults_are_read_out_first_and_lead_to_their_fields(browser: Browser, served: str, filled: Any) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    post(page, "/en/letter/preview", {**filled, **OTHERS["faults"][1]})
    assert page.title().startswith("Problem:")
    assert page.evaluate("document.activeElement.id") == "faults"
    links = page.locator("#faults a")
    assert links.count() == 3
    for number in range(links.count()):
        field = page.locator(str(links.nth(number).get_attribute("href")))
        name = str(field.get_attribute("name"))
        assert field.get_attribute("aria-invalid") == "true" or name == "own_face", name
        assert page.locator(f"#fault-{name}").count() == 1, name
    context.close()
