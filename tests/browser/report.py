"""The page of `tinviet report` in a browser: it works, complains of nothing, fetches nothing, and runs nobody's script.

    tests/browser/report.py target/debug/tinviet [FOLDER]

Where no Chromium is installed it says so and ends well. With a FOLDER, pictures of the page are left there.
"""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Chromium, program  # noqa: E402

HOSTILE = "<script>document.body.dataset.ran = 'yes'</script>"
ATTRIBUTE = "\" onmouseover=\"document.body.dataset.ran = 'yes'\" x='"


def articles():
    """Articles composed for the test."""
    communes = ["Bằng Vân", "Đức Vân", "Vân Tùng"]
    for n in range(36):
        commune, year, month = communes[n % 3], 2022 + n // 12, n % 12 + 1
        yield {
            "id": f"bai-{n}", "published": f"{year}-{month:02}-15", "title": f"Xã {commune} họp tháng {month}",
            "text": f"Sáng 14/{month}, UBND xã {commune}, huyện Ngân Sơn, tỉnh Bắc Kạn họp. Đồng chí Nông Văn Tài, Chủ tịch UBND "
                    f"huyện Ngân Sơn, dự. Năm {year}, tỷ lệ hộ nghèo của xã là {20 - n % 15},5%. Thu ngân sách đạt {n + 2},4 tỷ đồng. "
                    f"Phong trào “Xóm xanh, ngõ sạch” có hơn {300 + n} hộ tham gia theo Quyết định số 12/2021/QĐ-UBND.",
        }
    yield {
        "id": ATTRIBUTE, "published": "2025-01-02", "url": "javascript:document.body.dataset.ran='yes'", "publisher": HOSTILE,
        "title": HOSTILE,
        "text": f"UBND huyện Ngân Sơn </script></style><img src=x onerror=\"document.body.dataset.ran='yes'\"> họp. {HOSTILE} "
                f"Tỷ lệ hộ nghèo {ATTRIBUTE} là 5%. Phong trào “{HOSTILE}” có 12 hộ tham gia.",
    }


def make(tinviet, folder, *options):
    """Extracts the articles and makes the page; gives its address."""
    archive, records, page = (os.path.join(folder, name) for name in ("a.jsonl", "records.jsonl", "page.html"))
    with open(archive, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in articles())
    subprocess.run([tinviet, "extract", "-q", archive, "-o", records], check=True)
    subprocess.run([tinviet, "report", records, "-o", page, *options], check=True)
    return "file://" + page


class Checks:
    def __init__(self):
        self.done, self.failed = 0, []

    def __call__(self, what, found, expected=True):
        self.done += 1
        if found != expected:
            self.failed.append(f"{what}: {found!r} instead of {expected!r}")


SHOWN = "[...document.querySelectorAll('#figures-t tbody tr')].filter(r => r.offsetParent)"
WAIT = "new Promise(done => setTimeout(done, 250))"


def clean(browser, check, where):
    """Nothing was complained of, fetched or run."""
    check(f"{where}: console", browser.messages, [])
    check(f"{where}: requests", [r for r in browser.requests if not r.startswith(("file:", "about:"))], [])
    check(f"{where}: a script of an article ran", browser.run("document.body.dataset.ran || 'no'"), "no")


