"""What the tests share: a server as a process, and the people who use it."""
