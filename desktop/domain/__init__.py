"""The words and rules of agreeing how to fill a job order: frozen values and pure functions."""
