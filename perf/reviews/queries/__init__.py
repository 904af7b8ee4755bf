"""What pages and operations ask about reviews, a module a matter. The number of queries never grows with the data."""