def works(page, check, folder):
    """With a wide window and scripts."""
    with Chromium() as b:
        b.open(page)
        check("hostile text is text", b.run(f"document.querySelector('.texts').textContent.includes({HOSTILE!r})"))
        check("one script", b.run("document.scripts.length"), 1)
        check("elements of articles", b.run("document.querySelectorAll('img, iframe, object, [onmouseover], [onerror]').length"), 0)
        check("links to scripts", b.run("[...document.links].filter(a => /^javascript/i.test(a.href)).length"), 0)
        check("the page fits", b.run("document.documentElement.scrollWidth <= innerWidth"))

        # Pages, search without marks, filter, sorting.
        total = b.run("document.querySelectorAll('#figures-t tbody tr').length")
        check("rows at first", b.run(SHOWN + ".length"), 25)
        check("there are more", total > 60)
        find = "(f => { f.value = %r; f.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#figures-f [name=find]'))"
        b.run(find % "ho ngheo")
        b.run(WAIT)
        names = b.run(SHOWN + ".map(r => r.textContent)")
        check("found without marks", bool(names) and all("hộ nghèo" in n.lower() for n in names))
        b.run(find % "hộ nghéo")
        b.run(WAIT)
        check("marks count where they are typed", b.run(SHOWN + ".length"), 0)
        b.run("document.querySelector('#figures-f').reset()")
        b.run("(f => { f.value = 'VND'; f.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#figures-f [name=unit]'))")
        b.run(WAIT)
        check("units", b.run(f"[...new Set({SHOWN}.map(r => r.dataset.u))]"), ["VND"])
        head = "document.querySelectorAll('#figures-t thead th')[1]"
        values = SHOWN + ".map(r => Number(r.cells[1].dataset.v))"
        b.run(head + ".querySelector('button').click()")
        down = b.run(values)
        check("sorted down", down, sorted(down, reverse=True))
        check("the greatest first", down[0], 37_400_000_000)
        check("told", b.run(head + ".getAttribute('aria-sort')"), "descending")
        b.run(head + ".querySelector('button').click()")
        up = b.run(values)
        check("sorted up", up, sorted(up))
        b.run("document.querySelector('#measures-t a[data-find]').click()")
        b.run(WAIT)
        check("a measure filters the figures", b.run("document.querySelector('#figures-f [name=find]').value !== '' && " + SHOWN + ".length > 1"))

        # Articles: one at a time, by link and by address; marks tell what they are.
        current = "[...document.querySelectorAll('.texts article')].filter(a => a.offsetParent).map(a => a.id)"
        first = b.run(current)
        check("one article", len(first), 1)
        b.run("document.querySelectorAll('.titles a')[4].click()")
        b.run(WAIT)
        second = b.run(current)
        check("another article", len(second) == 1 and second != first)
        check("it is the current one", b.run("document.querySelector('.titles [aria-current]').hash"), "#" + second[0])
        check("it has the focus", b.run("document.activeElement.id"), second[0])
        for _ in range(12):
            b.key("Tab")
            if b.run("document.activeElement.matches('mark')"):
                break
        check("a mark by keyboard", b.run("document.activeElement.matches('mark') && !document.querySelector('#tip').hidden"))
        check("the tip tells the rule", b.run("/quy tắc \\w+\\//.test(document.querySelector('#tip').textContent)"))
        if folder:
            b.screenshot(os.path.join(folder, "article.png"))
        b.key("Escape")
        check("the tip goes", b.run("document.querySelector('#tip').hidden"))
        b.run("document.querySelector('#show-pl').click()")
        check("types are hidden", b.run("getComputedStyle(document.querySelector('article.now mark.pl')).backgroundColor"), "rgba(0, 0, 0, 0)")
        # Over everything that tells something: no handler of an article is there to be woken.
        b.run("document.querySelectorAll('article *').forEach(e => e.dispatchEvent(new PointerEvent('pointerover', {bubbles: true})))")
        b.run("document.querySelectorAll('article *').forEach(e => e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))")
        clean(b, check, "wide")
        if folder:
            b.run("scrollTo(0, 0)")
            b.screenshot(os.path.join(folder, "wide.png"))


def narrow(page, check, folder):
    """On a phone, in the dark."""
    with Chromium(390, 844, dark=True) as b:
        b.open(page)
        check("the page fits a phone", b.run("document.documentElement.scrollWidth"), 390)
        wide = "[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, svg, .unseen, caption') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className).slice(0, 5)"
        check("nothing sticks out", b.run(wide), [])
        check("dark", b.run("getComputedStyle(document.body).backgroundColor"), "rgb(23, 23, 21)")
        clean(b, check, "narrow")
        if folder:
            b.screenshot(os.path.join(folder, "narrow.png"))


def plain(page, check):
    """With scripts turned off everything is there."""
    with Chromium(scripts=False) as b:
        b.open(page)
        check("no script ran", b.run("document.documentElement.className"), "")
        check("all rows", b.run(SHOWN + ".length === document.querySelectorAll('#figures-t tbody tr').length"))
        check("all articles", b.run("[...document.querySelectorAll('article')].every(a => a.offsetParent)"))
        check("no form that does nothing", b.run("[...document.forms].every(f => !f.offsetParent)"))
        clean(b, check, "without scripts")


def main():
    if not program():
        print("skipped: no Chromium is installed (Debian: apt-get install chromium)")
        return
    tinviet, folder = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    check = Checks()
    with tempfile.TemporaryDirectory() as scratch:
        page = make(tinviet, scratch)
        works(page, check, folder)
        narrow(page, check, folder)
        plain(page, check)
        page = make(tinviet, scratch, "--lang", "en")
        with Chromium() as browser:
            browser.open(page)
            clean(browser, check, "English")
    for failure in check.failed:
        print(failure)
    print(f"{check.done - len(check.failed)} of {check.done} checks of the report in a browser")
    sys.exit(bool(check.failed))


main()
