"""Texts that tokenizers stumble over, each with how often it is repeated."""

ODD_TEXTS = [
    ("", 1),
    (" \t\r\n ", 1),
    ("The acting was good, but the plot wasn't.", 1),
    ("caf\u00e9 na\u00efve \u00c5ngstr\u00f6m \u0130stanbul \u01c5", 1),
    ("cafe\u0301 e\u0301\u0327 \u0345", 1),  # combining marks
    ("\u7535\u5f71\u5f88\u597d\u770b \u6620\u753b\u306f\u826f\u3044 \uc601\ud654\uac00 \uc88b\ub2e4", 1),
    ("\U00020000\U0002f800\u3400", 1),  # rare Chinese characters
    ("great \U0001f600\U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f", 1),
    ("a\u0000b\u0001c\u0007d\u007fe\u0085f\u200bg\ufefeh\ufeffi\ufffdj", 1),
    ("tabs\tand\nlines\r\nand\u00a0no\u2003breaks\u2028here", 1),
    ("\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u0928\u092e\u0938\u094d\u0924\u0947", 1),
    ("[CLS] [SEP] [MASK] [PAD] [UNK] [cls] [ SEP ]", 1),
    ("<html>&amp; https://example.org/?q=1#x @name #tag $9.99 50% 1,000.5e-3", 1),
    ("don't\u2019t \u201cquoted\u201d \u2026 \u2014 -- ---", 1),
    ("\ufb01ne \u00bd \u2460 \u2122 \u212b \uff21\uff22\uff23 \u1e9e \u00df \u03a3\u03c2", 1),
    ("antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis", 1),
    ("x", 100),
    ("x", 101),  # WordPiece gives up on longer words
    ("!", 300),
    ("bad ", 2500),  # 10,000 characters
    ("\u00e9\U0001f600 ", 3333),
    ("UPPER lower MiXeD \u0110\u0111 \u0141\u0142", 1),
    ("\U000e0041\U000e007f\u0378\U0010ffff\ue000", 1),  # tags, unassigned, private use
]
