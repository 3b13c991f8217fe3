"""What is wanted of whom, what was counted, and how the two stand."""
