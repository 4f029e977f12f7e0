"""Whole cases in a real browser, law by law: from silence to whoever makes the organisation answer."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.web.posting import open_browser

from facewrit.law.lawbook import Lawbook
from facewrit.letters.phrasebook import Phrasebook
from facewrit.web.public import create_app
from facewrit.web.serving import make_server

TODAY = date(2026, 11, 25)
#: Name a folder here to look at what the browser shows.
PICTURES = os.environ.get("CASE_PICTURES")


@pytest.fixture(scope="module")
def clock() -> dict[str, date]:
    """The day of the site, which a test may move on."""
    return {}


@pytest.fixture(scope="module")
def address(lawbook: Lawbook, phrasebook: Phrasebook, clock: dict[str, date]) -> Iterator[str]:
    numbers = count(1)
    app = create_app(lawbook, phrasebook, today=lambda: clock["today"], reference=lambda: f"FW-CASE-{next(numbers)}")
    server = make_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str, clock: dict[str, date]) -> Iterator[Page]:
    """A phone without scripts: the case has to work there."""
    clock["today"] = TODAY
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport={"width": 360, "height": 740})
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def begin(
    page: Page, language: str, whom: dict[str, str], residence: str, ask: tuple[str, ...], days: dict[str, str]
) -> None:
    """Type whom one wrote to, and the dates."""
    page.goto(f"/{language}/case/")
    page.locator("details summary").first.click()
    for field in ("controller", "typed_country"):
        if field in whom:
            page.locator(f"#f-{field}").select_option(whom[field])
    if "typed_name" in whom:
        page.locator("#f-typed_name").fill(whom["typed_name"])
    page.locator("#f-residence").select_option(residence)
    for wish in ("access", "erasure"):
        page.locator(f"#f-ask-{wish}").set_checked(wish in ask)
    page.locator("#f-name").fill(whom.get("sender", "Anna Example"))
    for field, day in days.items():
        page.locator(f"#f-{field}").fill(day)
    page.locator("form[action$='/typed'] button[type=submit]").click()


def offered(page: Page) -> list[str]:
    """The letters that the page offers to write."""
    look(page)
    return [str(one.get_attribute("value")) for one in page.locator("button[name=kind]").all()]


def write(page: Page, kind: str) -> str:
    """Write the next letter and go back to the case. Returns its text."""
    page.locator(f"button[name=kind][value={kind}]").click()
    look(page)
    text = letter_text(page)
    pdf = saved(page, "letter.pdf")
    assert pdf.startswith(b"%PDF-")
    page.locator("button[formaction$='/carried']").click()
    return text


def log(page: Page, kind: str, on: str, *, grounds: tuple[str, ...] = ()) -> None:
    """Say what came back, about the letter that the page takes it to be about."""
    page.locator(f"#f-type-{kind}").check()
    page.locator("#f-on").fill(on)
    if grounds:
        page.locator("form[action$='/log'] details summary").click()
        for ground in grounds:
            page.locator(f"#f-grounds-{ground}").check()
    page.locator("form[action$='/log'] button[type=submit]").click()
    assert page.locator("#faults").count() == 0, page.locator("main").inner_text()


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f'button[formaction$="/file/{name}"]').click()
    return Path(download.value.path()).read_bytes()


def letter_text(page: Page) -> str:
    """The letter on the page, with plain spaces."""
    return str(page.locator(".papers .paper").inner_text()).replace("\u00a0", " ")


def told(page: Page) -> str:
    return str(page.locator("main").inner_text())


def look(page: Page) -> None:
    """Nothing is wider than the phone; keep a picture where one is wanted."""
    width = page.locator("body").bounding_box()
    assert width is not None and width["width"] <= 360
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        name = (os.environ.get("PYTEST_CURRENT_TEST") or "case").split("::")[-1].split(" ")[0]
        page.screenshot(path=f"{PICTURES}/{name}-{len(list(Path(PICTURES).iterdir())):02}.png", full_page=True)


def test_clearview_silence_late_extension_refusal_complaint(page: Page) -> None:
    """GDPR: one month ends on 4 September; what they say on the 10th comes too late; then the Dutch authority."""
    days = {"written": "2026-08-01", "sent": "2026-08-01", "received": "2026-08-04"}
    begin(page, "en", {"controller": "clearview-ai"}, "nl", ("access", "erasure"), days)
    assert "4 September 2026" in told(page) and offered(page) == ["reminder", "complaint"]
    reminder = write(page, "reminder")
    assert "That period ended on 4 September 2026" in reminder
    log(page, "sent", "2026-11-25")
    assert "reminder" not in offered(page)
    log(page, "extension", "2026-09-10")
    page.locator("section.matter details summary").click()
    assert "too late: the period had ended on 4 September 2026" in told(page)
    log(page, "refused", "2026-11-25", grounds=("not_personal_data",))
    assert offered(page)[:2] == ["refusal_reply", "complaint"]
    page.locator("button[name=kind][value=complaint]").click()
    look(page)
    with zipfile.ZipFile(io.BytesIO(saved(page, "complaint.zip"))) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert any(name.endswith(".pdf") for name in names)
    complaint = letter_text(page)
    assert "Autoriteit Persoonsgegevens" in complaint and "art. 77" in complaint.lower().replace("artikel", "art.")


def test_a_japanese_shop_silence_demand_and_the_telephone(page: Page) -> None:
    """APPI: no day in the law; the shop is asked again, then the commission is called, and a court may be prepared."""
    days = {"written": "2026-10-01", "sent": "2026-10-01", "received": "2026-10-03"}
    whom = {"controller": "maruzen-junkudo", "sender": "山田 花子"}
    begin(page, "ja", whom, "jp", ("access", "erasure"), days)
    assert offered(page) == ["reminder"]
    assert "催促" in write(page, "reminder")
    log(page, "sent", "2026-11-25")
    assert offered(page) == ["pre_action"] and "電話" in told(page)
    demand = write(page, "pre_action")
    assert "39条" in demand.replace("第", "").replace(" ", "")


def test_a_korean_shop_silence_refusal_report(page: Page) -> None:
    """PIPA: ten days; a refusal for trade secrets is answered, or reported."""
    days = {"written": "2026-10-01", "sent": "2026-10-01", "received": "2026-10-05"}
    whom = {"typed_name": "가게 주식회사", "typed_country": "kr", "sender": "홍길동"}
    begin(page, "ko", whom, "kr", ("access",), days)
    assert "2026년 10월 15일" in told(page) and offered(page) == ["reminder", "complaint"]
    assert "개인정보" in write(page, "reminder")
    log(page, "sent", "2026-11-25")
    log(page, "refused", "2026-11-25", grounds=("trade_secret",))
    assert offered(page)[:2] == ["refusal_reply", "complaint"]
    assert "제35조" in write(page, "refusal_reply")
    assert "개인정보침해 신고센터" in write(page, "complaint")


def test_california_silence_then_the_agency(page: Page) -> None:
    """CCPA: 45 days, and no private suit for an answer that does not come."""
    days = {"written": "2026-09-01", "sent": "2026-09-01", "received": "2026-09-04"}
    begin(page, "en", {"controller": "clearview-ai"}, "us-ca", ("access",), days)
    page.locator("section.matter details summary").click()
    assert "45 days" in told(page) and "19 October 2026" in told(page)
    assert offered(page) == ["reminder", "complaint"]
    assert "1798." in write(page, "reminder")
    log(page, "sent", "2026-11-25")
    assert offered(page) == ["complaint"]
    assert "California Privacy Protection Agency" in write(page, "complaint")


def test_a_british_shop_is_complained_to_first(page: Page, clock: dict[str, date]) -> None:
    """UK after 19 June 2026: the complaint to the organisation comes before the Information Commission."""
    days = {"written": "2026-09-01", "sent": "2026-09-01", "received": "2026-09-04"}
    begin(page, "en", {"typed_name": "Example Shop Ltd", "typed_country": "gb"}, "gb", ("access",), days)
    assert offered(page) == ["reminder"] and "complain to the organisation itself" in told(page)
    reminder = write(page, "reminder")
    assert "complaint (appeal) to you" in reminder and "section 164A" in reminder
    log(page, "sent", "2026-11-25")
    assert "complaint" not in offered(page) and "25 December 2026" in told(page)
    clock["today"] = date(2026, 12, 28)
    page.reload()
    assert "complaint" in offered(page), "the organisation has had its thirty days"
    assert "Information Commission" in write(page, "complaint")
