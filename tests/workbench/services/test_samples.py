"""Student work: clean in, all or nothing, names masked, looked at, and gone when it is withdrawn."""

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.workbench.world import NOON, staff, telling
from workbench.domain.errors import Invalid, NotAllowed, NotFound, WrongMoment
from workbench.domain.people import Person, Viewer
from workbench.domain.phases import Act
from workbench.domain.samples import ArtifactKind, Audience, Permission
from workbench.domain.sessions import SessionSample
from workbench.services import builtin, installed, masking, naming, rubrics, sample_files, samples, sessions
from workbench.services.files import Files
from workbench.services.sample_files import Upload
from workbench.services.samples import About
from workbench.services.sessions import Draft
from workbench.storage import people
from workbench.storage import tables as t

DATA = installed.data_dir() / "samples"
PDF = (DATA / "walnut" / "work.pdf").read_bytes()
DOCX = (DATA / "redwood" / "work.docx").read_bytes()
PNG = (DATA / "dogwood" / "work.png").read_bytes()
OWN_NAME = "Ana Perez 8B secret.pdf"
HOSTILE = (
    "![t](https://tracker.example/p.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("https://evil.example")',
    "**bold** :material/home: $x^2$ :red[no] [link](javascript:alert(1))",
    "שלום, מורה",
)


@pytest.fixture
def files(tmp_path) -> Files:
    return Files((tmp_path / "files").as_uri())


@pytest.fixture
def sample_id(store, facilitator) -> str:
    return samples.draft(store, facilitator, About("Letter", "Write to the mayor."), "s1")


def kept(files: Files) -> list[Path]:
    folder = Path(files.url.removeprefix("file://"))
    return [path for path in folder.rglob("*") if path.is_file()]


def rows(store, *tables) -> int:
    with store.reading() as db:
        return sum(len(db.execute(table.select()).all()) for table in tables)


def upload(sample_id, data, submission_id="f1") -> Upload:
    return Upload(sample_id, data, submission_id, OWN_NAME)


def a_session(store, facilitator, sample_id, *, opened=True) -> str:
    builtin.ensure_rubrics(store)
    rubric_id = rubrics.browse(store, facilitator)[0].id
    plan = Draft("October", rubric_id, (SessionSample(sample_id),), telling(facilitator))
    session_id = sessions.draft(store, facilitator, plan)
    if opened:
        sessions.act(store, facilitator, session_id, Act.OPEN)
    return session_id


def test_a_sample_gets_a_name_that_the_school_has_not_used(store, facilitator):
    ids = [samples.draft(store, facilitator, About(), f"s{n}") for n in range(125)]
    names = {samples.get(store, facilitator, i).sample.name for i in ids}
    assert len(names) == 125
    assert len(names & set(naming.sample_names())) == 120


def test_a_double_click_makes_one_sample(store, facilitator, sample_id):
    assert samples.draft(store, facilitator, About("Letter"), "s1") == sample_id
    assert len(samples.browse(store, facilitator)) == 1


def test_another_name_can_be_drawn(store, facilitator, sample_id):
    before = samples.get(store, facilitator, sample_id).sample.name
    assert samples.rename(store, facilitator, sample_id) != before


def test_a_pasted_text_is_stored_once_as_typed(either_store):
    facilitator = staff(either_store)
    sample_id = samples.draft(either_store, facilitator, About(), "s1")
    for _ in range(2):
        samples.add_text(either_store, facilitator, sample_id, "The river\r\nwas dirty.", "t1")
    (artifact,) = samples.get(either_store, facilitator, sample_id).sample.artifacts
    assert (artifact.kind, artifact.text) == (ArtifactKind.TEXT, "The river\nwas dirty.")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_as_typed_in_every_field(store, facilitator, words):
    sample_id = samples.draft(store, facilitator, About(words, words), "s1")
    samples.add_text(store, facilitator, sample_id, words, "t1")
    sample = samples.get(store, facilitator, sample_id).sample
    assert (sample.task, sample.prompt, sample.artifacts[0].text) == (words, words, words)


def test_marks_that_turn_a_line_round_are_taken_out(store, facilitator):
    sample_id = samples.draft(store, facilitator, About("abc\u202edef", "x\u200by\u202e"), "s1")
    sample = samples.get(store, facilitator, sample_id).sample
    assert (sample.task, sample.prompt) == ("abcdef", "xy")


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u202e"])
def test_an_empty_text_is_refused(store, facilitator, sample_id, text):
    with pytest.raises(Invalid, match="no text"):
        samples.add_text(store, facilitator, sample_id, text, "t1")


