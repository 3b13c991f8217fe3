"""What is shipped: instruments, programmes, agreements, rule sets, places."""
