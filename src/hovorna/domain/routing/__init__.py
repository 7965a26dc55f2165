"""Who gets a session: lines, eligibility, rules, hours and strategies."""