def test_too_long_words_are_refused(store, facilitator, sample_id):
    with pytest.raises(Invalid, match="longer than 200,000"):
        samples.add_text(store, facilitator, sample_id, "x" * 200_001, "t1")
    with pytest.raises(Invalid, match="task is longer"):
        samples.draft(store, facilitator, About("x" * 121), "s2")
    with pytest.raises(Invalid, match="prompt is longer"):
        samples.describe(store, facilitator, sample_id, About("x", "x" * 4001))
    assert len(samples.browse(store, facilitator)) == 1


def test_files_of_all_kinds_become_artifacts_of_one_sample(store, facilitator, files, sample_id):
    for n, data in enumerate((PDF, DOCX, PNG, b"Plain words.")):
        sample_files.add_file(store, files, facilitator, upload(sample_id, data, f"f{n}"))
    artifacts = samples.get(store, facilitator, sample_id).sample.artifacts
    assert [a.label for a in artifacts if a.kind is ArtifactKind.PAGES][:1] == ["Pages"]
    assert "Plain words." in [a.text for a in artifacts]
    pages = [page for artifact in artifacts for page in artifact.pages]
    assert pages
    assert all(files.has(page.file) for page in pages)


def test_the_files_own_name_is_kept_nowhere(store, facilitator, files, sample_id):
    sample_files.add_file(store, files, facilitator, upload(sample_id, PDF))
    with store.reading() as db:
        everything = str([db.execute(table.select()).all() for table in t.metadata.sorted_tables])
    assert "Perez" not in everything
    assert not [path for path in kept(files) if "Perez" in path.name]


