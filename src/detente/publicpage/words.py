"""What the public page says when it refuses."""

from __future__ import annotations

from detente.contracts.words import Words

NO_PAGE = Words(
    fr="Cette page n’existe pas. Vérifiez l’adresse.",
    en="There is no such page. Please check the address.",
)
PAGE_EXISTS = Words(
    fr="Une page porte déjà l’adresse « {slug} ». Choisissez-en une autre.",
    en="A page already has the address “{slug}”. Choose another one.",
)
NO_LANGUAGE = Words(
    fr="Choisissez au moins une langue : français ou anglais.",
    en="Choose at least one language: French or English.",
)
NAME_TOO_LONG = Words(
    fr="Ce nom ne peut pas être enregistré : 80 caractères au plus, sans caractère invisible. Votre message est gardé.",
    en="This name cannot be kept: 80 characters at most, no invisible ones. Your message is kept.",
)
BAD_EMAIL = Words(
    fr="Cette adresse e-mail semble incomplète. Corrigez-la, ou laissez ce champ vide. Votre message est gardé.",
    en="This e-mail address looks incomplete. Correct it, or leave the field empty. Your message is kept.",
)
PARENT_GONE = Words(
    fr="Le message auquel vous répondez n’est plus en ligne. Votre texte est gardé ci-dessous : "
    "vous pouvez le publier comme un message à part.",
    en="The message you are answering is no longer online. Your text is kept below: "
    "you may publish it as a message of its own.",
)
NOT_YOURS = Words(
    fr="Ce message n’a pas été écrit depuis ce navigateur : seul son auteur peut le modifier.",
    en="This message was not written in this browser: only its author can change it.",
)
NOT_EDITABLE = Words(
    fr="Ce message n’est plus en ligne : il ne peut plus être modifié.",
    en="This message is no longer online: it can no longer be edited.",
)
NOTHING_TO_CONTEST = Words(
    fr="Ce message n’est pas retiré : il n’y a rien à contester.",
    en="This message has not been removed: there is nothing to contest.",
)
CONTESTED_ALREADY = Words(
    fr="Votre contestation a déjà été reçue. Une autre personne relit la décision.",
    en="Your objection has already been received. Another person is reviewing the decision.",
)
CONTEST_OVER = Words(
    fr="Le délai pour contester est passé.",
    en="The time to contest is over.",
)
STALE_FORM = Words(
    fr="Cette page était ouverte depuis longtemps. Votre texte est gardé ci-dessous : relisez et envoyez de nouveau.",
    en="This page had been open for a long time. Your text is kept below: please read it again and send it.",
)
TRAP_FILLED = Words(
    fr="Le champ « Laissez ce champ vide » a été rempli. Il est vidé ci-dessous : envoyez de nouveau.",
    en="The field “Leave this field empty” was filled in. It has been emptied below: please send again.",
)
TOO_LARGE = Words(
    fr="Cet envoi est trop lourd : un message fait 5 000 caractères au plus. Revenez en arrière : "
    "votre texte est encore dans le formulaire. Raccourcissez-le, puis envoyez de nouveau.",
    en="This is too much to send: a message has 5,000 characters at most. Go back: your text is still in the form. "
    "Shorten it, then send again.",
)
ELSEWHERE = Words(
    fr="Cet envoi ne vient pas de cette page. Ouvrez la page, puis écrivez-y votre message.",
    en="This was not sent from this page. Open the page, then write your message there.",
)
SIGNATURE_MISSING = Words(
    fr="Une réponse de la marque est signée : indiquez un prénom (80 caractères au plus).",
    en="A reply of the brand is signed: give a first name (80 characters at most).",
)
PARENT_HIDDEN = Words(
    fr="Ce message est retiré : rétablissez-le avant d’y répondre.",
    en="This message has been removed: restore it before answering.",
)
KEY_REUSED = Words(
    fr="Cette clé porte déjà une réponse avec un autre texte.",
    en="This key already holds a reply with another text.",
)
KEY_UNREADABLE = Words(
    fr="Une clé compte de 1 à 200 lettres sans accent, chiffres, points, tirets ou deux-points.",
    en="A key has from 1 to 200 plain letters, digits, dots, dashes or colons.",
)
NOTICE_MISSING = Words(
    fr="Un retrait porte un avis à l’auteur et le titre d’un article de la charte.",
    en="A removal carries a notice to the author and the title of a clause of the charter.",
)
COMMENT_GONE = Words(
    fr="Ce message a été supprimé par son auteur.",
    en="This message was deleted by its author.",
)
NO_COMMENT = Words(
    fr="Il n’y a pas de message à cette adresse.",
    en="There is no message at this address.",
)
