"""The people of a journey, each with a device, so that a journey reads as the story it tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.journeys import screens
from workbench.domain.sessions import Session

PIN = "2580"
# On a deep address Streamlit's shell first asks below it, is told 404, and asks at the root. A page whose sign-in was
# ended from elsewhere, as by a new PIN, may ask once more where the session stands before it leaves.
KNOWN_404 = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$|/phase/[\w-]+$")


@dataclass
class Person:
    """Somebody with a device; ``troubles`` is what its console complained about."""

    name: str
    device: BrowserContext
    url: str
    first_tab: Page | None = None
    troubles: list[str] = field(default_factory=list)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.first_tab or self.new_tab()

    def new_tab(self) -> Page:
        """Open one more tab of the same browser, watched as well."""
        page = self.device.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        return page

    def _note(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        # Another test makes a second network meanwhile, and every browser of this machine asks again.
        known = KNOWN_404.search(where.split("?")[0]) or "net::ERR_NETWORK_CHANGED" in message.text
        if message.type == "error" and not known:
            self.troubles.append(f"{message.text} ({where})")

    def goes_to(self, path: str) -> None:
        """Type an address."""
        self.page.goto(f"{self.url}{path}")

    def turns_to(self, path: str) -> None:
        """Go to another page of the workbench within the page that is open; loading it again is what takes longest."""
        self.page.evaluate(screens.GO_ELSEWHERE, path)
        self.page.wait_for_timeout(200)
        self.is_drawn()

    def presses(self, button: str) -> None:
        """Press a button by what stands on it, once the page has come to rest: a finger is no quicker."""
        screens.settle(self.page)
        self.page.get_by_role("button", name=re.compile(rf"^{re.escape(button)}")).click()

    def sees(self, words: str | re.Pattern[str], *, seconds: float = 20) -> None:
        """Wait for words on the screen."""
        screens.sees(self.page, words, seconds=seconds)

    def sees_title(self, words: str, *, seconds: float = 20) -> None:
        """Wait for a page's title."""
        title = self.page.get_by_role("heading", level=1, name=words)
        expect(title).to_be_visible(timeout=seconds * 1000)

    def does_not_see(self, words: str) -> None:
        """Make sure that words are nowhere on the screen."""
        assert words not in screens.text_of(self.page)

    def reloads(self) -> None:
        """Load the page again, as F5 does."""
        self.page.reload()
        self.is_drawn()

    def is_drawn(self) -> None:
        """Wait for the foot of the page, which is drawn last and names who is signed in."""
        self.sees(f"Signed in as {self.name}")
        screens.settle(self.page)

    def is_forgiven(self, trouble: str) -> None:
        """Take back what the console complained about because it was meant to happen; once, no more, no less."""
        meant = [said for said in self.troubles if trouble in said]
        assert len(meant) == 1, self.troubles
        self.troubles.remove(meant[0])

    def signs_out(self) -> None:
        """Leave this device."""
        self.presses("Sign out")
        self.sees_title("Welcome")


