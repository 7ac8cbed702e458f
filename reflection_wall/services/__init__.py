"""The verbs, one file each: callable from a REPL with a store, ignorant of HTTP and sockets, never of each other."""
