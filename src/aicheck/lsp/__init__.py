"""The editor server: diagnostics while typing, hover, repairs, and the way from claims and rules to what they speak of.

`server.start()` serves one editor over standard input and output. Needs the extra `lsp` (pygls).
"""
