"""Words that mock, attack or flatly contradict, in both languages."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues

SARCASM: Final = cues(
    fr=(
        r"mdr+|ptdr|on se calme|(?:calmez|calme)-(?:vous|toi)|(?:vous|te) calmer|du calme|détendez-vous|relax"
        r"|respirez(?: un (?:grand )?coup)?",
        r"bravo(?:,)? (?:champion|l'artiste|le veau|einstein|sherlock)|bien (?:essayé|tenté)|quel(?:le)? (?:talent"
        r"|perspicacité|génie|sens de l'humour|brillante|grande découverte)",
        r"(?:pauvre|petit|petite) (?:chou|choupinou|chaton|bichon|malheureux)|sortez les (?:violons|mouchoirs)",
        r"(?:retourne|retournez|repassez) (?:donc |plutôt |vite )?(?:à l'école|au collège|jouer|dormir|quand)",
        r"faites-vous (?:soigner|aider|une raison)|trouvez-vous (?:une vie|un passe-temps|une occupation)",
        r"vous avez (?:vraiment )?du temps à perdre|vous n'avez rien de mieux à faire|si ça vous (?:amuse|fait "
        r"plaisir)",
        r"merci captain obvious|quelle drame|on va pleurer|ça alors",
        r"prenez (?:une tisane|un cachet|des vacances)|oh là là|mais oui,? (?:bien sûr|c'est ça)|cause toujours",
    ),
    en=(
        r"lmf?ao|rofl|calm down|nice try|good try|who hurt you|get a (?:life|grip|hobby)|chill(?: out)?(?=\s*(?:[.!,]"
        r"|$))",
        r"relax(?=\s*(?:[.!,]|$))|take a (?:chill|deep breath)|cry me a river|boo hoo|grow up|bless your heart",
        r"(?:go )?back to (?:school|bed)|someone(?:'s| is) having a bad day|good for you|how (?:original|clever|brave)",
        r"well done,? (?:sherlock|genius|einstein|you)|congratulations,? (?:you|on being|genius)|thanks,? (?:captain"
        r"|genius)",
        r"slow clap|have you tried (?:being|not|reading)|imagine being|touch grass|keep dreaming|poor (?:you|thing"
        r"|baby)",
        r"(?:nothing|something) better to do|too much time on your hands|sorry not sorry|if (?:that|it) makes you "
        r"(?:happy|feel better)|drama queen|don't be so (?:dramatic|sensitive)|lighten up",
    ),
)
LAUGHTER: Final = cues(fr=(), en=(), both=(r"lol+|haha(?:ha)*|hihi(?:hi)*|(?:ah|hé|eh) (?:ah|hé|eh)",))
MOCKING_SIGNS: Final = re.compile(
    "[\U0001f644\U0001f602\U0001f923\U0001f61c\U0001f60f\U0001f921\U0001f643\U0001f937\U0001f606\U0001f61d\U0001f44f]+"
)

INSULT: Final = cues(
    fr=(
        r"imbéciles?|idiote?s?(?! (?:de notre|comme))|abrutie?s?|crétine?s?|débiles?|connarde?s?|connasses?"
        r"|bouffonn?e?s?",
        r"ment(?:eur|euse|eurs|euses)|(?:vous mentez|tu mens)|(?:vos|tes|votre|ton) (?:mensonges?|mauvaise foi|bêtise"
        r"|ignorance|délire|stupidité|agressivité|cinéma)",
        r"(?:raconte\w*|dites|dis|écrivez|importe) (?:vraiment |vraiment n'|n')?(?:importe quoi|des (?:bêtises"
        r"|mensonges|âneries|sottises|salades|conneries))|n'importe quoi",
        r"(?<!une\s)(?<!la\s)(?<!cette\s)bande (?:de|d') ?|honte à (?:vous|toi)|(?:vous devriez|tu devrais) avoir "
        r"honte|taisez-vous|tais-toi|fermez-la|ferme-la",
        r"dégage[z]?|fichez(?:-nous)? (?:le camp|la paix)|foutez|pauvre (?:type|fille|mec|idiot|con)|grossier "
        r"personnage",
        r"(?:vous êtes|tu es|t'es) (?:\w+ ){0,2}(?:malhonnêtes?|de mauvaise foi|fous?|folle|malades?|aigrie?s?|mal "
        r"élevée?s?|stupides?|bêtes?|ignorante?s?|ridicules?|pathétiques?|pitoyables?|insupportables?|agressi(?:f"
        r"|ve)s?|parano\w*|hystériques?|lamentables?|grossi(?:er|ère)s?|odieu(?:x|se)s?|incapables?)",
        r"(?:vous|tu) (?:le )?(?:savez|sais) (?:parfaitement|très bien|pertinemment|bien)(?= (?:que c'est faux|que "
        r"(?:vous|tu) |et )|\s*[.,!])|(?:arrêtez|cessez|arrête|cesse)(?: donc| un peu| tout de suite)? (?:de |d'|avec "
        r"|vos |tes |votre |ton )(?:nous |me |vous |te )?(?:inventer|mentir|raconter|accuser|insulter|pleurer|râler"
        r"|geindre|crier|harceler|jouer|faire (?:l'|la|le|semblant|du|des|votre|ton|un|croire)|exagérer|déformer"
        r"|cracher|propager|répandre|dire|plaindre|chercher|prendre|mauvaise|cinéma|mensonges?|caprices?|histoires?"
        r"|bêtises)",
        r"(?:vous|tu) (?:inventez|inventes|affabul\w+|fabul\w+|délirez|délires|exagérez|exagères|racontez (?:des"
        r"|n'importe)|racontes (?:des|n'importe))|affabul\w+|(?:invent\w+|histoires) (?:de toutes pièces|pour "
        r"(?:faire|nuire|obtenir|gagner|gratter))|faire le buzz|mythomanes?|mythos?(?=\s|[.,!])|(?:de la |quelle "
        r"|votre )mauvaise foi|cousu de fil blanc",
        r"espèces? (?:de|d')|(?:petite?|sale|gros|grosse|vieux|vieille) (?:rigolo|malin|maline|con|conne|mec"
        r"|prétentieu\w+|frustrée?|aigrie?|radin|radine|morveu\w+|insolente?)|rigolos?|guignols?|bouffons?|pignoufs?"
        r"|minables?|parasites?|profiteurs?|profiteuses?|pleurnichard\w*|rageux|rageuse|haineux|boulets?|tocards?"
        r"|blaireaux?|tarés?|cinglée?s?|raclures?|charlots?|gamin(?:e|s)?(?= \w+,)|enfants? gâtée?s?|(?:les |des "
        r"|votre )?caprices?",
        r"(?:foutez|fous|lâchez|lâche|fichez|fiche|laissez|laisse)-nous(?: donc)? (?:la paix|tranquilles?|le camp"
        r"|respirer|travailler)|(?:va|allez) (?:donc )?(?:pleurer|te faire|vous faire|voir ailleurs|te plaindre|vous "
        r"plaindre|raconter)|la porte est|personne ne (?:vous|te|t') ?(?:retient|oblige|force|regrettera|a forcée?|a "
        r"obligée?)|bon (?:débarras|vent)|ne reven(?:ez|iez) (?:plus|pas|jamais)|(?:on|nous) (?:se passera|nous "
        r"passerons|se passe) (?:très bien |bien )?de (?:vous|toi|votre|ta|vos|clients)|(?:changez|change|allez) "
        r"(?:de (?:crémerie|boutique)|chez (?:un autre|la concurrence|le concurrent|nos concurrents))",
        r"(?:vos|tes) (?:insultes|leçons|caprices|jérémiades|élucubrations|sornettes|délires|accusations|petits? \w+"
        r"|grands airs|menaces|balivernes|conneries|commentaires haineux)|(?:quel|vous avez (?:du|le|un sacré)|tu as "
        r"(?:du|le|un sacré)|sacré) (?:culot|toupet|aplomb)|un (?:peu|minimum) de (?:respect|tenue|politesse"
        r"|courtoisie|décence|éducation)|de papa|à court d'arguments|(?:vous|tu) (?:osez|oses|n'avez pas honte|n'as "
        r"pas honte)|(?:rien|mieux) (?:de mieux )?à faire de (?:vos|tes|votre|ta)|apprene[zr]? (?:à lire|à écrire|la "
        r"politesse)|apprends (?:à lire|à écrire|la politesse)|périmée? que",
        r"pure (?:invention|affabulation|fantaisie)|comme par hasard|(?:étrange|bizarre|curieux|amusant"
        r"|troublant)(?:ment)?,? (?:comme|que|tout de même|quand même)(?= (?:vous|tu|ce|cela|ça|votre|ton))|ne tient "
        r"pas (?:debout|la route)|(?:vous en avez|tu en as) (?:\w+ )?conscience|(?:tu as|t'as|vous avez|toi tu as) "
        r"(?:bien |tout )?l'air (?:du|de la|d'un|d'une) \w+",
    ),
    en=(
        r"idiots?|morons?|imbeciles?|cretins?|dumb(?:ass)?|losers?|liars?|jerks?|scum|(?:you|what a|bunch of|such a) "
        r"clowns?",
        r"(?:you(?:'re| are)|stop) (?:\w+ )?lying|you (?:lie|lied)|your (?:lies|ignorance|stupidity|nonsense|bad "
        r"faith|attitude)",
        r"shut up|shame on you|get lost|go away|piss off|full of (?:it|crap|rubbish|nonsense)|talking (?:rubbish"
        r"|nonsense)",
        r"you should be ashamed|you(?:'re| are) (?:\w+ ){0,2}(?:pathetic|ridiculous|stupid|crazy|insane|mad"
        r"|delusional|ignorant|dishonest|rude|aggressive|hysterical|a (?:troll|joke|fool|bully|disgrace)|impossible"
        r"|unreasonable|paranoid)",
        r"(?:let's|let us) not pretend|(?:stop|quit|enough of|enough with) (?:your |the |this )?(?:pretending|lying"
        r"|whining|moaning|inventing|making|acting|playing|wasting|being|crying|complaining|trolling|shouting"
        r"|nonsense|drama|games)|(?:we|you) both know|you know (?:full|perfectly|very|damn) well|(?:inventing|making "
        r"up|made-up|invented|concoct\w*|spinning|telling) (?:stories|tales|things|stuff|excuses|lies|nonsense)"
        r"|(?<!what\s)(?<!which\s)ma(?:king|de) (?:it|this|that|things|stuff|all this|all that) (?:all )?up(?! (?:to"
        r"|for|with))|fabricat(?:ed?|ing|ion)",
        r"(?:pretty|rather|quite|really|that's|that is|a new) low(?=\s*[.,!]|$)|cheap shot|scammers?|(?:trying|try) "
        r"it on|(?:for|after|get|wants?|fishing for) (?:a |another )?(?:freebies?|handouts?)|you people|people like "
        r"you|(?:your|customers of your) (?:sort|ilk|lot|rants?|tantrums?|drivel|whining|moaning|entitlement"
        r"|childish\w*|petty \w+|silly \w+|little (?:stunt|game|rant|tantrum|performance|drama)|tirade|outburst"
        r"|hissy)|the same rant|rant(?:ing)?(?= (?:under|about|at|on|like|again))|tantrums?|whin(?:er|ers|ing|ge\w*)"
        r"|crybab\w+",
        r"(?:so|how|such an?|utterly|completely) entitled|entitled (?:brat|attitude|generation|people|customers)"
        r"|cowards?(?! (?:is|was))|spare (?:us|me)(?= |[.,!]|$)|give it a rest|get over (?:it|yourself|yourselves)"
        r"|how dare you|(?:some|special|what|what a|the|got a|have a) (?:kind of |sort of )?(?:nerve|cheek|gall"
        r"|audacity)|muppets?|numpt\w+|plonkers?|prats?|twits?|brats?|haters?|spiteful|ignoramus|simpletons?"
        r"|snowflakes?|jobsworth|keyboard warriors?|attention[- ]seek\w+",
        r"(?:don't|do not|never) (?:bother )?(?:come|coming|return|returning|show up|darken)(?: back| here| again| "
        r"our)|(?:you're|you are) (?:not|no longer|never) welcome|(?:won't|will not) be missed|take your (?:business"
        r"|custom|money|dog|kids) (?:elsewhere|somewhere)|(?:go|find|try|shop|eat|stay) (?:another|somewhere"
        r"|elsewhere|someone)(?: \w+)?(?: else)?(?=\s*[.,!]| then| next| if you)|good riddance|(?:mind|watch) your "
        r"(?:language|manners|tone|tongue|mouth)|learn (?:to read|some manners|how to)|nobody (?:asked you|asked for "
        r"your|cares|forced you|is forcing you|made you)|door is (?:that way|over there|always open|right there)|do "
        r"us (?:all )?a favou?r|(?:sad|bitter|lonely|angry|miserable|nasty|horrible|awful) (?:little )?(?:person|man"
        r"|woman|people|individual|human|piece)",
        r"(?:strange|funny|odd|curious)(?:ly)?(?: thing)?,? (?:though|how|that it)(?=[^.!?]{0,60}(?:always|never|only"
        r"|our|you))|(?:story|account|version) (?:has a hole|doesn't add up|does not add up|keeps changing|with a "
        r"hole)|(?:taking |take )?lectures from|think twice before|pure (?:invention|fantasy|fiction)",
    ),
)
SHARP: Final = cues(
    fr=(r"ridicules?|pathétiques?|pitoyables?|stupides?|minables?|lamentables?|grotesques?|absurdes?|navrante?s?",),
    en=(
        r"pathetic|ridiculous|stupid|laughable|nonsense|absurd|silly",
        r"(?<!the\s)(?<!our\s)(?<!your\s)rubbish(?! (?:bin|bag|collection|truck|tip|day))",
    ),
)
DENIAL: Final = cues(
    fr=(
        r"(?:c'est|cela est|ceci est|est) (?:totalement |complètement |absolument |simplement |tout simplement "
        r"|entièrement )?(?:faux|inexact|mensonger|infondé)(?!-| semblant| de (?:notre|ma) part| de nous)",
        r"ce n'est (?:absolument |tout simplement )?pas (?:vrai|la vérité|exact)|contraire à la vérité",
        r"nous (?:\w+ )?(?:contestons|démentons|réfutons|nions)|je (?:conteste|démens|réfute|nie)",
        r"vous (?:vous trompez|faites erreur|faites fausse route|avez tort)|tu te trompes|(?:accusations?|propos"
        r"|critiques?) (?:\w+ )?(?:infondée?s?|mensong\w+|injustifiée?s?|gratuite?s?)",
        r"(?:il n'y a|nous n'avons|aucun) (?:eu )?(?:aucun )?(?:problème|souci|retard|dysfonctionnement) (?:de notre "
        r"côté|chez nous|à signaler|constaté)|tout fonctionne (?:parfaitement|normalement|très bien)|(?:une|encore "
        r"une) (?:intox|fake news|désinformation|calomnie|pure invention)|personne d'autre ne s'(?:en est )?plaint",
    ),
    en=(
        r"(?:what you (?:say|write|claim)|your (?:\w+ )?(?:claim|comment|statement|accusation|post)) (?:is|are) "
        r"(?:\w+ )?(?:false|untrue|not true|wrong|incorrect|inaccurate|baseless|a lie)",
        r"(?:this|that|it)(?:'s| is) (?:simply |just |totally |completely |absolutely |clearly |plainly )?(?:false"
        r"|untrue|not true|wrong(?! (?:of us|that we))|incorrect|inaccurate|baseless|a lie)",
        r"(?:simply|just|totally|completely) (?:untrue|not true|false)|we (?:\w+ )?(?:deny|dispute|refute|reject"
        r"|contest)|i (?:deny|dispute|refute|reject)",
        r"you(?:'re| are) (?:simply |just |quite |completely )?(?:wrong|mistaken|misinformed|confused)|contrary to "
        r"what you",
        r"works? (?:\w+ )?for everyone(?: else)?|(?:nobody|no one) else (?:has|had|have|complain\w*"
        r"|report\w*|is|was|sees|seems|finds|found|wrote)|there (?:is|was) (?:no|nothing) (?:problem"
        r"|issue|delay|wrong)|(?:is|are) not broken|baseless|unfounded|(?:your|that|this) (?:\w+ )?(?:account|version"
        r"|story|statement|information|report|picture|rumou?r) (?:is|are) (?:\w+ )?(?:wrong|false|untrue|incorrect"
        r"|inaccurate|nonsense|fiction|misleading)|couldn't be further|far from the truth",
    ),
)

MOCKERY: Final = cues(
    fr=(
        r"(?:diagnostic|experte?|expertise|avocate?|philosophe|économiste|médecin|critique|juriste|spécialiste"
        r"|ingénieur|professeur|stratège|sociologue|donneur de leçons)s? (?:de|du) (?:comptoir|salon|canapé|bistrot"
        r"|clavier|dimanche|café)|(?:votre|ton|vos|tes) (?:\w+ ){0,4}(?:est|sont|nous|m') ?(?:\w+ )?(?:touchante?s?"
        r"|éclaire|impressionne\w*|bluffe\w*|émerveille\w*|amuse\w*|fait (?:bien )?(?:rire|sourire)|fascine\w*)",
        r"si (?:chaque|tout|tous les|toutes les) (?:\w+ ){1,5}(?:savai\w+|étai\w+|avai\w+"
        r"|pouvai\w+)[^.!?\n]{0,40}(?:fermer|boutique|chômage|retraite|vacances|riche)",
        r"(?:va|allez|retourne|retournez|file|filez|range|rangez|adopte|adoptez|achète|achetez|offrez-vous|offre-toi"
        r"|sors|sortez|essaie|essayez)(?: donc| plutôt| vite| vous| te)? (?:pleurer|te coucher|vous coucher|jouer"
        r"|dormir|voir ailleurs|prendre l'air|compter|un poisson|l'ordi|ton (?:clavier|téléphone|ordi)|ta (?:tablette"
        r"|console)|un (?:dictionnaire|cerveau|hobby|chat|sens de l'humour)|des lunettes|une (?:vie|boussole|montre)"
        r"|le (?:yoga|tricot|scrabble)|la (?:méditation|pétanque|belote))",
        r"(?:c'est|ça|cela|la \w+,? c'est|rien de tel) (?:\w+ )?(?:bon|excellent|idéal|parfait|recommandé) pour (?:le "
        r"(?:cœur|moral|teint|cardio|souffle)|la (?:santé|ligne|forme|circulation)|les (?:mollets|jambes|abdos"
        r"|cuisses|fessiers))|(?:ça|cela) (?:fait|vous fera|te fera|fera) (?:\w+ )?(?:les pieds|des muscles|du bien"
        r"|de l'exercice|un souvenir|travailler)|un peu (?:de sport|d'exercice|d'air frais)(?= |[.,!])|à ce (?:rythme"
        r"|train)[, ]|(?:on|nous) (?:va|allons) (?:vous|t'|te) ?(?:installer|réserver|décerner|envoyer|dresser|élever"
        r"|ériger|remettre) une? \w+",
        r"(?:encore )?(?:moins cher|plus (?:confortable|rapide|simple|drôle)) que (?:l'hôtel|le (?:cinéma|psy|bus"
        r"|taxi)|la (?:salle de sport|thalasso)|chez)|(?:la télévision|la télé|le cinéma|netflix|la concurrence|le "
        r"concurrent) (?:fait|propose|diffuse|vend) (?:aussi|également)|tout le monde n'est pas (?:prêt|fait|capable"
        r"|taillé|en mesure)",
        r"(?:nous ne sommes|on n'est|je ne suis|désolée?s? de ne pas être) (?:\w+ )?(?:magiciens?|devins?|voyante?s?"
        r"|médiums?|télépathes?|une agence|superman|parfaits?|météorologue)|boule de cristal|baguette magique|(?:sa"
        r"|son|votre) (?:majesté|altesse|seigneurie|excellence|grandeur)|(?:monsieur|madame|m\.) (?:l'|le |la "
        r")?(?:expert|experte|professeur|spécialiste|je-sais-tout|parfaite?|connaisseur)",
        r"(?:merci|bravo|chapeau|félicitations) (?:à|pour|de) (?:ce|cet|cette|la|votre|ton|ta) (?:\w+ )?(?:grand"
        r"|magnifique|brillante?|joli|jolie|beau|belle|leçon|cours|roman|poème|tirade|moment de|analyse|expertise"
        r"|science|démonstration|prose|prestation)|(?:belle|quelle|jolie|votre|sacrée) (?:\w+ )?(?:imagination|plume"
        r"|prose|perspicacité|envolée|verve)|écrire (?:des|un) romans?|vous devriez (?:en faire|écrire|postuler|vous "
        r"présenter)",
        r"(?:comme c'est|que c'est|c'est) (?:\w+ )?(?:original|mignon|trop mignon|touchant|cocasse|charmant|adorable)"
        r"|ouin(?: ouin)?|chouin\w+|pleurnich\w+|snif|bisous|sans rancune|(?:ah|tiens|eh bien),? (?:tiens|encore vous"
        r"|encore toi|un (?:ami|fan|amateur|expert|connaisseur|poète)|voilà (?:encore|un|une|le|la|notre))|quand les "
        r"poules|poisson rouge|(?:ma|ta|votre) pauvre (?:dame|monsieur|\w+)|on (?:sort|sortez) les (?:violons"
        r"|mouchoirs)|quel(?:le)? (?:drame|tragédie|exploit|courage|poète|comédien\w*|détective|humour|héros)",
    ),
    en=(
        r"(?:full marks|ten out of ten|round of applause|gold star|first prize|medal|kudos|hats off|standing ovation"
        r"|a prize) (?:to|for|goes)|(?:well done|congrat\w*|bravo) (?:you|on (?:finding|noticing|being|discovering"
        r"|your|managing)|for (?:finding|noticing|being|working))",
        r"(?:his|her|your|their) (?:lordship|majesty|highness|ladyship|excellency|royal \w+|grace(?! period)"
        r"|eminence)|m'lady|m'lord|throne|(?:mr|mrs|ms|miss|professor|doctor|detective|captain|inspector) (?:perfect"
        r"|know-it-all|expert|obvious|clever)|(?:buddy|pal|champ|sunshine|sweetie|sweetheart|princess|genius|einstein"
        r"|sherlock|snowflake|cupcake|big (?:boy|girl|guy))(?=\s*[.,!?]|$)",
        r"rumou?r has it|(?:has|have) been known to|does wonders|last time (?:i|we|anyone) (?:checked|looked)"
        r"|news ?flash|spoiler(?: alert)?|shock,? horror|plot twist|stop the press(?:es)?|who knew|imagine that|fancy "
        r"that|what a (?:surprise|shocker|tragedy|hero|charmer|drama|genius)|world's smallest|tiny violin|thoughts "
        r"and prayers|hold the front page",
        r"(?:all )?(?:spooky|whoopsie|oopsie|oopsies|whoops|oops|yikes|lmao|hehe|tee ?hee)(?=\s*[.,!?]|$)",
        r"(?:perhaps|maybe|why not|you could always|you can always|have you (?:considered|thought of|tried)) (?:ask"
        r"|asking|teach|teaching|hire|hiring|send|sending|moving|growing|learning|reading|being|a (?:hobby|map"
        r"|dictionary|calendar|watch|nap)|some (?:yoga|glasses|sleep|fresh air)|getting (?:out|a|some))(?: (?:her|him"
        r"|them|your|the|a|to|more|up|out|some|one) ?)",
        r"(?:we're|we are|i'm|i am|sorry (?:that )?we're) (?:not|no|afraid not) (?:\w+ )?(?:mind[- ]readers?"
        r"|magicians?|miracle workers?|psychic|clairvoyants?|wizards?|santa)|(?:our|a|the|my) crystal ball|magic wand"
        r"|money doesn't grow|pigs (?:might|may|will) fly|rocket science|fun at parties|give up the day job"
        r"|(?:armchair|keyboard|self-appointed|self-styled|amateur|resident) (?:expert|critics?|warriors?|lawyers?"
        r"|detectives?|engineers?|doctors?|vets?|judges?)",
        r"(?:thanks?|thank you) for (?:the|this|that|your) (?:\w+ )?(?:laugh|giggle|chuckle|comedy|entertainment"
        r"|novel|essay|lecture|lesson|sermon|poetry|rant|performance|masterclass)|made (?:us|me|the (?:whole "
        r")?(?:team|office|crew)) (?:all )?(?:laugh|chuckle|giggle|howl)|comedy gold|hilarious|priceless|(?:quite"
        r"|such) (?:a|the) (?:detective|comedian|expert|poet|wordsmith|charmer|way with words|imagination)"
        r"|(?:grown-ups?|adults) (?:are|who|can|know|managed?)|big (?:boy|girl) pants|diddums|there,? there|poor "
        r"(?:little )?(?:you|baby|lamb|thing|darling|dear)",
        r"how (?:dare (?:we|you)|awful for you|terrible for you|will you (?:ever )?(?:cope|survive|manage)|did you "
        r"(?:ever )?(?:survive|cope))|(?:first|rich) world problems|(?:someone|somebody) (?:needs|got|woke|is having"
        r"|had|is in)(?: a| up| out)* (?:nap|hug|snack|bed|mood|bad day|wrong side|coffee)|(?:bold|big|strong|brave"
        r"|tough|fighting) (?:words|talk) (?:from|for|coming)|(?:coming|rich|says|said) (?:from|the) (?:someone"
        r"|somebody|a (?:man|guy|woman|person)|the (?:man|guy|person))|(?:maybe|perhaps|best) (?:just )?sit (?:this"
        r"|that) one out|(?:so|for) (?:that )?(?:everyone|everybody|all)(?: \w+)? (?:can|to|may) (?:enjoy|laugh"
        r"|admire)|wonders never cease|the horror|heaven forbid|god forbid|perish the thought|call the (?:police"
        r"|papers|press|ambulance)",
    ),
)
"""Joking at the author's expense; under a compliment the same words may be play."""


