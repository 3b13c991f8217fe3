"""What an office keeps: agreements, programmes, reviews and funds, one by one and many together."""
