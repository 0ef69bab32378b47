"""What the students were asked to do, and what may be done with the work."""

from dataclasses import replace

import streamlit as st

from workbench.domain.catalogue import _
from workbench.domain.samples import Audience, Permission
from workbench.services import samples
from workbench.services.samples import LONGEST_PROMPT, LONGEST_TASK, About, Seen
from workbench.ui import memory
from workbench.ui.room import go
from workbench.ui.viewer import Here


def new(here: Here) -> None:
    """Ask what the students were asked to do, then go on to the work itself."""
    _task("new", About())
    st.button(_("Next: add the work"), key="sample-begin", type="primary", on_click=memory.told(_begin), args=(here,))


def _begin(here: Here) -> None:
    sample_id = samples.draft(here.store, here.viewer, _typed("new", About()), memory.submission("sample"))
    memory.sent("sample")
    go("sample", sample=sample_id)


def fields(here: Here, seen: Seen) -> None:
    """Let task, prompt and permission be changed; task and prompt stay once a session reads the work."""
    stored = About(seen.sample.task, seen.sample.prompt, seen.permission)
    with st.expander(_("Task, prompt and permission")):
        if not seen.used:
            _task(seen.sample.id, stored)
        permission(seen.sample.id, stored.permission, _("We have permission to use this work"))
        st.button(
            _("Save"),
            key=f"describe-{seen.sample.id}",
            on_click=memory.told(_describe),
            args=(here, seen.sample.id, stored),
        )


def _describe(here: Here, sample_id: str, stored: About) -> None:
    samples.describe(here.store, here.viewer, sample_id, _typed(sample_id, stored))
    memory.note(_("Saved."))


def _typed(key: str, stored: About) -> About:
    """Return what the fields hold now; a field that is not on the screen holds what is stored."""
    task, prompt = memory.chosen(f"task-{key}"), memory.chosen(f"prompt-{key}")
    about = stored if task is None else replace(stored, task=task, prompt=prompt or "")
    if memory.chosen(f"audience-{key}") is None:
        return about
    return replace(about, permission=permission_now(key))


def _task(key: str, stored: About) -> None:
    st.text_input(
        _("Task, in a few words"),
        stored.task,
        max_chars=LONGEST_TASK,
        placeholder=_("Letter to the mayor"),
        key=f"task-{key}",
    )
    st.text_area(
        _("What the students were asked to do"),
        stored.prompt,
        max_chars=LONGEST_PROMPT,
        height=140,
        key=f"prompt-{key}",
    )


def permission(key: str, stored: Permission, statement: str, narrowest: str = "") -> None:
    """Ask whether there is permission, who may ever see the work, and when it is to be deleted.

    Parameters
    ----------
    statement
        What is ticked where there is permission.
    narrowest
        What the narrowest choice is called, where that is not all sessions that read the work.
    """
    st.checkbox(statement, stored.held, key=f"held-{key}")
    words = _audiences() | ({Audience.SESSION: narrowest} if narrowest else {})
    st.selectbox(
        _("Who may ever see it"),
        list(words),
        index=list(words).index(stored.audience),
        format_func=lambda a: words[a],
        key=f"audience-{key}",
    )
    st.date_input(_("Delete it after (optional)"), stored.delete_after, key=f"until-{key}")


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