SOFT_DENIAL: Final = cues(
    fr=(
        r"(?:c'est|cela est|il est|ceci est|ça paraît|cela paraît) (?:tout simplement |totalement |absolument |bien "
        r"sûr |techniquement |matériellement )?(?:impossible|inconcevable|invraisemblable)|impossible (?:que|qu'il"
        r"|qu'elle)|(?:cela|ça|ceci|rien de tel|cette scène|cet incident) (?:n'est|n'a|ne s'est|n'a pu|ne peut) "
        r"(?:\w+ )?(?:jamais|pas) (?:\w+ )?(?:arrivé|produit|eu lieu|possible|passée? comme|se produire|arriver)"
        r"|(?:n'a|n'ont|n'avons) (?:absolument |pourtant )?jamais (?:changé|été (?:modifiée?s?|changée?s?|en (?:cause"
        r"|retard|panne))|eu (?:lieu|de|le moindre|un seul)|dit|fait|promis|refusé)|tout est comme avant",
        r"(?:nos|notre|l'|le|la|les|mes|mon) ?(?:vendeu\w+|agents?|chauffeurs?|conduc\w+|équipes?|serveu\w+"
        r"|techniciens?|personnel|salariés?|collègues?|animal|chien|bête|produits?|appareils?|machines?"
        r"|installations?|contrôles|cuisines?|médecins?|animateurs?|système|appli\w*|site|service|\w+eurs|\w+iers"
        r"|\w+iens)(?: \w+){0,2} (?:ne (?:parlent|parle|font|fait|sont|se|peut|peuvent|traitent|traite|présente\w*"
        r"|souffre\w*|comporte\w*) (?:\w+ )?(?:pas|jamais|aucun\w*)|va (?:parfaitement|très) bien|(?:est|sont) (?:\w+ "
        r")?(?:parfaitement|irréprochables?|toujours (?:polis?|correct\w*|courtois)|conformes?|tous testés|en "
        r"parfait\w*))|\w+ fonctionn(?:e|ent|ait|aient) (?:parfaitement|très bien|normalement|correctement)",
        r"(?:vous ne pouvez|tu ne peux) pas avoir|(?:je|nous) ne (?:vous|te) (?:crois|croyons) pas|aucun autre "
        r"(?:client|usager|joueur|voyageur|patient)|personne d'autre|(?:les|vos|tes) faits sont (?:tout autres"
        r"|différents|faux)|(?:ça|cela|les choses) ne (?:s'est|se sont) pas passée?s? (?:comme|ainsi)|votre version"
        r"|il n'y a (?:jamais eu|eu aucune?|aucune? (?:problème|anomalie|faute|erreur|preuve|raison))|rien "
        r"(?:d'anormal|à nous reprocher|à signaler|ne prouve)",
        r"(?:tournées?|relevés?|registres?|contrôles?|caméras?|enregistrements?|badges?|journal|suivi|données"
        r"|fichiers?|dossier|historique|images)(?: \w+){0,4} (?:n'indiqu\w+|ne montr\w+|ne révèl\w+|ne fai?\w+ état"
        r"|ne mentionn\w+|ne signal\w+|ne relèv\w+) (?:aucun\w*|pas|rien)|(?:s'est|se sont|est|sont) (?:révélée?s?"
        r"|avérée?s?) (?:parfaite?s?|conformes?|irréprochables?|normale?s?)|conformément (?:au|aux|à la|à nos)|dans "
        r"les règles(?= de l'art|\s*[.,;])|(?:cela|ça) n'existe pas|ça se peut (?:juste |tout simplement )?pas|aucun "
        r"autre \w+|jamais eu (?:le moindre|un seul|aucune?|une seule)",
    ),
    en=(
        r"(?:that|this|it)(?:'s| is| was)?(?: simply| just)? (?:isn't|is not|not|wasn't|was not) (?:how|what|the way"
        r"|at all how|quite what|actually what|exactly what) (?:\w+ )?(?:went|happened|occurred|we|was said|took "
        r"place|our|it was)|(?:never|did not|didn't|couldn't have|cannot have|can't have) (?:\w+ "
        r")?(?:happen(?:ed)?(?! again)|occur(?:red)?|take place|taken place|been possible)|(?:cannot|can't|can not"
        r"|could not|couldn't|would never|wouldn't) (?:possibly |simply |just |physically )?(?:have (?:come|been "
        r"(?:rude|late|cold|dirty|raw|broken|ours)|got|happened|left|broken)|come off|break|happen|fail|fall (?:off"
        r"|out)|leak)(?= by| on| in| like| itself|\s*[.,])",
        r"(?:there is|there's|there was|we found|we see|we have found) (?:absolutely |simply )?(?:no|nothing|not any) "
        r"(?:\w+ )?(?:problem|issue|fault|defect|delay|wrong|evidence|record of (?:any|a) (?:problem|fault"
        r"|complaint))|(?:is|are|was|were) (?:not|never|n't) (?:possible|the case|at issue)|impossible (?:for|that"
        r"|to)(?= (?:our|the|a|any|have|it|this|that))|(?:nobody|no one|none of (?:our|the) \w+|not one of our \w+|no "
        r"member of (?:our )?staff) (?:(?:in|at|on|from) our \w+|would|ever|said|did|does|saw)(?!(?: \w+){0,3} "
        r"(?:should|deserves?|needs?|ought))",
        r"(?:our|the) (?:staff|drivers?|engineers?|team|teachers?|nurses?|crew|servers?|guides?|agents?|trainers?"
        r"|kitchen|zookeepers?|keepers?|animals?|dogs?|cats?|machines?|products?|app|system|site|servers|equipment"
        r"|phones?(?: lines?)?|lines?)(?: \w+){0,2} (?:would never|never|does not|doesn't|do not|don't|did not|didn't"
        r"|(?:is|are|was|were) (?:all |always |perfectly |fully |absolutely )+(?:polite|professional|fine|safe"
        r"|working|healthy|happy|normal|trained|clean|correct)|(?:is|are|was|were) working(?= (?:\w+ )?(?:fine"
        r"|perfectly|normally|correctly|all|that)|\s*[.,]))|(?<!as\s)(?<!where\s)(?<!how\s)(?<!until\s)(?:it|the "
        r"(?:bill|charge|fee|fine|invoice|decision)) (?:is correct|was correct|is right|stands)(?=\s*[.,]|$| as)",
        r"(?:records?|logs?|cameras?|cctv|footage|gps|data|tracking|system|scans?|timesheets?)(?: \w+)? (?:do |does "
        r"|clearly |all )?(?:shows?|indicates?|confirms?|says?|suggests?)(?! (?:you're right|you are right|we|our"
        r"|that we|two|three|it was us))|(?:isn't|is not|not) something (?:we|i) (?:recogni[sz]e|do|see)|never had "
        r"(?:a|one|any|a single)(?= )|(?:can't|cannot|don't|fail to) see how (?:it|that|this)|not in (?:her|his|their"
        r"|our) (?:repertoire|nature|character|dna|style)|(?:spotless|impeccable|unblemished|flawless|perfect) (?:\w+ "
        r")?(?:record|reputation)|(?:adored|loved|praised) by|beyond reproach",
    ),
)
"""A contradiction of somebody who complains; a correction with its source is none."""

