"""Values to PDF bytes, and PDF bytes to a verdict. No database, clock or locale of the machine inside."""
