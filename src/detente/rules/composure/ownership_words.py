"""Words of owning: apologies, apologies that own nothing, excuses, and admissions before anything is established."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

APOLOGY: Final = cues(
    fr=(
        r"(?<!chercher\sd')(?<!chercher\sdes\s)(?<!cherche\spas\sd')excuses",
        r"(?:nous|m'|me|de nous|s') ?(?:en )?excuser",
        r"(?:je m'|nous nous |on s'|\w+ s')(?:en )?excus(?:e|ons)|excuse[z]?-(?:moi|nous)",
        r"désolée?s?|navrée?s?",
        r"(?:je suis|j'en suis|je me sens|nous sommes|on est)(?: \w+){0,2} (?:confuse?s?|mortifiée?s?)",
        r"pardon|pardonne[z]?-(?:moi|nous)|(?:me|nous) pardonner",
        r"(?:je|nous) (?:le |la |vous |vraiment |sincèrement |vivement )*(?:regrette|regrettons)(?: vivement| "
        r"sincèrement| profondément| vraiment)? ?(?:de|d'|ce|cet|cette|ces|notre|nos|cela|que (?:nous|notre))|je "
        r"(?:le|la) regrette",
        r"mea culpa|je m'en veux",
    ),
    en=(
        r"(?<!than\s)(?<!feel\s)(?<!feeling\s)(?<!be\s)sorry(?! to (?:say|tell you|hear)| not sorry| state| sight| "
        r"bunch| tale)",
        r"(?<=be\s)sorry(?= (?:for|about|that we))",
        r"(?:i'm|i am|we're|we are)(?: \w+){0,3} sorry",
        r"apologi[sz](?:e|es|ed|ing)|apolog(?:y|ies)",
        r"(?:forgive|pardon|excuse) (?:us|me)|beg your pardon|(?:our|my) bad|mea culpa",
        r"(?:i|we) (?:really |sincerely |deeply |truly )?regret (?:that (?:we|our|the|your)|our|the|this|how we|what"
        r"|not|having)",
    ),
)

_SORRY_FR: Final = r"(?:désolée?s?|navrée?s?|excuses?|excuser|excusons|regrette|regrettons|pardon|pardonne\w*)"
_DOUBT_FR: Final = (
    r"(?:si|s'il|s'ils|s'elle|s'elles|si jamais|si d'aventure|au cas où|dans le cas où|pour le cas où|dans l'hypothèse "
    r"où|pour autant que)"
)
_WHO_FR: Final = (
    r"(?=vous|tu|te|t'|notre|nos|nous|on|jamais|d'aventure|cela|ca|c'|l'|le|la|les|un|une|votre|vos|ton|ta|tes|quelqu"
    r"|quoi|ce|cet|cette|ces|mon|ma|mes|certain|y a|ai|avait|a |ont )"
)
_FEEL_FR: Final = (
    r"(?:mal (?:pris|vécu|compris|interprété|perçu|ressenti|lu)e?s?|ressentie?s?|ressentir|perçue?s?|percevoir"
    r"|trouvée?s?|crue?s?|pensée?|estimé|jugée?|interprétée?s?|vue?s? les choses|eu (?:l'impression|le sentiment)|été "
    r"(?:déçue?|heurtée?|vexée?|choquée?|froissée?|contrariée?|blessée?|offensée?|gênée?|fâchée?|dérangée?|mécontente?"
    r"|insatisfaite?|perturbée?|surprise?))s?"
)
_UPSET_FR: Final = (
    r"(?:déplaire|déplu|choquer|choquée?s?|blesser|blessée?s?|gêner|gênée?s?|heurter|heurtée?s?|offenser|offensée?s?"
    r"|décevoir|déçue?s?|contrarier|contrariée?s?|froisser|froissée?s?|vexer|vexée?s?|déranger|dérangée?s?|paraître"
    r"|paru|sembler|semblé|incommoder|incommodée?s?|surprendre|surprise?s?|importuner|importunée?s?)"
)

NON_APOLOGY: Final = cues(
    fr=(
        rf"{_SORRY_FR}(?: (?!de|du|des|pour)\w+){{0,3}} {_DOUBT_FR} {_WHO_FR}\w+'?(?: \w+){{0,3}}",
        rf"{_SORRY_FR}(?: \w+){{0,3}} (?:s'il|s'ils|s'elle|s'elles|au cas où|dans le cas où) ?\w+",
        rf"{_SORRY_FR}(?: \w+){{0,2}} que (?:vous|tu) (?:vous |te |le |l'|la |n')*(?:ayez|avez|aviez|aies)(?: "
        rf"\w+){{0,2}} {_FEEL_FR}",
        rf"{_SORRY_FR}(?: \w+){{0,2}} que (?:vous|tu) (?:vous |te |le |l'|la |ne )*(?:preniez|prennes|pensiez|penses"
        rf"|croyiez"
        r"|voyiez|voies|jugiez|trouviez|estimiez|perceviez|ressentiez|sentiez|sentes|viviez (?:ça|cela) comme|soyez "
        r"de|(?:soyez|sois) (?:fâché|mécontent|insatisfait|vexé|choqué|contrarié|froissé|heurté)\w*)",
        rf"{_SORRY_FR}(?: \w+){{0,2}} que (?!nous|je|on)[^.!?;]{{2,40}}? (?:vous|t')? ?(?:ait|aient)(?: \w+)? ?(?:pu "
        rf")?(?:vous |t'|te )?(?:{_UPSET_FR}|être mal \w+|été (?:mal )?(?:compris|perçu|interprété|ressenti|vécu"
        rf"|pris)\w*)",
        r"(?:si|s'ils?|s'elles?|dans l'hypothèse où|au cas où|pour le cas où|dans la mesure "
        r"où)(?=[^.!?\n]{5,150}(?:regrett|excus|désol|navr|pardon|déplor)) [^.!?\n]{2,60}? (?:a|ai|as|eu|avez|avons"
        r"|ont|était|étaient|s'était|étiez|aurait|avait|avaient|serait|seraient) [^.!?\n]{0,50}?,? ?(?:je|nous|on|la "
        r"\w+|le \w+|vous (?:m'|nous )?en|veuillez|alors|croyez|sachez) [^.!?,\n]{0,25}?(?:regrett\w+|excus\w+"
        r"|désolée?s?|navrée?s?|pardon|déplor\w+)",
        r"(?:la |cette |une |toute |l')?(?:éventuelle )?gêne(?: éventuelle)?(?: \w+){0,3} (?:occasionnée|causée"
        r"|rencontrée|subie|engendrée|provoquée)",
        r"pour (?:la|toute|cette) gêne(?=\s*(?:[.!,;]|$|et ))|(?:regrett\w+|excus\w+|désolée?s? (?:de|pour)) (?:pour "
        r")?(?:la|toute|cette) gêne(?=\s*(?:[.!,;]|$|et ))",
        r"(?:éventuels? |quelconques? |tout |ces? |les? |du |des )(?:désagréments?|inconvénients?|contrariétés?)(?: "
        r"éventuels?)?(?: \w+){0,3} (?:occasionnée?s?|causée?s?|rencontrée?s?|subie?s?|engendrée?s?|ressentie?s?)",
        r"(?:pour|de|du|regrett\w+) (?:tous? |ces? |les? |ce léger |ce petit |ces petits )?(?:désagréments?"
        r"|inconvénients?)(?=\s*(?:[.!,;]|$|et ))|tout désagrément",
        rf"si (?:cela|ça|nous|je|notre \w+|l'un de nos \w+|mes \w+|mon \w+|nos \w+) (?:vous |t')?(?:a|ai|avons"
        rf"|ont)(?: pu)?(?: vous| te)? {_UPSET_FR}",
        r"(?:d'un |le |ce |tout |de ce |pour ce |ce léger |un )(?:malentendu|quiproquo)(?=[^.!?]{0,40}(?:excus"
        r"|regrett|désol))",
        r"(?:excus\w+|désolée?s?|regrett\w+|pardon)(?: \w+){0,3} (?:malentendu|quiproquo|incompréhension)",
        r"(?:excus\w+|désolée?s?|regrett\w+|pardon|navrée?s?)[^.!?\n]{0,30} (?:éventuel\w*|quelconques?)",
        r"(?:excus\w+|désolée?s?|regrett\w+|pardon|navrée?s?) (?:pour |à |de |d'|auprès de )?(?:qui se|qui aur\w+"
        r"|ceux|celles|toutes? personnes?|quiconque|toute personne)[^.!?\n]{0,20} (?:qui|que|aurai\w+)",
        rf"(?:ressenti|perception|interprétation)(?=[^.!?\n]{{0,30}}{_SORRY_FR})|{_SORRY_FR}(?: \w+){{0,3}} "
        r"(?:votre|ton|ce|cette) (?:ressenti|perception|interprétation|impression|sentiment)",
        r"(?:regrett\w+|désolée?s?|navrée?s?|excus\w+|pardon)(?: \w+){0,3} (?:la manière|la façon) dont (?:vous|tu) "
        r"(?:percev|ressent|viv|interprét|pren|l'av|avez|as)\w*|(?:regrett\w+|désolée?s?|navrée?s?) que (?:tu|vous) "
        r"(?:le |la )?viv(?:es|iez) (?:\w+ )?(?:mal|ainsi|comme)|(?:regrett\w+|désolée?s?|navrée?s?) que [^.!?]{3,50} "
        r"ne (?:vous |t'|te )(?:ait|aient) pas (?:parlé|plu|convenu|convaincue?|séduite?|satisfaite?|été)",
    ),
    en=(
        r"sorry (?:if|should|in case|to anyone|to whoever|to those who)|apologi[sz]e (?:should|in case|where|to the "
        r"extent|insofar|inasmuch)|apologies (?:should|in case)",
        r"sorry (?:that |to hear (?:that )?|to learn (?:that )?|to see (?:that )?)?(?:you|u)(?:'re| are| were| have "
        r"been|'ve been| have|'ve| may have| might have)? (?:feel|felt|feeling|think|thought|believe|perceive"
        r"|perceived|found it|find it|see it|saw it|took it|take it|take offen[cs]e|took offen[cs]e|misunderstood"
        r"|misread|dissatisfied|unhappy|upset|offended|disappointed|put out|not (?:satisfied|happy)|weren't "
        r"(?:satisfied|happy)|aren't (?:satisfied|happy)|didn't (?:enjoy|like|appreciate)|did not (?:enjoy|like"
        r"|appreciate))",
        r"regrett?(?:able|ful|s)? (?:that |to hear (?:that )?)?(?:you|some (?:people|of you|customers|guests)) "
        r"(?:feel|felt|think|thought|believe|found|were|are)",
        r"apologi[sz]e (?:if|for any|that (?:you|some|it) (?:feel|felt|seems?|seemed|appears?|came)|to anyone|to "
        r"those who)|apologies (?:if|for any|to anyone|to those who)",
        r"(?:sorry|apologi[sz]e|apologies|apology) for (?:any|whatever)",
        r"(?:any|for the|for this|for an|the|this) inconvenience(?: (?:caused|this|it|that|you|we|i|may|might"
        r"|experienced)|(?=\s*(?:[.!,;]|$|and ))|(?= in this))",
        r"(?:if|should) (?:we|i|anyone|anybody|this|that|it|our \w+|my \w+|any of this|anything|something)(?: "
        r"\w+){0,3} (?:offended|upset|caused|hurt|disappointed|offen[cs]e) ?(?:you|any|to you|anyone|in any "
        r"way)?(?=[^.!?\n]{0,50}(?:sorry|apolog|regret))",
        r"if you (?:were|have been|felt|feel|are|'re) (?:\w+ )?(?:offended|upset|disappointed|let down|hurt"
        r"|inconvenienced|put out|misled|unhappy|dissatisfied|that way)",
        r"(?=(?:if|should|to the|in the)[^.!?\n]{4,130}(?:sorry|apolog|regret))(?:if (?!it helps|you(?:'d| would)? "
        r"(?:like|want|prefer|can|could|still))|should (?=you |any|we |our |the |this |it |there |that )|to the "
        r"extent that |in the event that )[^.!?\n]{2,70}?(?:,? (?:then |of course |certainly |obviously )?(?:i"
        r"|we)(?:'m|'re| am| are| do| can only| would|'d)? ?(?:of course |truly |very |then |also )?(?:be )?|, "
        r"(?:then )?|,? then )(?:sorry|apologi[sz]e|regret)(?! (?:but|to (?:say|tell)))",
        r"sorry (?:that )?(?:it|this|things|our \w+|the \w+|that)(?: \w+){0,2} (?:perceived|interpreted|misunderstood"
        r"|misinterpreted|came across|come across|seemed|felt|appeared|may|might)",
        r"(?:not|n't)(?: quite)? to your (?:liking|taste|satisfaction)|(?:wasn't|weren't|not) quite what you had in "
        r"mind",
        r"(?:sorry|apologi[sz]e|apologies|regret)(?: \w+){0,4} (?:misunderstanding|confusion(?! we)"
        r"|miscommunication)(?=\s*(?:[.!,;]|$|and |on your|caused|this))",
        r"(?:sorry|apologi[sz]e|apologies|regret) (?:about|for|over) (?:how|the way) (?:you|that|this|it) (?:feel"
        r"|felt|\w+ felt|came across|may have|might have|made you feel|landed with you)",
        r"(?:mistakes|errors) (?:were|may have been|might have been) made|(?:may|might) have (?:caused|upset|offended"
        r"|inconvenienced|fallen short)(?=[^.!?\n]{0,50}(?:sorry|apolog|regret))",
        r"regrets? any (?:\w+ )?(?:perception|impression|suggestion|sense|feeling|upset|offen[cs]e)|(?:saddened|sad"
        r"|disappointed|concerned) (?:if|to the extent)|(?:it is|it's|what) a (?:pity|shame) (?:that )?(?:your|you"
        r"|the|this) [^.!?]{0,40}?(?:left|felt|feel|found|picture|impression|way)|one is sorry|experience is (?:its"
        r"|their|his|her) own|(?:sorry|regret|apologi[sz]e|saddened)[^.!?]{0,50} in any (?:respect|way)|fell short in "
        r"places|do apologi[sz]e to the extent",
    ),
)
"""An apology under a condition, to a feeling, or for nothing in particular."""

FEELING: Final = cues(
    fr=(
        rf"{_SORRY_FR}(?: \w+){{0,2}} que (?:vous|tu) (?:soyez|sois|restiez|repartiez) (?:\w+ )?(?:déçu|triste|en "
        rf"colère)\w*",
    ),
    en=(r"sorry (?:that |to hear (?:that )?)?you(?:'re| are) (?:\w+ )?(?:angry|cross|annoyed|frustrated|let down)",),
)
"""Sorry for what they feel: warm beside an apology for the fact, empty without."""
