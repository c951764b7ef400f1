"""One function per front-desk verb, one transaction each."""
