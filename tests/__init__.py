"""The tests: mirrors of the rooms, journeys, reference values and benchmarks."""

from workbench.cli import one_thread_each

one_thread_each()  # before anything imports numpy, in each of the processes that run side by side
