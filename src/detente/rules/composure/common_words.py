"""Words too common to say which problem a reply is about, in both languages."""

from __future__ import annotations

from typing import Final

from detente.contracts.words import Language
from detente.rules.composure.folded import fold

_STEM: Final = 5

_FRENCH: Final = """
    alors après aucun aucune aujourd aussi autre autres avant avec avez avoir avons beaucoup bien bonjour
    bonsoir bonne bon car cas ceci cela celle celui ces cet cette ceux chaque chez chose choses comme comment
    compris contre cordialement dans déjà demain depuis dernier dernière derrière des deux devant dire dis dit
    dois doit donc dont elle elles encore enfin ensuite entre est êtes étaient était être eux fait faire faites
    fois font grand hier hors ici ils jamais jour journée jours juste leur leurs lors lorsque lui mais même mes
    merci mettre mieux mis moi moins mon monsieur madame monde nos notre nous non oui onze parce pas par parfois
    part passe pendant personne personnes peu peut peuvent peux plus plusieurs point pour pourquoi pouvez
    pouvons pouvoir premier première prendre près presque puis quand que quel quelle quelles quels quelque qui
    quoi rien sans sauf savoir sera serait serez ses seul seulement sinon soir soit sont sous suis sur tant tard
    tel telle temps tes toi ton tous tout toute toutes très trois trop une vers veux veut voici voilà voir vois
    vos votre vous vraiment zéro cent mille mois semaine semaines année années heure heures minute matin midi
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre également possible meilleurs délais

    problème problèmes souci soucis situation expérience équipe équipes service services client clients
    clientèle message messages commentaire commentaires question questions réponse réponses répondre retour
    retours demande demandes incident désagrément gêne dossier attention information informations contact
    contacter aide aider compte prise maximum besoin disposition revenir revient attendre comprendre comprends
    excuses désolé désolée regrette satisfaction priorité améliorer qualité vérifier regarder regarde entendu
    lire pris vôtre leur plaisir parler
"""

_ENGLISH: Final = """
    about above after again against all almost along already also although always and another any anyone
    anything are around ask asked away back because been before being below best better between both but call
    came can cannot come could day days did does doing done dont down each either else even ever every everyone
    everything few find first for four from full get gets getting give given goes going good got great had has
    have having hear hello help her here hers hey him his how however into its itself just keep kind know last
    later least less let like little long look looking lot made make makes making many may maybe mean might mine
    more most much must myself need needs never new next nice none not nothing now off often okay one once only
    onto other others our ours out over own part people per person please point put quite rather really right
    said same saw say says see seems seen shall she should since some someone something soon still such sure
    take taken tell than that thats the their theirs them then there these they thing things think this those
    though three through time times today together told tomorrow too took towards tried try trying two under
    until use used using very want wanted wants was way week weeks well went were what when where whether which
    while who whole whom whose why will with within without wont word words work would wouldnt year years yes
    yesterday yet you your yours yourself month months hour hours minute minutes morning evening tonight monday
    tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december zero hundred thousand really always

    issue issues problem problems matter situation experience team teams service services customer customers
    support message messages comment comments feedback question questions answer answers reply replies request
    concern concerns inconvenience attention information contact happy sorry apologise apologize apologies
    understand thank thanks patience satisfaction priority improve quality check checking reach regards valued
    appreciate resolve resolved sort possible shortly touch hearing
"""


_FRENCH_SIGNS: Final = """
    le la les un une des du de et est sont vous votre vos je nous notre nos ne pas que qui dans pour avec sur au aux ce
    cette ces il elle mais ou donc car j'ai c'est n'est d'un bonjour merci bien tres plus sans chez etre avez avons ici
    demain deja aussi comme tout se sa son mes mon tu te ta tes ton toi leur par ca cela on y'a quand jusqu'a salut
    d'une qu'il qu'on a en ont ete faire fait m'en je l'ai
"""

_ENGLISH_SIGNS: Final = """
    the a an and is are was were you your we our i it this that to of for with on in at by not be been have has had will
    would can could from but or so if hello hi thanks thank sorry it's i'm i've we're i'll don't what when here there
    please my me they their us as do did about he she his her who which than then just no more all out up
"""


def stem(word: str) -> str:
    """The first five letters of a folded word, without a plural mark on short words; numbers stay whole."""
    if any(sign.isdigit() for sign in word):
        return word.strip(".,:-")
    if 3 < len(word) <= _STEM + 1 and word[-1] in "sx":
        word = word[:-1]
    return word[:_STEM]


_TENS: Final = """
    10 dix ten 11 onze eleven 12 douze twelve 13 treize thirteen 14 quatorze fourteen 15 quinze fifteen 16 seize sixteen
    20 vingt twenty 30 trente thirty 40 quarante forty 50 cinquante fifty 60 soixante sixty
"""

NUMBERS: Final = {
    word: digits
    for digits, french, english in zip(*(iter(_TENS.split()),) * 3, strict=True)
    for word in (french, english)
}
"""Numbers in words, as digits: "twenty years" answers "20 years"."""

_SMALL: Final = """
    les ont aux est ete ais ait nous vous eux leur leurs par toute une des ces mes tes ses vos nos qui que quoi
    dont car mais aie soit fut sera ici cela donc non oui deux trois quatre cinq six sept huit neuf dix fois ans
    pas plus trop peu tres rien any our has had was her his its she you are not but who how why all one two
    three four five seven eight nine ten got get let see say too yet via per than been did isn wasn don didn won
    couldn haven hasn aren
"""

COMMON_WORDS: Final = frozenset(
    fold(word) for word in (_FRENCH + _ENGLISH + _FRENCH_SIGNS + _ENGLISH_SIGNS + _SMALL).replace("'", " ").split()
)
"""Words that say nothing about a matter: function words, days and months, and the generic words of customer care."""

FUNCTION_WORDS: Final[dict[Language, frozenset[str]]] = {
    "fr": frozenset(_FRENCH_SIGNS.split()) - {"a", "on"},
    "en": frozenset(_ENGLISH_SIGNS.split()) - {"a", "on"},
}
"""Small words that tell one language from the other, folded."""
