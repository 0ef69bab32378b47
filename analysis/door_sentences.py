"""What the door says of a row that cannot be read: whole sentences, by the column they are about."""

__all__ = ["CRITERION_TWICE", "MORE_OFF", "NO_COUNT", "NO_NAME", "NO_NUMBER", "OFF", "OFF_ALONE", "TWICE"]

NO_NAME = {
    "session": "The score has no session.",
    "sample": "The score has no sample.",
    "criterion": "The score has no criterion.",
    "rater": "The score has no rater.",
}
NO_COUNT = {
    "round": "The round is not a whole number from 1 on.",
    "occasion": "The occasion is not a whole number from 1 on.",
}
NO_NUMBER = {"position": "The position is not a number.", "seconds": "The seconds are not a number."}
OFF = {
    "score": "The score {value} is not among the levels {levels} of {criterion}.",
    "reference": "The reference {value} is not among the levels {levels} of {criterion}.",
    "local_score": "The local score {value} is not among the levels {levels} of {criterion}.",
}
# Where the file names no criterion.
OFF_ALONE = {
    "score": "The score {value} is not among the levels {levels}.",
    "reference": "The reference {value} is not among the levels {levels}.",
    "local_score": "The local score {value} is not among the levels {levels}.",
}
MORE_OFF = {
    "score": "More scores are off the levels.",
    "reference": "More references are off the levels.",
    "local_score": "More local scores are off the levels.",
}
TWICE = "{rater} scored {sample} more than once in the same round."
CRITERION_TWICE = "{rater} scored {criterion} of {sample} more than once in the same round."
