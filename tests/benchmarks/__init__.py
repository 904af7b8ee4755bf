"""How fast the system is beside its peers; run by ``make bench``, never by the tests."""
