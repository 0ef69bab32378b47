"""What the students were asked to do, and what may be done with the work."""

from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.errors import WorkbenchError
from workbench.domain.samples import Audience, Permission
from workbench.services import samples
from workbench.services.samples import LONGEST_PROMPT, LONGEST_TASK, About, Seen
from workbench.ui import memory, troubles
from workbench.ui.room import go
from workbench.ui.viewer import Here


def new(here: Here) -> None:
    """Ask what the students were asked to do, then go on to the work itself."""
    about = replace(_task("new", About()), permission=Permission())
    if not st.button(_("Next: add the work"), key="sample-begin", type="primary"):
        return
    try:
        sample_id = samples.draft(here.store, here.viewer, about, memory.submission("sample"))
    except WorkbenchError as trouble:
        troubles.say(trouble)
        return
    memory.sent("sample")
    go("sample", sample=sample_id)


def fields(here: Here, seen: Seen) -> None:
    """Let task, prompt and permission be changed; task and prompt stay once a session reads the work."""
    stored = About(seen.sample.task, seen.sample.prompt, seen.permission)
    with st.expander(_("Task, prompt and permission")):
        about = stored if seen.used else _task(seen.sample.id, stored)
        about = replace(
            about, permission=permission(seen.sample.id, stored.permission, _("We have permission to use this work"))
        )
        if not st.button(_("Save"), key=f"describe-{seen.sample.id}"):
            return
        try:
            samples.describe(here.store, here.viewer, seen.sample.id, about)
        except WorkbenchError as trouble:
            troubles.say(trouble)
            return
    memory.note(_("Saved."))
    st.rerun()


def _task(key: str, stored: About) -> About:
    task = st.text_input(
        _("Task, in a few words"),
        stored.task,
        max_chars=LONGEST_TASK,
        placeholder=_("Letter to the mayor"),
        key=f"task-{key}",
    )
    prompt = st.text_area(
        _("What the students were asked to do"),
        stored.prompt,
        max_chars=LONGEST_PROMPT,
        height=140,
        key=f"prompt-{key}",
    )
    return replace(stored, task=task, prompt=prompt)


def permission(key: str, stored: Permission, statement: str, narrowest: str = "") -> Permission:
    """Ask whether there is permission, who may ever see the work, and when it is to be deleted.

    Parameters
    ----------
    statement
        What is ticked where there is permission.
    narrowest
        What the narrowest choice is called, where that is not all sessions that read the work.
    """
    held = st.checkbox(statement, stored.held, key=f"held-{key}")
    words = _audiences() | ({Audience.SESSION: narrowest} if narrowest else {})
    audience = st.selectbox(
        _("Who may ever see it"),
        list(words),
        index=list(words).index(stored.audience),
        format_func=lambda a: words[a],
        key=f"audience-{key}",
    )
    until = st.date_input(_("Delete it after (optional)"), stored.delete_after, key=f"until-{key}")
    return Permission(held, audience, until)


def permission_now(key: str) -> Permission:
    """Return what these fields hold at this moment, for what a button does."""
    held, audience, until = (memory.chosen(f"{name}-{key}") for name in ("held", "audience", "until"))
    return Permission(bool(held), Audience(audience or Audience.SESSION), until)


def _audiences() -> dict[Audience, str]:
    return {
        Audience.SESSION: _("Only teachers in its sessions"),
        Audience.SCHOOL: _("Teachers of our school"),
        Audience.DISTRICT: _("Teachers of our district"),
        Audience.PUBLIC: _("Everybody"),
    }
