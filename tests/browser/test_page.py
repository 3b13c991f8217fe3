"""The page "Xét ngay trên trình duyệt" in a real Chromium: what people type and see, with keys, on a phone, offline.

It needs Chromium, npm for the runtime and the check of accessibility, and the group ``browser``; without one of them it
is skipped, and says so. ``SCREENSHOTS=folder`` keeps pictures of what it saw.
"""

import functools
import http.server
import io
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="the group browser is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None or shutil.which("npm") is None:
    pytest.skip("there is no Chromium, or no npm", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"

sys.path.insert(0, str(ROOT / "docs"))

import build_app  # noqa: E402

READY = 120_000  # milliseconds; a machine may be busy
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
expect = playwright.expect
expect.set_options(timeout=30_000)


class _Files(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def _npm(*words: str, folder: Path) -> None:
    done = subprocess.run(["npm", *words], cwd=folder, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"npm {' '.join(words)} did not work: {done.stderr.decode()[-300:]}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    _npm("view", "pyodide", "version", folder=folder)
    build_app.build(folder)
    return folder


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("axe")
    _npm("pack", "--silent", "axe-core@4", folder=folder)
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as archive:
        file = archive.extractfile("package/axe.min.js")
        assert file is not None
        return file.read().decode()


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files, directory=str(site)))
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as run:
        made = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def opened(browser: Any, server: http.server.ThreadingHTTPServer) -> Iterator[Any]:
    """The page, ready and kept for use without the network, in one browser window for all tests."""
    context = browser.new_context(viewport=DESKTOP, locale="vi-VN", accept_downloads=True)
    page = context.new_page()
    page.asked, page.broken = [], []
    context.on("request", lambda request: page.asked.append((request.method, request.url)))
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    page.on("console", lambda said: page.broken.append(said.text) if said.type == "error" else None)
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    expect(page.locator("#status")).to_have_text("Sẵn sàng, kể cả khi không có mạng.", timeout=READY)
    yield page
    context.close()


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    """The same, with nothing typed; nothing may break in it."""
    opened.set_viewport_size(DESKTOP)
    opened.set_input_files("#file", [])
    for name, typed in (("applicant", ""), ("year", ""), ("on", "2024-12-31")):
        opened.fill(f"#{name}", typed)
    opened.dispatch_event("#on", "change")
    opened.evaluate("() => { for (const one of document.getElementById('form').elements) one.value = ''; }")
    opened.uncheck("#with-evidence")
    opened.select_option("#rules", "tt-25-2023/commune")
    opened.dispatch_event("#rules", "change")  # the form is made anew
    expect(opened.locator("#table-view")).to_be_empty()
    yield opened
    assert opened.broken == []


def fill_commune(page: Any) -> None:
    """The commune of docs/examples/commune-2024.toml."""
    for select in page.locator("#form select").all():
        choices = select.locator("option").evaluate_all("found => found.map(one => one.value)")
        select.select_option("có" if "có" in choices else choices[-1])
    for key, typed in {"citizens": "12.480", "trained_citizens": "6.552", "university_citizens": "1573"}.items():
        page.fill(f"#{key}", typed)
    page.fill("#learning_citizens", "7421")


def seen(page: Any, name: str, **more: Any) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder, f"{name}.png"), **more)


