"""The house rules that a machine can check; each rule is shown to fail on a bad example."""
