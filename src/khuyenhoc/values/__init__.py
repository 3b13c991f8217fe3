"""Small values that mean one thing: rates, shares, money, periods, places, partners, learning models."""
