"""Pictures of the main screens of a running office, at two widths and in both schemes.

    .venv/bin/flatwright demo --show-sign-in
    .venv/bin/python tools/pictures.py http://127.0.0.1:8000 EMAIL PASSWORD folder [path …]

They are for a person to look at. What a browser complains of, and a page that is wider
than its window, are printed and end it with 1.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
MAIN = (
    *("/", "/tickets/", "/tickets/board/", "/clients/", "/projects/", "/plans/"),
    *("/search/?q=printer", "/record/", "/jobs/", "/settings/", "/settings/accounts/"),
    *("/me/", "/styleguide/", "/imports/"),
)


def main() -> int:
    """Sign in, walk, take pictures."""
    base, email, password, folder, *paths = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for size in SIZES:
            for scheme in SCHEMES:
                wrong += pictures(
                    browser, (base, email, password, folder), (size, scheme), paths
                )
        browser.close()
    print("\n".join(wrong) or "Nothing was wrong.")
    return bool(wrong)


def pictures(
    browser: Browser,
    where: tuple[str, str, str, str],
    look: tuple[str, str],
    paths: list[str],
) -> list[str]:
    """The pages at one width in one scheme; gives what was wrong."""
    base, email, password, folder = where
    width, height = SIZES[look[0]]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=look[1]
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{base}/sign-in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")
    for path in paths or found(page, base):
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        name = re.sub(r"[^a-z0-9]+", "-", path).strip("-") or "home"
        page.screenshot(path=f"{folder}/{name}-{look[0]}-{look[1]}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{path} is {wide} wide in a window of {width}")
    context.close()
    return wrong


def found(page: Page, base: str) -> list[str]:
    """The main screens, with the first ticket, client, person and thing."""
    page.goto(f"{base}/tickets/")
    ticket = page.locator("a.row-link").first.get_attribute("href") or "/"
    page.goto(f"{base}/clients/")
    client = page.locator("a.row-link").first.get_attribute("href") or "/"
    more = [client + part for part in ("", "people/", "things/", "used/", "tickets/new/")]
    return [*MAIN, ticket, f"{ticket}edit/", f"{ticket}decisions/", *more]


if __name__ == "__main__":
    sys.exit(main())
