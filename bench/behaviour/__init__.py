"""What proxies do with messages that are hard to get right: exact bytes in, exact bytes out."""