def violations(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("() => axe.run()")["violations"]
    return [f"{item['id']}: {node['html'][:200]} {node['failureSummary']}" for item in found for node in item["nodes"]]


def test_a_commune_is_decided_while_its_figures_are_typed(page: Any) -> None:
    """60% of 12.480 citizens are 7.488: 7.421 are 67 short of level 1, and 7.488 reach it."""
    fill_commune(page)
    expect(page.locator("#said")).to_have_text("Chưa đạt mức độ 1.")
    expect(page.locator("#decision")).to_contain_text("còn thiếu 67 người")
    expect(page.locator("#decision")).to_contain_text("điểm a khoản 5 Điều 6 Thông tư 25/2023/TT-BGDĐT")
    seen(page, "desktop", full_page=True)
    page.fill("#learning_citizens", "7.488")
    expect(page.locator("#said")).to_have_text("Đạt mức độ 1.")
    page.fill("#learning_citizens", "7.487")
    expect(page.locator("#said")).to_have_text("Chưa đạt mức độ 1.")


def test_what_is_wrong_stands_at_its_control(page: Any) -> None:
    page.fill("#citizens", "100")
    page.fill("#learning_citizens", "101")
    expect(page.locator("#error-learning_citizens")).to_contain_text("Nhiều hơn tổng số")
    expect(page.locator("#learning_citizens")).to_have_attribute("aria-invalid", "true")
    page.fill("#learning_citizens", "100")
    expect(page.locator("#error-learning_citizens")).to_be_hidden()


def test_the_day_chooses_the_rules(page: Any) -> None:
    """Until 11 February 2024 a commune is decided under Circular 44/2014, with 15 facts."""
    page.fill("#on", "2024-02-11")
    page.dispatch_event("#on", "change")
    page.select_option("#rules", "tt-44-2014")
    expect(page.locator("#form [data-key]")).to_have_count(15)


def test_a_day_without_law_is_said_and_nothing_is_decided(page: Any) -> None:
    """And with another day it goes on, with what was typed."""
    page.fill("#citizens", "12.480")
    page.fill("#on", "0202-12-31")
    page.dispatch_event("#on", "change")
    expect(page.locator("#error-on")).to_contain_text("Ngày ngoài khoảng cho phép")
    expect(page.locator("#said")).to_be_empty()
    page.fill("#on", "2024-12-31")
    page.dispatch_event("#on", "change")
    expect(page.locator("#error-on")).to_be_hidden()
    expect(page.locator("#said")).to_contain_text("Chưa chắc đạt mức nào")
    expect(page.locator("#citizens")).to_have_value("12.480")


def test_it_is_used_with_keys_alone(page: Any) -> None:
    """Every control is reached by Tab, in the order of the page, is seen to be reached, and answers to keys."""
    reached = []
    page.focus("#on")
    for _ in range(80):
        reached.append(
            page.evaluate(
                "() => { const at = document.activeElement; return [at.id, getComputedStyle(at).outlineStyle]; }"
            )
        )
        name = reached[-1][0]
        if name in ("learning_week", "literacy"):
            page.keyboard.press("ArrowDown")
        if name in ("citizens", "learning_citizens"):
            page.keyboard.type("12480" if name == "citizens" else "7421")
            page.keyboard.press("Enter")
            expect(page.locator("main")).to_be_visible()
        if name == "show":
            page.keyboard.press("Enter")
            expect(page.locator("#dossier-view h3").first).to_be_visible()
        if name == "file":
            break
        page.keyboard.press("Tab")
    controls = page.locator("main :is(input, select, button):visible").evaluate_all("all => all.map(one => one.id)")
    named = [name for name, _ in reached if name in filter(None, controls)]
    assert list(dict.fromkeys(named)) == [name for name in controls if name and name != "blank"]
    assert {outline for name, outline in reached if name in named and name != "on"} == {"solid"}
    assert page.input_value("#learning_week") == "có"
    expect(page.locator("#decision")).to_contain_text("còn thiếu 67 người")


def test_a_table_is_decided_and_handed_out(page: Any) -> None:
    """The six communes of docs/examples/communes.csv, and the workbook of docs/examples/bang-xa.xlsx."""
    page.set_input_files("#file", EXAMPLES / "bang-xa.xlsx")
    expect(page.locator("#counted")).to_contain_text("Đã xét 4 trên 4 hồ sơ")
    expect(page.locator("#table-view tr", has_text="Xã Ba")).to_contain_text("đạt, đủ điều kiện công nhận")
    openpyxl = pytest.importorskip("openpyxl")
    with page.expect_download() as loaded:
        page.click("#table >> text=Tải Excel")
    sheet = openpyxl.load_workbook(io.BytesIO(Path(loaded.value.path()).read_bytes())).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert {"Xã Một", "Xã Hai", "Xã Ba", "Xã Bốn"} < set(cells)
    with page.expect_download() as loaded:
        page.click("text=Tải bảng trống để điền")
    assert loaded.value.suggested_filename == "bang-trong.xlsx"


def test_text_of_others_is_text(page: Any, tmp_path: Path) -> None:
    """A name in a table is no part of the page."""
    evil = "<img src=x onerror='document.title=1'><script>document.title=2</script>"
    (tmp_path / "xa.csv").write_text(f"applicant,citizens\n{evil},100\n", encoding="utf-8")
    page.set_input_files("#file", tmp_path / "xa.csv")
    page.fill("#applicant", evil)
    page.click("#show")
    expect(page.locator("#table-view")).to_contain_text(evil)
    expect(page.locator("#dossier-view")).to_contain_text(evil)
    assert page.locator("#table-view img, #dossier-view img, main script").count() == 0
    assert page.title() == "Xét ngay trên trình duyệt · khuyenhoc"


def test_the_dossier_alone_is_printed(page: Any) -> None:
    fill_commune(page)
    page.fill("#applicant", "Xã Một")
    page.fill("#year", "2024")
    page.click("#show")
    expect(page.locator("#dossier-view")).to_contain_text("Xã Một tự đánh giá năm 2024")
    page.emulate_media(media="print")
    try:
        shown = page.locator("header, #law, #facts, #result, #dossier h2, #dossier button, #table-view")
        assert shown.evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 0
        expect(page.locator("#dossier-view table").first).to_be_visible()
        printed = page.pdf(prefer_css_page_size=True)
        assert printed.startswith(b"%PDF")
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder, "print.pdf").write_bytes(printed)
    finally:
        page.emulate_media(media="screen")
    with page.expect_download() as loaded:
        page.click("#dossier >> text=Tải trang HTML")
    assert "Xã Một tự đánh giá năm 2024" in Path(loaded.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_is_accessible_and_fits(page: Any, axe: str, size: dict[str, int]) -> None:
    """axe-core finds nothing, at the start, with everything shown, and with what is wrong; it fits the screen."""
    page.set_viewport_size(size)
    assert violations(page, axe) == []
    fill_commune(page)
    page.click("summary")
    page.check("#with-evidence")
    page.click("#show")
    page.set_input_files("#file", EXAMPLES / "communes.csv")
    expect(page.locator("#table-view table").first).to_be_visible()
    expect(page.locator("#decision")).to_contain_text("còn thiếu 67 người")
    seen(page, f"all-{size['width']}", full_page=True)
    seen(page, f"window-{size['width']}")
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.fill("#citizens", "nhiều")
    page.fill("#year", "20")
    page.click("#show")
    expect(page.locator("#error-citizens")).to_be_visible()
    assert violations(page, axe) == []


def test_nothing_leaves_the_computer(page: Any, server: http.server.ThreadingHTTPServer) -> None:
    """Only files of the folder are asked for; the browser refuses every other address."""
    own = f"http://127.0.0.1:{server.server_port}/"
    already = len(page.asked)
    fill_commune(page)
    page.click("#show")
    expect(page.locator("#dossier-view table").first).to_be_visible()
    assert page.asked[already:] == []
    assert {(method, url.startswith(own)) for method, url in page.asked if not url.startswith("blob:")} == {
        ("GET", True)
    }
    assert not any("tzdata" in url for _, url in page.asked)
    page.evaluate(
        """() => { self.refusal = new Promise(done => document.addEventListener(
            "securitypolicyviolation", event => done(event.effectiveDirective), {once: true})); }"""
    )
    other = "http://localhost:9/?12480"
    assert page.evaluate(f"() => fetch('{other}').then(() => 'sent', error => error.name)") == "TypeError"
    assert page.evaluate("() => self.refusal") == "connect-src"
    page.broken[:] = [text for text in page.broken if "localhost:9" not in text and "Content Security" not in text]


def test_it_works_without_the_network(page: Any, server: http.server.ThreadingHTTPServer) -> None:
    """Once it is loaded: also when it is opened again."""
    page.context.set_offline(True)
    try:
        page.goto("about:blank")
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        expect(page.locator("main")).to_be_visible(timeout=READY)
        fill_commune(page)
        expect(page.locator("#decision")).to_contain_text("còn thiếu 67 người")
    finally:
        page.context.set_offline(False)
