"""What web pages print around an article, as a table: each entry names the litter, how it reads, and examples.

A pattern must match a whole short line (at most :data:`LONGEST_LITTER` words) after dashes, bullets and brackets around
it are taken off, so prose that merely contains such words stays. The examples are tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["ENDINGS", "LISTS", "LITTER", "LONGEST_LITTER", "Litter", "is_ending", "is_list_heading", "is_litter"]

LONGEST_LITTER = 45


@dataclass(frozen=True, slots=True)
class Litter:
    """One kind of litter: its name, the alternatives of its pattern, and lines that it must match."""

    name: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]


_NETWORK = (
    r"(?:facebook|twitter|twitter/x|x(?: \(twitter\))?|whats\s?app|linkedin|e-?mail|telegram|"
    r"reddit|pinterest|messenger|instagram|youtube|tiktok|threads|"
    r"bluesky|mastodon|viber|flipboard|tumblr|vkontakte|google\+|print|copy(?: link)?|link|share)"
)
_LABEL = r"(?:images?|photos?|photographs?|pictures?|pics?|videos?|audio|graphics?|file photo|illustrations?|maps?)"

LITTER: tuple[Litter, ...] = (
    Litter(
        "reading time",
        (
            r"(?:about |approx\.? )?\d{1,3}[ -]?min(?:ute)?s?[ -]read",
            r"(?:estimated )?read(?:ing)? time:? .{1,25}",
            r"\d{1,3} minutes? to read",
        ),
        ("3 Min Read", "5-minute read", "Reading time: 4 minutes"),
    ),
    Litter(
        "advertisement",
        (
            r"advert(?:isement)?s?",
            r"ads?(?: feedback)?",
            r"(?:sponsored|promoted|partner|paid)(?: content| post)?",
            r"(?:article|story) continues (?:below|after)(?: .{1,30})?",
            r"(?:skip|remove|report this) ad(?:vertisement)?",
            r"scroll (?:down )?(?:to|for) (?:continue|read|more).{0,40}",
        ),
        ("- Advertisement -", "ADVERTISEMENT", "Story continues below advertisement", "Sponsored Content"),
    ),
    Litter(
        "share buttons",
        (
            rf"{_NETWORK}(?:[\s,|/·•&]+{_NETWORK})*",
            (
                r"share(?: (?:this|the|now|options|with friends|your thoughts))?(?: (?:article|story|"
                r"post|page|news|link|via|on|with|to) ?.{0,40})?:?"
            ),
            (
                r"(?:tweet|pin|pin it|post|like|like this:?|loading\.*|save|bookmark|save for later|"
                r"copied!?|link copied!?|copy url)"
            ),
            r"(?:e-?mail|print|save|bookmark|listen to|gift) (?:this|the)(?: (?:article|story|page))?",
            r"[\d.,]+k? (?:shares?|views?|likes?|retweets?)",
            r"(?:shares?|views?|post views?|likes?):? [\d.,]+k?",
            r"add (?:us|.{1,30}) (?:as a preferred source )?on google.{0,20}",
        ),
        (
            "Share This Article",
            "Facebook Twitter WhatsApp",
            "Share on Facebook",
            "1,204 views",
            "Print this article",
            "Share this:",
        ),
    ),
    Litter(
        "comments",
        (
            r"(?:leave|add|post|write|submit)(?: (?:a|your))? (?:comment|reply).{0,25}",
            r"(?:no |\d+ |view (?:all )?(?:\d+ )?|show |read )?comments?(?: ?\(\d+\))?(?: yet)?",
            r"(?:join|start) the (?:conversation|discussion).{0,60}",
            r"your e-?mail address will not be published.{0,60}",
            r"required fields are marked.{0,10}",
            r"save my name, e-?mail.{0,100}",
            r"(?:you must be )?logged? in to (?:post a )?(?:comment|reply).{0,20}",
            r"(?:name|e-?mail|website|comment)(?: \(required\))? ?\*?:?",
            r"cancel reply",
            r"please enter your (?:name|comment|e-?mail).{0,20}",
            r"notify me of .{1,60}",
            r"comments are (?:closed|disabled|moderated).{0,60}",
        ),
        (
            "Leave a Comment",
            "Leave a Reply",
            "Your email address will not be published. Required fields are marked *",
            "12 Comments",
            "Comments (3)",
            "Comments are closed.",
        ),
    ),
    Litter(
        "newsletter and membership",
        (
            r"(?:sign up|subscribe|register)(?: now| here| today)?(?: (?:for|to) .{1,120})?",
            r"get .{1,80} (?:delivered|straight|direct(?:ly)?|sent)? ?(?:to|in) your inbox.{0,60}",
            r"(?:sign|log) ?(?:in|up|out)|my account|register|enter your e-?mail.{0,40}",
            r"(?:our |daily |weekly |morning |free )?newsletters?(?: sign-?up)?",
            (
                r"(?:follow|like|find) (?:us|.{1,40}?) on (?:facebook|twitter|x|instagram|whatsapp|"
                r"google news|social media|linkedin|telegram|youtube|tiktok).{0,80}"
            ),
            r"follow us",
            r"join our .{0,40}(?:channel|group|newsletter|community|telegram|whatsapp).{0,60}",
            r"download (?:the|our) .{0,30}app\b.{0,60}",
            (
                r"(?:support|help us|fund) (?:our|independent|local|us|quality) .{0,40}"
                r"(?:journalism|reporting|newsroom).{0,60}"
            ),
            r"become an? (?:member|subscriber|supporter|patron).{0,60}",
            r"donate(?: now| today)?|already a (?:member|subscriber).{0,30}",
            r"stay (?:tuned|updated|informed|connected|ahead)(?: with .{1,60})?",
            r"(?:alert sign )?dear reader, .{1,200}",
            r"thank you for (?:subscribing|signing up|reading).{0,60}",
            r"for (?:the )?latest (?:news|updates).{0,100}",
        ),
        (
            "Sign up for our daily newsletter",
            "Subscribe",
            "Get the top stories delivered to your inbox",
            "Follow us on Facebook and Instagram",
            "Join our WhatsApp channel",
            "Follow Example News on Google News",
            "Support local journalism. Subscribe today.",
        ),
    ),
    Litter(
        "cookies and terms",
        (
            r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners) uses? cookies.{0,220}",
            r"(?:accept|allow|reject|decline)(?: all)?(?: cookies)?|i agree|got it|ok",
            r"(?:manage |your )?(?:cookies?|privacy|consent)(?: (?:policy|settings|preferences|notice|choices))",
            r"by (?:continuing|clicking|using|signing|subscribing|submitting).{0,140}(?:cookies|privacy|terms).{0,80}",
            r"terms (?:of use|of service|and conditions|& conditions)(?:.{0,40})",
        ),
        (
            "We use cookies to improve your experience. By continuing you agree.",
            "Accept all cookies",
            "Privacy Policy",
            "Terms of Service",
        ),
    ),
    Litter(
        "pointers to other articles",
        (
            r"(?:read more|also read|read also|read next|must read|see also|related|recommended|"
            r"further reading|more on this|watch live|watch now|watch|in pictures|in pics|"
            r"don'?t miss|up next|more from [^.?!]{1,40}|explained)(?: ?[:|–—>»-]+ ?.{1,150})",
            r"read ?: .{3,150}",
            (
                r"(?:read|see|view|show|load|learn)? ?more(?: (?:stories|news|articles|posts|on this "
                r"story|details))?(?: here)?\.{0,3}"
            ),
            r"read (?:the )?(?:full|whole|original|complete) (?:story|article|report)(?: (?:here|at|on) ?.{0,60})?\.?",
            r"(?:click|tap) (?:here|to) .{0,60}|click here",
            r"continue reading.{0,60}",
            r"listen(?: to (?:this|the) (?:article|story|podcast|news))?(?: .{1,20})?",
            r"(?:this )?(?:post|article|story) (?:first )?appeared (?:first )?on .{1,80}",
        ),
        (
            "Read more: Ministers meet again",
            "READ: What we know so far",
            "Also Read | The other story",
            "Continue reading",
            "Click here to subscribe",
            "Related: Border reopens",
        ),
    ),
    Litter(
        "picture credits",
        (
            rf"{_LABEL}(?: (?:credits?|source|courtesy(?: of)?|by|via))? ?[:/©,] ?.{{1,100}}",
            rf"{_LABEL} (?:by|credits?|courtesy(?: of)?|via) .{{1,80}}",
            r"(?:credits?|source): .{1,60}",
            (
                r"(?:file|stock|representational|representative|archive|undated)[ -](?:photo|image|"
                r"picture|pic|footage)(?:graph)?s?(?: (?:of|by|via) .{1,60}|[:/] .{1,60})?\.?"
            ),
            (
                r"(?:getty images|reuters|ap|afp|epa|anadolu(?: agency)?|shutterstock|x|twitter)(?: "
                r"photo)?(?:/.{1,40})|getty images|shutterstock"
            ),
            r"(?:ap|afp|reuters|epa) (?:photo|file)(?:/.{1,40})?",
            r"image (?:source|caption),? .{1,160}",
            r"(?:enlarge|view|open) (?:this )?(?:image|photo|gallery)(?: in fullscreen)?|toggle caption|hide caption",
        ),
        (
            "Image: United States Navy.",
            "Photo by Jane Doe/Example Agency",
            "File photo",
            "Image source, Getty Images",
            "AFP/John Smith",
            "Photo credit: Example Wire",
        ),
    ),
    Litter(
        "credits and rights",
        (
            (
                r"(?:©|\(c\) ?\d|copyright\b(?! (?:law|act|claim|infring|suit|office|"
                r"reform)))[^.]{0,120}\.?(?: all rights reserved.{0,60})?"
            ),
            r".{0,80}all rights reserved\.?.{0,80}",
            (
                r"(?:additional |further )?(?:reporting|writing|editing|compiled|edited|produced|"
                r"translated)(?: and (?:reporting|writing|editing))? by .{3,200}"
            ),
            r"with (?:additional |further )?(?:inputs?|reporting|contributions?) (?:from|by) .{2,100}",
            (
                r"(?:this (?:article|story|report)|the above (?:article|story)) (?:was|has been|is) "
                r"(?:first |originally |re)?(?:published|produced|edited|translated|generated|"
                r"syndicated).{0,200}"
            ),
            r".{3,160} contributed (?:reporting )?to this (?:report|story|article)\.?",
            r"this image is ai[- ]generated.{0,200}",
            r"our standards: .{1,80}",
            r".{1,60} is not responsible for the content of external (?:sites|websites|links).{0,60}",
        ),
        (
            "© 2025 The Example Times",
            "Copyright 2025 Example Media. All rights reserved.",
            "Reporting by Jane Doe; Editing by John Smith",
            "With inputs from agencies",
            "Jane Doe contributed to this report.",
        ),
    ),
    Litter(
        "navigation and controls",
        (
            r"skip to (?:main |the |primary )?(?:content|navigation|main)|jump to .{1,30}",
            r"home(?: ?[>»/›|] ?.{1,60})+",
            r"(?:back to )?(?:top|home|main page|homepage)",
            r"(?:left|right|side|top|hamburger) menu|today'?s paper|e-?paper|print edition|.{1,40} logo",
            r"(?:previous|next)(?: (?:article|post|story|page))?",
            (
                r"(?:main )?menu|navigation|search|close|open|toggle .{1,30}|expand|collapse|play|"
                r"pause|mute|unmute|live|play video|watch video"
            ),
            r"contact(?: us)?|about(?: us)?|advertise(?: with us)?|sitemap|rss(?: feeds?)?|careers|faq|help",
            r"(?:font|text) size.{0,20}|a-? ?a ?a?\+?",
            r"(?:tags?|topics?|filed under|categor(?:y|ies)|posted in|keywords|tagged(?: with)?) ?: ?.{1,200}",
            (
                r"(?:breaking|exclusive|developing|just in|live updates?|breaking news|top story|"
                r"featured|trending)(?: news)?"
            ),
            r"(?:last )?(?:updated|modified)(?: ?:| on)? .{0,20}(?:ago|hours?|minutes?|mins?|days?)\.?",
            r"\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?) ago",
            r"(?:published|updated|posted|modified)(?: (?:on|at))?",
            r"[•·*_=~#.–—-]+|\d{1,3} ?/ ?\d{1,3}",
        ),
        ("Skip to content", "Home > World > Asia", "Tags: talks, border", "2 hours ago", "* * *", "Back to top"),
    ),
)

ENDINGS: tuple[Litter, ...] = (
    Litter(
        "reply form",
        (
            r"leave a reply.{0,40}",
            r"(?:leave|post|add|write) a comment.{0,20}",
            r"your e-?mail address will not be published.{0,60}",
            r"cancel reply",
            r"(?:view |read |show )?(?:all )?(?:\d+ )?(?:reader )?comments?(?: ?\(\d+\))?",
            r"\d+ (?:thoughts?|responses?|replies) (?:on|to) .{1,120}",
            r"join the (?:conversation|discussion).{0,60}",
            r"about the authors?",
        ),
        ("Leave a Reply", "Comments", "3 Comments", "2 thoughts on “Talks resume”"),
    ),
    Litter(
        "reference section",
        (r"sources?", r"references?", r"external links?", r"bibliography", r"foot ?notes", r"sister links?"),
        ("Sources", "External links"),
    ),
)
"""Headings after which nothing belongs to the article, if enough of it stands before them."""

LISTS: tuple[Litter, ...] = (
    Litter(
        "list of other articles",
        (
            r"related(?: (?:news|stories|articles|posts|topics|coverage|content|links|reading|items))?",
            r"you (?:may|might)(?: also)? (?:like|be interested in|enjoy|have missed)(?: (?:these|this))?",
            r"recommended(?: (?:for you|stories|reading|articles))?",
            r"more (?:from|on|in) (?:this|the|our) [^.?!]{1,40}",
            r"more (?:news|stories|headlines|like this|from [^.?!]{1,40})",
            r"(?:most|popular)(?: (?:read|popular|viewed|shared|posts|stories|recent|commented))",
            r"(?:trending|latest)(?: (?:now|news|stories|headlines|articles|posts|videos))",
            (
                r"top stories|editor'?s'? picks?|what to read next|read next|up next|in case you "
                r"missed it|explore more|see also|also read|read more(?: on| about)?|further reading|in this story|"
                r"on this story"
            ),
            r"don'?t miss|image caption,?",
            r"list (?:of|\d+ of) \d+(?: items?)?|end of list",
        ),
        ("Related Articles", "You may also like", "Most Read", "Top stories", "More from The Example Times"),
    ),
)
"""Headings of link lists; the titles under them are no part of the article."""

_AROUND = " -–—*•·|»«>=#_~:→←▶►✕×✓"
_BRACKETS = "[](){}" + _AROUND


def _compiled(table: tuple[Litter, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for entry in table for p in entry.patterns), re.I)


_LITTER, _ENDINGS, _LISTS = _compiled(LITTER), _compiled(ENDINGS), _compiled(LISTS)


@lru_cache(4096)
def is_litter(line: str) -> bool:
    """Tell whether a line is page litter in whole."""
    return _matches(_LITTER, line) or _matches(_LISTS, line)


@lru_cache(4096)
def is_ending(line: str) -> bool:
    """Tell whether a line heads the comments, a reply form or a reference section."""
    return _matches(_ENDINGS, line)


@lru_cache(4096)
def is_list_heading(line: str) -> bool:
    """Tell whether a line heads a list of links to other articles."""
    return _matches(_LISTS, line)


def _matches(pattern: re.Pattern[str], line: str) -> bool:
    if len(line) > 400 or line.count(" ") >= LONGEST_LITTER:
        return False
    core = line.strip(_AROUND)
    if not core:
        return pattern is _LITTER
    if pattern.fullmatch(core):
        return True
    bare = core.strip(_BRACKETS)
    return bare != core and pattern.fullmatch(bare) is not None
