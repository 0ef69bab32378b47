"""A table of scores brought in the browser: read, confirmed, reported on, and stored nowhere.

::

    file, pasted text, typed tally -> bringing -> confirming -> reporting -> a report, and files to take along
                                        |                          |
                                        `---------- child ---------'    opens workbooks and computes, with limits

Keeping what was brought as a session of its own is another matter; nothing here knows the database.
"""
