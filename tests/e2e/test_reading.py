"""Finding, choosing and reading, with scripts and without."""

import pytest

O_MON = "/localities/o-mon/"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("o mon", "Quận Ô Môn"),
        ("quang ninh", "Quảng Ninh"),
        ("QUẢNG NINH", "Quảng Ninh"),
        ("Thơ\u0301i An", "Phường Thới An"),  # decomposed, as some keyboards send it
    ],
)
def test_search_finds_with_and_without_accents(visit, typed, expected):
    reader = visit("/method/")
    reader.page.get_by_role("searchbox", name="Tìm").first.fill(typed)
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/localities/?q=*")
    found = reader.page.locator("main table tbody th a").all_inner_texts()
    assert expected in found
    assert reader.page.locator("#search").input_value() == typed


def test_search_from_the_english_pages_stays_english(visit):
    reader = visit("/en/sources/")
    reader.page.locator("#search").fill("ha long")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/en/localities/?q=*")
    reader.page.locator("main table tbody th a").first.click()
    reader.page.wait_for_url("**/en/localities/ha-long/")


def test_a_search_without_a_find_helps(visit):
    reader = visit("/localities/?q=khong+co+noi+nay")
    assert "có thể bỏ dấu" in reader.page.locator(".lead").inner_text()
    assert reader.answer.status == 200


def test_the_language_switch_keeps_page_and_choice(visit):
    reader = visit("/localities/long-hung/?as_of=2021-12-31")
    english = reader.page.locator(".switches a[hreflang=en]")
    assert english.get_attribute("lang") == "en"
    english.click()
    reader.page.wait_for_url("**/en/localities/long-hung/?as_of=2021-12-31")
    assert "109.09%" in reader.page.locator(".lead").inner_text()
    reader.page.locator(".switches a[hreflang=vi]").click()
    reader.page.wait_for_url(lambda address: "/en/" not in address)
    assert reader.page.url.endswith("/localities/long-hung/?as_of=2021-12-31")
    assert "109,09%" in reader.page.locator(".lead").inner_text()


def test_the_chosen_theme_is_remembered(visit):
    ground = "() => getComputedStyle(document.body).backgroundColor"
    reader = visit(O_MON)
    light = reader.page.evaluate(ground)
    switch = reader.page.locator("[data-theme-switch]")
    switch.click()
    assert "sáng" in switch.get_attribute("aria-label")
    switch.click()
    dark = reader.page.evaluate(ground)
    assert dark != light
    reader.open("/sources/")
    assert reader.page.evaluate(ground) == dark
    reader.open(f"/en{O_MON}")
    assert reader.page.evaluate(ground) == dark
    assert reader.context.cookies() == []
    reader.page.locator("[data-theme-switch]").click()
    reader.page.reload()
    assert reader.page.evaluate(ground) == light


def test_a_day_changes_the_figures_and_goes_into_the_files(visit, server):
    reader = visit("/localities/long-hung/")
    assert "2022" in reader.page.locator(".lead").inner_text()
    now = reader.page.locator(".chart__plot").first.get_attribute("aria-label")
    reader.open("/localities/long-hung/?as_of=2021-12-31")
    lead = reader.page.locator(".lead").inner_text()
    assert "109,09%" in lead
    assert "2022" not in lead
    assert reader.page.locator(".chart__plot").first.get_attribute("aria-label") != now
    files = [link.get_attribute("href") for link in reader.page.locator("a[download]").all()]
    assert len(files) >= 2
    assert all(address.endswith("?as_of=2021-12-31") for address in files)
    for address in (file for file in files if ".csv" in file):
        table = server.get(address).text
        assert "2021-12-31" in table
        assert "2022-04-30" not in table
        assert "2022-05-16" not in table


def test_a_day_is_chosen_on_the_page(visit):
    reader = visit("/localities/long-hung/")
    reader.page.locator(".look summary").click()
    reader.page.locator("input[name=as_of]").fill("2021-12-31")
    reader.page.locator(".look button").click()
    reader.page.wait_for_url("**/localities/long-hung/?as_of=2021-12-31")
    assert "109,09%" in reader.page.locator(".lead").inner_text()


