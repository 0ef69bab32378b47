"""The facilitator's steps, from an empty shelf to the page for paper."""

import re
from collections.abc import Sequence

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys import screens
from tests.journeys.people import Person
from tests.journeys.school import PASSPHRASE
from workbench.domain.sessions import Session


class Lead(Person):
    """A facilitator."""

    def signs_in(self) -> None:
        """Sign in with name and passphrase, and wait until the start page is there."""
        self.types_passphrase()
        self.sees_title("What waits for you")
        self.is_drawn()

    def types_passphrase(self) -> None:
        """Go to the staff's door and sign in there."""
        self.goes_to("/sign-in")
        self.page.get_by_label("Your name").fill(self.name)
        self.page.get_by_label("Passphrase").fill(PASSPHRASE)
        self.page.get_by_role("button", name="Sign in").click()

    def enters(self, session: Session) -> None:
        """Open a session from the start page, on which everybody is who has signed in."""
        self.is_drawn()
        self.page.locator(f".st-key-go-{session.id}").get_by_role("button").click()
        self.sees(session.join_code)

    def starts(self) -> None:
        """Start the scoring."""
        self.presses("Start scoring")
        self.sees_title("Scoring is on")

    def closes(self) -> None:
        """Close the scoring."""
        self.presses("Close scoring")
        self.sees_title("Scoring is closed")

    def adds_work(self, task: str) -> None:
        """Begin a piece of student work: what the students were asked to do."""
        self.turns_to("/samples")
        self.presses("Add student work")
        self.page.get_by_label("Task, in a few words").fill(task)
        self.presses("Next: add the work")
        self.sees("Or paste the student's words")

    def uploads(self, file: FilePayload) -> None:
        """Give the work as a file."""
        self.page.locator('input[type="file"]').set_input_files(file)
        self.sees("Look at every page")

    def pastes(self, text: str) -> None:
        """Give the work as words."""
        self.page.get_by_label("Or paste the student's words").fill(text)
        self.presses("Add this text")
        self.sees("Look at every page")

    def looked_at_every_page(self) -> str:
        """State that nobody is named or shown; return the piece's name."""
        self.ticks("I looked at every page")
        self.presses("Ready to use")
        self.sees("Ready to use: choose it when you set up a session.")
        return self.page.get_by_role("heading", level=1).inner_text()

    def ticks(self, label: str) -> None:
        """Tick a box, where a finger would press, and wait until the server knows."""
        self.page.locator("label").filter(has_text=label).click()
        expect(self.page.get_by_role("checkbox", name=label)).to_be_checked()
        screens.settle(self.page)

    def picks(self, field: str, options: Sequence[str]) -> None:
        """Choose options in a field by what stands in front of them."""
        for option in options:
            self.page.get_by_role("combobox", name=field).click()
            self.page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}")).click()
            screens.settle(self.page)

    def reveals(self) -> None:
        """Reveal, and wait for the dots."""
        self.presses("Reveal")
        self.sees_dots()

    def sees_dots(self) -> None:
        """Wait until the countdown is over and the dots are out."""
        self.sees("● one teacher", seconds=90)
        self.is_drawn()

    def cell(self, name: str) -> Locator:
        """Return a cell's box on the page where it is agreed."""
        return self.page.locator('[class*="st-key-agreeing-"]').filter(has_text=name)

    def puts_on_every_screen(self, cell: str) -> None:
        """Propose the level that the last vote suggests."""
        self.cell(cell).get_by_role("button", name="Put it on every screen").click()
        self.page.locator('[class*="st-key-proposed-"]').filter(has_text=cell).wait_for()
