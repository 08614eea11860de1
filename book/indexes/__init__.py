"""Index entries: their order, their letter groups, their locators."""