def test_the_overview_is_narrowed_and_sorted(visit):
    reader = visit("/")
    everyone = reader.page.locator(".league tbody tr").count()
    reader.page.locator("select[name=status]").select_option("on_pace")
    reader.page.locator("form.choose button").click()
    reader.page.wait_for_url("**/?status=on_pace")
    rows = reader.page.locator(".league tbody tr")
    assert 0 < rows.count() < everyone
    assert {text.split()[-3:] == ["Đúng", "tiến", "độ"] for text in rows.all_inner_texts()} == {
        True
    }
    reader.page.locator(".sorts a", has_text="tên").click()
    reader.page.wait_for_url("**/?status=on_pace&sort=name")


def test_localities_are_chosen_for_comparison(visit):
    reader = visit("/compare/")
    for slug in ("o-mon", "ha-long"):
        reader.page.locator(f"input[name=locality][value={slug}]").check()
    reader.page.get_by_role("button", name="So sánh").click()
    reader.page.wait_for_url("**/compare/?locality=*&locality=*")
    reader.draw()
    text = reader.page.locator("main table").last.inner_text()
    assert "39,67%" in text
    assert "75,14%" in text


def test_without_scripts_all_is_there_but_the_drawing(visit):
    reader = visit(java_script_enabled=False)
    reader.page.goto(O_MON)
    page = reader.page
    assert "39,67%" in page.locator(".lead").inner_text()
    assert page.locator("figure.chart").first.is_visible()
    assert page.locator(".chart__plot").first.is_hidden()
    assert page.locator("noscript").first.is_visible()
    page.locator("#chart-cumulative > details summary").click()
    assert "238" in page.locator("#chart-cumulative table").inner_text()
    assert page.locator("#figures").is_visible()
    assert page.locator("main a[href='/sources/o-mon-2022/']").first.is_visible()
    assert page.locator("a[download]").count() >= 2
    for control in page.locator("[data-save], [data-theme-switch]").all():
        assert control.is_hidden()
    page.locator("#search").fill("thoi an")
    page.locator(".search button").click()
    assert "Phường Thới An" in page.locator("main table").inner_text()


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/localities/khong-co/", 404, "Không tìm thấy trang"),
        ("/en/localities/khong-co/", 404, "Page not found"),
        ("/nowhere", 404, "Không tìm thấy trang"),
        ("/sources/khong-co/", 404, "Không tìm thấy trang"),
        ("/compare/?locality=khong-co&locality=o-mon", 404, "Không tìm thấy trang"),
        ("/localities/o-mon/?as_of=2022-02-30", 400, "2022-02-30"),
        ("/localities/o-mon/?term=1990-1995", 400, "1990-1995"),
        ("/?kind=nothing", 400, "nothing"),
        ("/?sort=nothing", 400, "nothing"),
        ("/en/?status=nothing", 400, "nothing"),
        ("/?parent=khong-co", 400, "khong-co"),
        ("/localities/?page=0", 400, "page"),
        ("/fr/", 404, "Không tìm thấy trang"),
    ],
)
def test_a_wrong_address_is_answered_in_the_sites_dress(visit, address, status, says):
    reader = visit(address, width=390)
    assert reader.answer.status == status
    assert says in reader.page.locator("main").inner_text()
    assert reader.page.locator("header.top nav a").count() >= 4
    assert reader.page.locator("#search").is_visible()
    assert reader.page.locator("main a").count() >= 1
    assert reader.too_wide() == []
    violations, _shift = reader.seen()
    assert violations == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", ".league .who a"),
        ("/compare/?locality=o-mon&locality=ha-long", ".ticks label > span"),
    ],
)
def test_a_name_without_a_space_is_broken_before_it_widens_the_page(visit, address, name, width):
    reader = visit(address, width=width)
    written = reader.page.locator(name).first
    written.evaluate("(name) => { name.textContent = 'W'.repeat(110); }")
    assert reader.too_wide() == []
