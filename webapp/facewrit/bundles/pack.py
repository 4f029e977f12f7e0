"""Everything for one letter in one ZIP: the letter in all formats, the sender's sheet, a reading copy, days, case."""
