"""A Chromium that opens files and searches in them; run as a program where there is no network.

``python -m tools.alone ADDRESS...`` prints for each what was found and what was asked for.
"""

from __future__ import annotations

import json
import sys

from playwright.sync_api import Browser, sync_playwright

from tools import chromium

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
QUERY = "!crashloopbackoff "


def visit(browser: Browser, address: str) -> dict[str, list[str]]:
    """Return the hits of a search on the page at *address*, all requests and all complaints."""
    requests: list[str] = []
    complaints: list[str] = []
    with browser.new_context() as context:
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.type(QUERY)
        hits = page.locator("[data-bangdex-hit]")
        hits.first.wait_for()
        found = hits.evaluate_all("(all) => all.map((one) => one.dataset.id)")
        hits.first.click()
        page.wait_for_function("document.title.includes('cdi-4')")
    return {"found": found, "requests": requests, "complaints": complaints}


def main(addresses: list[str]) -> None:
    """Visit *addresses* and print what came of it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=list(FLAGS), chromium_sandbox=False
        )
        print(json.dumps([visit(browser, address) for address in addresses]))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
