"""The parts of the talk's screen: the cell for everybody, what is one's own, and the facilitator's controls."""
