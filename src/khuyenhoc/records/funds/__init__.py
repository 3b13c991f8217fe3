"""Study-promotion funds: what a statement says, how it changes, and sums that count nothing twice."""
