"""What users intend: one intention, one method, one transaction."""
