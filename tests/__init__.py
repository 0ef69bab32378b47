"""The tests: mirrors of the rooms, journeys, reference values and benchmarks."""
