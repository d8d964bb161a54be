"""The database: rows, transactions, queries. Values go in and come out; rows stay here."""
