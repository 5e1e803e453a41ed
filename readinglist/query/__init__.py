"""The search language: a line read into a tree (`parse`), the tree on one paper (`match`), in words
(`understood`), its words in a text (`hits`, `snippet`); what can be typed next (`complete`), and what to say where
nothing is found (`hints`)."""

from readinglist.query.ast import Node, Query, Slip
from readinglist.query.hits import hits, snippet
from readinglist.query.lexer import quoted
from readinglist.query.match import match
from readinglist.query.parse import parse
from readinglist.query.understood import understood

__all__ = ["Node", "Query", "Slip", "hits", "match", "parse", "quoted", "snippet", "understood"]
