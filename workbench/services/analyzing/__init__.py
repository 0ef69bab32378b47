"""A file of scores from anywhere, analysed without an account and without a database.

::

    bytes -> exchange.score_tables -> asking -> analysis.Analysis -> reporting -> reports.findings

The one road to ``analysis`` beside :mod:`workbench.services.results`, which starts from a session.
"""