def test_a_photo_loses_what_it_knows_about_its_taker(store, facilitator, files, sample_id):
    picture, exif = Image.new("RGB", (300, 200), "white"), Image.Exif()
    exif[0x013B], exif[0x8825] = "Ana Perez", {1: "N"}
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    assert b"Ana Perez" in out.getvalue()
    sample_files.add_file(store, files, facilitator, upload(sample_id, out.getvalue()))
    (stored,) = kept(files)
    assert b"Ana" not in stored.read_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"x" * (25 * 1024 * 1024 + 1), "larger than 25 MB"),
        (PDF[: len(PDF) // 3], "."),
        (PNG[: len(PNG) // 2], "."),
        (DOCX[: len(DOCX) // 2], "."),
        (b"<html><script>alert(1)</script><body>Ana</body></html>", "."),
        (b"\x00\x01\x02\x03" * 100, "."),
    ],
)
def test_a_refused_file_leaves_no_row_and_no_file(store, facilitator, files, sample_id, data, said):
    with pytest.raises(Invalid, match=said) as refused:
        sample_files.add_file(store, files, facilitator, upload(sample_id, data))
    assert refused.value.do
    assert "Perez" not in str(refused.value)
    assert rows(store, t.artifact, t.page) == 0
    assert kept(files) == []


def test_the_same_upload_twice_is_stored_once(store, facilitator, files, sample_id):
    for _ in range(2):
        sample_files.add_file(store, files, facilitator, upload(sample_id, PDF))
    assert len(samples.get(store, facilitator, sample_id).sample.artifacts) == 1


def test_too_many_files_are_refused_and_leave_nothing_behind(store, facilitator, files, sample_id):
    for n in range(samples.MOST_ARTIFACTS):
        samples.add_text(store, facilitator, sample_id, f"Text {n}", f"t{n}")
    with pytest.raises(Invalid, match="holds 20"):
        sample_files.add_file(store, files, facilitator, upload(sample_id, PDF))
    assert kept(files) == []


def test_names_in_a_text_are_offered_and_masked_when_confirmed(store, facilitator, sample_id):
    samples.add_text(store, facilitator, sample_id, "My name is Ana Perez. Leo helped. In May it rained.", "t1")
    sample = samples.get(store, facilitator, sample_id).sample
    found = masking.hints(sample, "Leo Okafor\nMay Lin")
    assert {h.hint.text for h in found} >= {"Ana Perez", "Leo", "May"}
    assert next(h for h in found if h.hint.text == "Leo").after.startswith("helped.")
    assert samples.get(store, facilitator, sample_id).sample == sample
    chosen = tuple(h for h in found if h.hint.text != "May")
    masking.mask(store, facilitator, sample_id, chosen)
    text = samples.get(store, facilitator, sample_id).sample.artifacts[0].text
    assert text == "My name is [Name 1]. [Name 2] helped. In May it rained."
    with store.reading() as db:
        assert "Perez" not in str([db.execute(table.select()).all() for table in t.metadata.sorted_tables])


def test_masking_a_text_that_has_changed_since_is_refused(store, facilitator, sample_id):
    samples.add_text(store, facilitator, sample_id, "My name is Ana Perez.", "t1")
    found = masking.hints(samples.get(store, facilitator, sample_id).sample)
    masking.mask(store, facilitator, sample_id, found)
    with pytest.raises(Invalid, match="has changed"):
        masking.mask(store, facilitator, sample_id, found)


def test_names_on_pages_are_told_to_be_covered(store, facilitator, files, sample_id, a_pdf):
    said = sample_files.add_file(store, files, facilitator, upload(sample_id, a_pdf("My name is Ana Perez.")))
    assert "“Ana Perez”" in said[-1]
    assert "Cover the names with boxes." in said[-1]


def test_work_is_usable_only_after_somebody_looked_at_what_is_in_it_now(store, facilitator, sample_id):
    with pytest.raises(Invalid, match="no work"):
        samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    samples.add_text(store, facilitator, sample_id, "The river was dirty.", "t1")
    seen = samples.get(store, facilitator, sample_id).sample
    samples.add_text(store, facilitator, sample_id, "Signed, Ana.", "t2")
    with pytest.raises(WrongMoment, match="has changed since you looked"):
        samples.check(store, facilitator, seen)
    with pytest.raises(Invalid, match="Nobody has looked"):
        a_session(store, facilitator, sample_id)
    samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    assert samples.get(store, facilitator, sample_id).sample.checked
    a_session(store, facilitator, sample_id)


def test_a_change_asks_for_another_look(store, facilitator, files, sample_id):
    samples.add_text(store, facilitator, sample_id, "My name is Ana Perez.", "t1")

    def looked() -> bool:
        return samples.get(store, facilitator, sample_id).sample.checked

    samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    assert looked()
    masking.mask(store, facilitator, sample_id, masking.hints(samples.get(store, facilitator, sample_id).sample))
    assert not looked()
    samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    sample_files.add_file(store, files, facilitator, upload(sample_id, b"More words."))
    assert not looked()


def test_work_that_teachers_read_stays_as_it_is(store, facilitator, files, sample_id):
    samples.add_text(store, facilitator, sample_id, "My name is Ana Perez.", "t1")
    samples.check(store, facilitator, seen := samples.get(store, facilitator, sample_id).sample)
    a_session(store, facilitator, sample_id)
    for change in (
        lambda: samples.add_text(store, facilitator, sample_id, "More", "t2"),
        lambda: sample_files.add_file(store, files, facilitator, upload(sample_id, PDF)),
        lambda: masking.mask(store, facilitator, sample_id, masking.hints(seen)),
        lambda: sample_files.remove(store, files, facilitator, (sample_id, seen.artifacts[0].id)),
        lambda: samples.rename(store, facilitator, sample_id),
        lambda: samples.describe(store, facilitator, sample_id, About("Another task")),
    ):
        with pytest.raises(WrongMoment, match="being read in a session"):
            change()
    assert samples.get(store, facilitator, sample_id).sample == replace(seen, checked=True)
    assert kept(files) == []
    same = About(seen.task, seen.prompt, Permission(held=True, audience=Audience.SCHOOL))
    samples.describe(store, facilitator, sample_id, same)
    assert samples.get(store, facilitator, sample_id).permission.audience is Audience.SCHOOL


def test_a_removed_file_is_deleted(store, facilitator, files, sample_id):
    sample_files.add_file(store, files, facilitator, upload(sample_id, PNG))
    (artifact,) = samples.get(store, facilitator, sample_id).sample.artifacts
    assert kept(files)
    sample_files.remove(store, files, facilitator, (sample_id, artifact.id))
    assert samples.get(store, facilitator, sample_id).sample.artifacts == ()
    assert kept(files) == []
    with pytest.raises(NotFound):
        sample_files.remove(store, files, facilitator, (sample_id, artifact.id))


def test_two_samples_with_the_same_file_are_withdrawn_apart(either_store, files):
    facilitator = staff(either_store)
    one, two = (samples.draft(either_store, facilitator, About(), f"s{n}") for n in range(2))
    for n, sample_id in enumerate((one, two)):
        sample_files.add_file(either_store, files, facilitator, upload(sample_id, PNG, f"f{n}"))
    (page,) = samples.get(either_store, facilitator, two).sample.artifacts[0].pages
    sample_files.withdraw(either_store, files, facilitator, one)
    assert files.has(page.file)
    assert [s.id for s in samples.browse(either_store, facilitator)] == [two]
    with pytest.raises(NotFound):
        samples.get(either_store, facilitator, one)
    sample_files.withdraw(either_store, files, facilitator, two)
    assert not files.has(page.file)
    assert kept(files) == []


def test_withdrawn_work_leaves_no_words_and_its_name_is_not_given_again(store, facilitator, files, sample_id):
    name = samples.get(store, facilitator, sample_id).sample.name
    samples.add_text(store, facilitator, sample_id, "Something private.", "t1")
    sample_files.withdraw(store, files, facilitator, sample_id)
    with store.reading() as db:
        everything = str([db.execute(table.select()).all() for table in t.metadata.sorted_tables])
    assert "private." not in everything
    assert "mayor" not in everything
    names = {samples.get(store, facilitator, samples.draft(store, facilitator, About(), f"n{n}")) for n in range(119)}
    assert name not in {seen.sample.name for seen in names}


def test_withdrawing_work_that_is_being_read_moves_every_screen(store, facilitator, files, sample_id):
    samples.add_text(store, facilitator, sample_id, "The river was dirty.", "t1")
    samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    session_id = a_session(store, facilitator, sample_id)
    before = sessions.overview(store, facilitator, session_id).session.stage_revision
    sample_files.withdraw(store, files, facilitator, sample_id)
    assert sessions.overview(store, facilitator, session_id).session.stage_revision == before + 1


def test_without_permission_work_stays_within_its_sessions(store, facilitator):
    with pytest.raises(Invalid, match="Without permission"):
        samples.draft(store, facilitator, About(permission=Permission(audience=Audience.SCHOOL)), "s1")
    assert samples.browse(store, facilitator) == ()


def test_work_goes_after_its_day_of_deletion(store, facilitator, files, clock):
    today = NOON.date()
    with pytest.raises(Invalid, match="has passed already"):
        samples.draft(store, facilitator, About(permission=Permission(delete_after=date(2020, 1, 1))), "s0")
    until = Permission(delete_after=today + timedelta(days=1))
    sample_id = samples.draft(store, facilitator, About(permission=until), "s1")
    sample_files.add_file(store, files, facilitator, upload(sample_id, PNG))
    clock.forward(days=1)
    assert sample_files.withdraw_overdue(store, files) == 0
    clock.forward(days=1)
    assert sample_files.withdraw_overdue(store, files) == 1
    assert sample_files.withdraw_overdue(store, files) == 0
    assert kept(files) == []


def test_only_the_staff_of_the_works_own_school_reach_it(store, facilitator, files, sample_id, joined):
    with store.writing() as db:
        people.add_school(db, "elsewhere", "Elsewhere School")
        neighbour = Person("n1", "Nia Neighbour", "elsewhere")
        people.add(db, neighbour, "", store.now())
    samples.add_text(store, facilitator, sample_id, "My name is Ana Perez.", "t1")
    sample = samples.get(store, facilitator, sample_id).sample
    for viewer, refusal in (
        (Viewer(neighbour, facilitator.roles), NotFound),
        (Viewer(joined.person, frozenset()), NotAllowed),
    ):
        for ask in (
            lambda v: samples.get(store, v, sample_id),
            lambda v: samples.describe(store, v, sample_id, About()),
            lambda v: samples.rename(store, v, sample_id),
            lambda v: samples.add_text(store, v, sample_id, "x", "t2"),
            lambda v: samples.check(store, v, sample),
            lambda v: masking.mask(store, v, sample_id, masking.hints(sample)),
            lambda v: sample_files.add_file(store, files, v, upload(sample_id, PDF)),
            lambda v: sample_files.remove(store, files, v, (sample_id, sample.artifacts[0].id)),
            lambda v: sample_files.withdraw(store, files, v, sample_id),
        ):
            with pytest.raises(refusal):
                ask(viewer)
    assert samples.browse(store, Viewer(neighbour, facilitator.roles)) == ()
    assert samples.get(store, facilitator, sample_id).sample == sample


def test_every_change_is_in_the_audit_log_without_words_of_the_work(store, facilitator, files, sample_id):
    samples.add_text(store, facilitator, sample_id, "My name is Ana Perez.", "t1")
    masking.mask(store, facilitator, sample_id, masking.hints(samples.get(store, facilitator, sample_id).sample))
    samples.check(store, facilitator, samples.get(store, facilitator, sample_id).sample)
    sample_files.withdraw(store, files, facilitator, sample_id)
    with store.reading() as db:
        log = db.execute(t.audit.select().where(t.audit.c.about == sample_id).order_by(t.audit.c.sequence)).all()
    assert [row.action for row in log] == [f"sample.{a}" for a in ("draft", "add_text", "mask", "check", "withdraw")]
    assert "Ana" not in str(log)


@pytest.fixture
def a_pdf():
    """Make a PDF of one page with these words on it."""

    def made(words: str) -> bytes:
        stream = f"BT /F1 18 Tf 40 700 Td ({words}) Tj ET".encode()
        objects = (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        )
        body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, start=1))
        return body + b"trailer << /Root 1 0 R >>\n%%EOF\n"

    return made
