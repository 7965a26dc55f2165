"""The directory of contacts: who guests are, and which sessions are theirs."""
