//! Articles to mentions: names, places, weapons, dates, numbers, tallies, sources.
