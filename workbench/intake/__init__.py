"""Untrusted files become clean artifacts, in a child process with limits."""
