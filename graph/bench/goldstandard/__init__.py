"""What a careful reader finds in the sample articles, and how an extraction is compared with it.

``records`` holds the gold as written, ``anchors`` turns its words into spans, ``matching`` decides whether two facts
say the same, ``referents`` compares mentions and entities, ``scoring`` counts.
"""
