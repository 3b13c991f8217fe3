"""Tools that know no domain: the door of every value, text, the calendar, labels."""
