"""Words that tell whose number a number is, French and English."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STRONG: Final = _words(
    """
    abonne abonnement abonné abonnée account acct adherent adhesion adhérent adhérente adhésion agreement
    allocataire amende application appointment assuré assurée avoir badge billet booking bookings bordereau
    candidature case cde chronopost claim client cliente clientid cmd colis colissimo commande commandes complaint
    confirmation consignment contract contrat contravention customer devis dossier dossiers e-billet ebillet enquiry
    expedition expédition facture factures fidélité file identifiant identifiants immatriculation incident inquiry
    inscription intervention invoice invoices litige mandat matricule member membership mpan mprn order orders
    parcel patient pcn pdl penalty permit pnr police policy prm procès-verbal prélèvement pv quittance quote receipt
    reclamation ref reference refs refund registration resa reservation reservations reçu rma réclamation réf réfs
    référence résa réservation réservations sav shipment sinistre sinistré souscription subscriber subscription
    suivi ticket tickets tix tkt tracking transaction transfert virement voucher waybill échéancier
    """
)
"""Words after which four digits are somebody's number."""

WEAK: Final = _words(
    """
    achat bag bon box cadeau card carte chantier compte compteur consultation cotisation course credit cure delivery
    demande dispute e-ticket eleve envoi fare fine garantie garde gift hire hospital id job letter licence livraison
    locataire loyer meter note opération or package paiement panier pass patient patiente payment permis pickup
    purchase rdv recharge refill rendez-vous rental repair request requête retour return returns ride sale sejour
    serial service signalement stay student séance séjour tag tenancy tenant tournée trajet transfer trip usager
    usagère vente virement visit voyage warranty work élève étudiant
    """
)
"""Words after which a number is somebody's only when its shape says so too."""

NOT_A_PERSON: Final = _words(
    """
    art article articles batch build bus chambre chapitre chapter departement directive décret
    département ean edition err erreur error feuille firmware flight gagnant gate hall isbn iso ligne line loi lot
    lots magasin model modele modèle modèles norme page parcelle part parts piece pièce platform porte poste product
    produit promo quai rame rayon rcs recette regulation room route règlement référé saison salle siren siret sku
    stand standard store switch série table taille ter tgv tome train trains tva version vin voie vol vols volume
    windows winner zone édition étage étape
    """
)
"""Words after which a number is that of a thing: a batch, a train, a law."""

MARKS: Final = _words(
    """
    # n nbr no nr num number numbers numero numéro numéros n° °
    """
)
"""What announces a number."""

LIGHT: Final = _words(
    """
    a as avec c c'est ce cette d des du en ending est i'm is it it's its l la le les ma mes mon my notre of our
    perso personnel pour qui s sa son sous suivant suivante ta the ton under votre was with your à
    """
)
"""Words that may stand between the word and its number."""

GENERIC: Final = _words(
    """
    abonnement abonnements abuse accueil admin administration agence aide assistance asso billing bonjour booking
    bookings boutique care cil client clientele clients club com commande commandes communication complaints compta
    comptabilite conso consommateur consommateurs contact contactez contacts customer customercare customers
    customerservice devis direction donnees dpd dpo emploi enquiries equipe facturation feedback hello help helpdesk
    info information infos jobs legal livraison magasin mail marketing mediateur mediation nepasrepondre news
    newsletter no noreply office order orders partenariat partenariats personnelles plainte postmaster press presse
    privacy question questions rc reclamation reclamations recrutement redaction relation relations rendezvous reply
    resa reservation reservations resiliation retour retours returns rgpd rh sales sav secretariat security service
    service-client serviceclient serviceclients services shop standard store support team the us webmaster welcome
    """
)
"""Parts of mailboxes that no single person owns."""

SHORT: Final = _words("acct art cde cmd n no nr num ref réf refs réfs resa tel tél")
"""Shortened words: the full stop after them ends no sentence."""
