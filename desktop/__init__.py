"""Countersign without a screen: domain, storage, services, paper and exchange. Imports no Qt."""
