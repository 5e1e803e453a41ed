"""Every weight and threshold of the text reader with its reason; tuned on altered copies of two digests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Weights:
    """Costs are comparable to one another: 0 is what is expected, 1 a doubt, 3 strong evidence against."""

    # ---- lines
    meta_length: int = 160
    """A longer line is running text, whatever it begins with."""
    unfinished_length: int = 130
    """A longer line was not broken by a writer's wrap column, so what follows does not continue it."""

    # ---- a paragraph as a title
    title_free: int = 160
    """The longest of 230 real titles has 151 characters."""
    title_per: int = 60
    """So many characters more cost 1: a title of 220 is still likelier than anything else."""
    title_most: float = 8.0
    """Length alone never rules a title out …"""
    title_endless: int = 1000
    """… up to here."""
    title_one_boundary: float = 0.7
    """`… inference. Part II: …` is a title; most running text has more boundaries."""
    title_one_boundary_length: int = 220
    """A longer one only if it does not end as sentences do."""
    title_boundaries: float = 3.0
    """Two sentences are running text …"""
    title_boundaries_each: float = 0.5
    """… and the more the surer."""
    title_full_stop: float = 2.5
    """None of 230 real titles ends with a full stop …"""
    title_full_stop_custom: float = 0.5
    """… but some files write all of theirs so."""
    full_stop_share: float = 0.6
    """What makes it this file's custom: more than this share of its short single-sentence paragraphs."""
    full_stop_length: int = 200
    title_address: float = 3.0
    """Addresses stand in abstracts."""
    title_lower_case: float = 0.7
    """`pyhgf: …` and `e^+ e^-` exist; a broken line is likelier."""
    title_opening: float = 1.5
    """`We …`, `In this paper …` open abstracts."""
    title_imprint: float = 1.5
    """`Printed with …`, `Exported from …` is what a program writes below a copy."""
    title_tiny: float = 1.0
    title_tiny_length: int = 8
    """Shorter than any of 230 titles (23): a stray word."""

    # ---- a paragraph as an abstract
    abstract_steps: tuple[tuple[int, float], ...] = ((400, 0.0), (200, 0.5), (100, 1.5))
    """From so many characters on it costs so much; 229 of 230 real abstracts have 400."""
    abstract_sentence: int = 50
    """A sentence with its full stop counts as 100 characters do."""
    abstract_short: float = 2.5
    abstract_stub: float = 2.5
    abstract_stub_length: int = 40
    """Below this it is hardly a sentence."""
    abstract_no_boundary: float = 1.0
    """One sentence only is rare."""
    abstract_open_end: float = 1.6
    """4 of 230 end with neither full stop nor address."""
    abstract_lower_case: float = 1.0

    # ---- a paragraph as more of the abstract above it
    more: float = 1.2
    """Abstracts are mostly one paragraph; a short line is better read as a title with no abstract (1.8)."""
    more_closed: float = 0.5
    more_open: float = 1.5
    """It should end as abstracts do."""
    more_no_boundary: float = 1.0
    more_lower_case: float = -1.0
    """A lower-case start continues what was broken off."""
    more_scrap: float = 1.5
    more_scrap_length: int = 160
    """Short with an open end: a title rather."""

    # ---- how lines were joined
    whole_lines_joined: float = 2.0
    """Each join after a line longer than any wrap (see `unfinished_length`): else a text without blank lines
    would be cheapest as one endless paragraph."""

    # ---- a paragraph as nothing
    junk_head: float = 1.0
    junk_head_per: int = 150
    """Pages begin with menus and mastheads; long ones are less likely left out."""
    junk_tail: float = 2.2
    junk_tail_per: int = 200
    """Footers exist; but a title without abstract at the end (1.8) comes first."""
    junk_between: float = 4.0
    junk_between_per: int = 150
    """Between papers nearly every line belongs to one."""
    after_junk: float = 0.5
    """An abstract seldom goes on after a foreign line."""
    no_abstract: float = 1.8
    """A title followed by a title: dearer than any fair abstract, cheaper than forcing one."""
    names: float = 0.3
    """A line of names between title and abstract, where it reads like one …"""
    names_share: float = 0.2
    """… in a file where so many paragraphs do (title, names, abstract: a third)."""

    # ---- accept or refuse
    marked_cued: float = 0.5
    marked_share: float = 0.6
    marked_cost: float = 1.5
    marked_more_per_paper: int = 2
    marked_more: int = 2
    """A file that shows where it comes from (header phrases, paper addresses) needs little more evidence."""
    papers: int = 2
    """Any other must hold two papers: one title with one paragraph is what every letter looks like."""
    with_abstract: float = 0.6
    cued: float = 0.75
    """Both real digests: 100 %; documentation and licences stay below a half."""
    share: float = 0.8
    more_share: float = 0.5
    junk_share: float = 0.3
    junk: int = 1
    marks: float = 0.25
    """Lists, code and Markdown begin a quarter of their lines with signs; this ended most false alarms."""
    median_title: int = 16
    """The median of the real titles is 80; headings of manuals are words (`Usage`, `Output::`)."""
    median_abstract: int = 120
    cost: float = 1.2
    cues: int = 2
    """So many different words of the trade in an abstract, since every text holds one."""
    # ---- papers marked by headings or labels
    card_text: int = 120
    """Text below a title is its abstract from so many characters on, or with two sentences."""
    card_marked: int = 2
    """So many headings with a link, or sections called abstract, and the headings are titles."""
    card_title: int = 10
    card_abstract: int = 80
    """What an entry must have at least to look like a paper, …"""
    card_share: float = 0.5
    """… and half of them must; or …"""
    card_identified: float = 0.6
    card_identified_share: float = 0.3
    """… so many name the paper they are about, and so many look like one."""
    card_covered: float = 0.4
    """Of a file's running text so much is in its papers: a page about something else may show a few."""
    card_paragraphs: int = 8
    """An abstract of more is the rest of the page."""
    label_length: int = 20_000
    """The longest value of a label that is no abstract: 3,000 authors have names too."""
    label_lines: int = 200
    """Authors and comments go on over so many lines."""
    label_link: int = 80
    """Beside its address a link has so many characters to say."""

    # ---- lines broken by a wrap, read as lines of titles and abstracts
    wrap_share: float = 0.95
    """So many lines must be no longer than `unfinished_length`, or the file is not wrapped."""
    wrap_column: float = 0.98
    """The longest lines but these few reach the wrap column."""
    wrap_least: int = 40
    """Nobody wraps a digest at less."""
    wrap_title_full: float = 0.4
    """A full title line goes on rather than ends."""
    wrap_hanging: float = 3.0
    """No title ends in `of` or a comma."""
    wrap_small: float = 2.5
    """No abstract begins with a small letter …"""
    wrap_small_title: float = 1.5
    """… and hardly a title."""
    wrap_opening: float = -0.6
    """`We …`, `The …`, `Recent …` open abstracts …"""
    wrap_opening_title: float = 1.0
    """… and seldom the second line of a title."""
    wrap_second: float = 0.3
    wrap_third: float = 1.5
    """Titles of three lines are rare."""
    wrap_not_full: float = 3.0
    """A writer breaks a line only where the next word does not fit."""
    wrap_gap_title: float = 3.0
    wrap_gap: float = 2.0
    """Across a blank line a title does not go on, an abstract hardly."""
    wrap_sentence: float = 1.2
    """A line that is not full but ends a sentence: a paragraph of the abstract may end there."""
    wrap_ended: float = 0.3
    wrap_not_ended: float = 3.5
    """Abstracts end with a sentence."""
    wrap_after_full: float = 0.5
    wrap_after_short: float = 0.1
    wrap_after_gap: float = -0.5
    """A title begins below a blank line, or a line that is not full."""
    wrap_one_line: float = 1.5
    wrap_two_lines: float = 0.5
    """Abstracts have more lines."""
    wrap_bare: float = 0.7
    """A title without abstract has a blank line below it."""
    wrap_boundary: float = 0.8
    """In a title line, dearer than in a title: it has but a part of it."""
    wrap_capitals: float = 0.75
    wrap_title_case: float = 1.0
    """An abstract's line hardly has so many capitals."""
    wrap_opening_inside: float = 2.0
    """`We …`, `The …` after a line that ends no sentence: a title is above, or before."""
    wrap_custom: float = 2.0
    wrap_custom_share: float = 0.85
    """Where so many abstracts stand right below their titles, or so many do not, the others are doubtful."""
    wrap_within: float = 3.0
    """`However, …`, `In this paper …` begin no title."""
    wrap_long_title: float = -1.0
    wrap_long_abstract: float = 1.5
    """What is longer than the column was not wrapped: a title."""

    # ---- facts between the papers
    facts_share: float = 0.5
    """A date or a bare number is a paper's if half of the papers have one; a footer's page number is not."""
    numbered_share: float = 0.8
    """So many titles carry their own place (`3. …` is the third), and the numbers are the list's."""

    # ---- bounds
    most_papers: int = 100_000
    most_paragraphs: int = 400_000
    """Papers of four paragraphs; what has more is not read further."""
    most_lines: int = 1_000_000
    """64 MB of papers have 0.1 million; what has more is not even looked at line by line."""


WEIGHTS: Final = Weights()