JOKING: Final = cues(
    fr=(r"plus sérieusement|blague à part|trêve de plaisanterie|on plaisante|je plaisante|c'est pour rire",),
    en=(
        r"(?:joking|jokes|kidding|all jokes) aside|in all seriousness|(?:but |now )?seriously(?:,| though| now)",
        r"on a (?:more )?serious note|(?:just|only) (?:kidding|joking)|we jest|i jest",
    ),
)
"""Saying that one was joking: fair with a mocker, never with somebody who complains."""

TEASING: Final = cues(
    fr=(
        r"paraît-il|hein|(?:, )?(?:non|si|n'est-ce pas|pas vrai) ?\?|quel(?:le)?s? (?!déception|contrariété|frayeur"
        r"|tristesse|peine|galère|dommage|émotion|angoisse|épreuve|nuit|journée|attente|honte|horreur|que |est|sont"
        r"|jour|heure|ligne|produit|modèle|magasin|gare|date|service|était|soit)\w+ !|(?:un|une) (?:vraie?|véritable) "
        r"(?:\w+ ){0,3}(?:radeau|épopée|odyssée|roman|stage|expédition|aventure|safari|thalasso|colonie|feuilleton"
        r"|film|western|opéra)|(?:il faudra|faudra) (?:songer|penser) à|se reconnaîtra|(?:sans|même) (?:vous|toi), "
        r"quel\w*|prolonge ses vacances|toute bronzée?|la nature est (?:généreuse|bien faite)",
    ),
    en=(
        r"fair play,?|grand little|(?:isn't|aren't|wasn't|doesn't|don't) (?:it|they|you|we)\?|right\?|eh\?|(?:perhaps"
        r"|maybe) we should ask (?:them|him|her|your|the)|might never want to|their secret|(?:sounds|looks) like "
        r"(?:quite )?(?:a|the) (?:party|adventure|blast|laugh|holiday|spa)|(?:some|quite an?|what an?) (?:adventure"
        r"|odyssey|epic|saga|safari|workout|spa day|free sauna|free shower|character[- ]building)",
    ),
)
"""Wit that the person who waits may not share: the writer looks."""
