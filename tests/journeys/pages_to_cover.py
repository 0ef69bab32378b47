"""The pages of a piece on which names are covered: where a box lies on the screen, and drawing it with a mouse."""

from playwright.sync_api import Locator, Page

from workbench.domain.covering import Box

# The pane in the middle of the window, and in it the top of one page.
SCROLL_TO = """(image) => {
  const pane = image.closest('.scroll');
  pane.closest('.wrap').scrollIntoView({ block: 'center' });
  pane.scrollTop += image.getBoundingClientRect().top - pane.getBoundingClientRect().top - 30;
}"""
BEYOND = 4


def image(page: Page, number: int = 1) -> Locator:
    """Return the picture of a page."""
    return page.get_by_role("img", name=f"Page {number} of")


def corners(page: Page, box: Box, number: int = 1) -> tuple[float, float, float, float]:
    """Scroll to a page; return where a box lies on the screen: its left, top, right and bottom."""
    image(page, number).evaluate(SCROLL_TO)
    edge = image(page, number).bounding_box()
    assert edge
    left, top = edge["x"] + box.left * edge["width"], edge["y"] + box.top * edge["height"]
    return left, top, left + box.width * edge["width"], top + box.height * edge["height"]


def draw(page: Page, box: Box) -> None:
    """Draw a box with the mouse, a little larger than asked for."""
    left, top, right, bottom = corners(page, box)
    page.mouse.move(left - BEYOND, top - BEYOND)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    page.mouse.move(right + BEYOND, bottom + BEYOND)
    page.mouse.up()