class Teacher(Person):
    """A teacher, from the code on the wall to the desk."""

    def types_at_the_door(self, code: str, *, name: str = "", pin: str = PIN) -> None:
        """Come by the address behind the QR code and fill the form in."""
        self.goes_to(f"/j/{code}")
        self.fills_in(name=name, pin=pin)

    def fills_in(self, *, name: str = "", pin: str = PIN) -> None:
        """Fill the form in that stands on the screen, and press Join."""
        self.page.get_by_label("Your name").fill(name or self.name)
        self.page.get_by_label("PIN", exact=True).fill(pin)
        self.page.get_by_role("button", name="Join", exact=True).click()

    def joins(self, session: Session, *, pin: str = PIN) -> None:
        """Join, and wait until the session's page is there."""
        self.types_at_the_door(session.join_code, pin=pin)
        self.is_drawn()

    def waits_in_the_lobby(self) -> None:
        """Make sure that this is the lobby, without a menu."""
        self.sees_title("Lobby")
        self.is_drawn()
        assert self.page.get_by_role("navigation").count() == 0
        assert self.page.get_by_role("link", name="Rubrics").count() == 0

    def is_at_the_desk(self, *, seconds: float = 20) -> None:
        """Wait for a piece and its cards."""
        expect(self.page.get_by_role("region", name="Student work")).to_be_visible(timeout=seconds * 1000)
        self.is_drawn()

    def notes_what_is_drawn(self) -> None:
        """Remember what is on the screen as old, for `is_drawn_anew`."""
        self.page.evaluate(screens.NOTE_DRAWING)

    def is_drawn_anew(self) -> None:
        """Wait until a server has drawn this screen since it was noted."""
        self.page.wait_for_function(screens.DRAWN_ANEW)
        self.is_at_the_desk()

    @property
    def piece(self) -> str:
        """The name of the piece on the desk."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def chooses(self, criterion: str, level: int) -> None:
        """Press a card and go on at once."""
        screens.open_criterion(self.page, criterion)
        screens.card(self.page, criterion, level).click()

    def scores(self, criterion: str, level: int) -> None:
        """Press a card, and wait until this criterion says saved with this level."""
        self.chooses(criterion, level)
        self.sees_saved(criterion, level)

    def sees_saved(self, criterion: str, level: int) -> None:
        """Wait until this level, and no other, is called saved."""
        what = f"{self.name}: {criterion} is saved as {level}"
        screens.eventually(self.page, lambda: screens.saved(self.page).get(criterion) == level, what)

    def scores_piece(self, levels: Mapping[str, int]) -> None:
        """Score every criterion of the piece on the desk."""
        for criterion, level in levels.items():
            self.scores(criterion, level)

    def goes_on(self) -> None:
        """Press Next and wait for the next piece."""
        before = self.piece
        self.presses("Next")
        self.sees_another_piece_than(before)

    def sees_another_piece_than(self, before: str) -> None:
        """Wait until another piece is on the desk."""
        screens.eventually(self.page, lambda: self.piece != before, f"{self.name}: the piece after {before}")
        self.is_at_the_desk()

    def scores_everything(self, levels: Mapping[str, Mapping[str, int]]) -> None:
        """Score all pieces in this person's own order; levels by piece and criterion."""
        for _ in levels:
            self.scores_piece(levels[self.piece])
            if self.piece_is_last(len(levels)):
                return
            self.goes_on()

    def piece_is_last(self, total: int) -> bool:
        """Return whether every piece is complete now."""
        self.sees(re.compile(r"\d of \d complete"))
        return f"{total} of {total} complete" in screens.text_of(self.page)

    def sees_exactly(self, saved: Mapping[str, int]) -> None:
        """Wait until the screen calls these levels saved, and no others."""
        what = f"{self.name}: exactly {saved} is called saved"
        screens.eventually(self.page, lambda: screens.saved(self.page) == saved, what, seconds=30)
        assert screens.lit(self.page) == saved

    def fills_the_desk(self, levels: Mapping[str, int]) -> None:
        """Press a card of every criterion without waiting for any."""
        for criterion, level in levels.items():
            self.chooses(criterion, level)

    def marks(self, sentence: str, criterion: str) -> None:
        """Tap a sentence of the work and say what it is evidence for."""
        self.page.get_by_role("button", name=sentence).click()
        self.page.get_by_role("dialog").get_by_role("button", name=criterion).click()
        self.page.locator("mark").filter(has_text=sentence[:20]).wait_for()

    def cannot_live_with(self, cell: str) -> None:
        """Object to the level that stands on the screens for a cell."""
        box = self.page.locator('[class*="st-key-proposed-"]').filter(has_text=cell)
        box.get_by_role("button", name="I cannot live with this").click()
        self.sees("Noted, without your name.")


class Wall(Person):
    """A projector: nobody, with the page that the facilitator's code opens; ``seen`` is all it ever showed."""

    seen: str = ""

    def is_opened(self, code: str) -> None:
        """Type the code that stands on the facilitator's page."""
        self.goes_to("/wall")
        self.page.get_by_label("Code for the projector").fill(code)
        self.page.get_by_role("button", name="Show it here").click()
        self.page.locator("#wall").wait_for()

    def shows(self, words: str, *, seconds: float = 20) -> None:
        """Wait for words on the wall, and remember everything that stands beside them."""
        screens.sees(self.page, words, seconds=seconds)
        self.seen += self.page.content()
