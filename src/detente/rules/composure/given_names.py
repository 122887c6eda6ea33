"""Frequent given names, folded: one in the middle of a reply is perhaps a colleague or another customer."""

from __future__ import annotations

from typing import Final

_NAMES: Final = """
aaron abdul abigail adam adrien agathe ahmed aicha aidan alain alan albert alexandre alexis alfie alice aline alison
amanda amandine amelie amina amine amy anais andre andrea andrew angela anita anna anne anthony antoine antonio
arnaud arthur ashley audrey aurelie aurelien axel baptiste barbara barry bastien ben benedicte benjamin benoit
bernard bertrand beth beverley brenda brian bridget brigitte bruno callum camille carl carol carole caroline
catherine cathy cecile celine charlene charles charlotte cheryl chloe chris christelle christian christine
christophe christopher clara claude claudia clement colin connor coralie corentin corinne craig cynthia cyril damien
daniel darren dave david debbie deborah declan delphine denis derek diana diane didier dominique donna doris dorothy
douglas duncan dwight dylan edouard edward eileen elaine eleanor elizabeth ellen elodie emilie emily emma emmanuel
enzo eoin eric estelle etienne eugenie evelyn fabien fabrice farid fatima fatou fiona florence florent florian
francis franck francois frank frederic gabriel gaelle gareth gary gavin gemma geoff george gerard ghislaine gilles
gillian glenn gordon graham greg gregory guillaume hakim hannah harriet harry hassan heather helen helene henri
henry herve holly howard hugo ian ibrahim imran ines irene isaac isabelle jackie jacob jacqueline jacques jake james
jamie jan jane janet jasmine jason jeanne jeff jenna jennifer jenny jeremy jerome jessica jill jim joanne joe joelle
johan john jonathan jordan joseph josephine josh joshua josiane joyce judith judy julian julie julien juliette karen
karim karine kate katherine kathleen katia katie keith kelly kenneth kerry kevin khadija kim kirsty kyle laetitia
laura laure lauren laurence laurent lea leanne leila leo leon leslie liam linda lionel lisa loic lorraine louis
louise luc lucas lucie lucy ludovic luke lydie lynn magali malcolm malik mandy manon marc marcel marcus margaret
margaux margot maria marie marine marion martha martin martine mary mathieu mathilde matt matthew matthieu maud
maureen maxime megan mehdi melanie melissa mia michael michel michele michelle mickael mike mireille mohamed
mohammed molly monique moussa mustapha myriam nabil nadege nadia nadine nancy natalie natasha nathalie neil nicolas
nicole nigel noah noemie nora norman oceane oliver olivia olivier ophelie orla oscar owen pamela pascal pascale
patrice patricia patrick paul pauline peter phil philip philippe phoebe pierre priya quentin rachel rachid raj
rajesh raphael ravi raymond rebecca regis remi remy renaud rene rhys richard robert roger romain romane ron rory
roxane roy ruth ryan sabrina sally sam samantha samir samira samuel sandeep sandra sandrine sarah scott sean
sebastien serge severine shane shannon sharon shaun sheila shirley simon simone sinead siobhan solene sophie stacey
stanley stella stephane stephanie stephen steve steven stuart susan suzanne sylvain sylvie tanya tarik terry theo
theresa thibault thierry thomas tim timothy tina toby tom tony tracey tracy trevor tristan valerie vanessa vera
veronique victor vincent virginie wayne wendy william xavier yann yannick yasmine yves yvonne zara zoe
"""
"""Less those that are everyday words or places."""

GIVEN_NAMES: Final = frozenset(_NAMES.split())
