"""Replies that should pass, in English. Brands, people and matters are invented."""

from __future__ import annotations

from detente.contracts.composure import Fault, ReplyKind
from detente.contracts.kinds import Kind

OWN, LIKELY, NONE, UNKNOWN = Fault.ESTABLISHED, Fault.LIKELY, Fault.NONE, Fault.UNKNOWN
HOLD = ReplyKind.HOLDING

# (message, reply, what differs from an ordinary complaint at fault)
GOOD_ENGLISH = [
    # Thistledown Bakery
    (
        "Birthday cake collected on Saturday spelled my son's name wrong. He is six and he cried.",
        "Hello Morag, a six-year-old finding his name wrong on his own cake must have been heartbreaking, and I'm sorry. I've "
        "refunded the cake this morning and asked the decorators to read every name back at the counter. I'd like to bake him "
        "another: send me a private message and I'll have it ready by Friday noon. Thank you for telling us. — Bram",
        {},
    ),
    (
        "Found a bit of plastic in my sourdough. Disgusting.",
        "Hello Idris, plastic in a loaf is not acceptable, and I'm really sorry. We've pulled the whole sourdough batch from "
        "the shelves and the bakery is checking the mixer now. Please keep the piece if you can; I'll post here by 5 pm today "
        "what it was. Thank you for speaking up. — Bram",
        {"severity": 3},
    ),
    (
        "What time do you open on bank holidays?",
        "Hi Tamsin, on bank holidays we open at 9 am and close at 2 pm. See you then. — Bram",
        {"kind": Kind.QUESTION, "fault": NONE, "severity": 1},
    ),
    # Quillmere Broadband
    (
        "Third outage this week. I work from home and I'm losing clients because of you.",
        "Hello Niamh, three outages in a week when your work depends on the line: anyone would be furious, and I apologise. "
        "I've asked the network team to replace the faulty card in your cabinet, and the engineer is there now. I'll confirm "
        "here by 6 pm whether it holds. Thank you for reporting each one. — Cato",
        {},
    ),
    (
        "You promised an engineer between 8 and 12. It is 3 pm. Nobody came, nobody called.",
        "Hello Kofi, a whole morning at the window and no engineer: that's not good enough, and I'm sorry nobody called you. "
        "I've spoken to the dispatch desk, and an engineer is booked for tomorrow at 8 am. I'll message you tonight with her "
        "name. Thank you for giving us the chance to put it right. — Cato",
        {},
    ),
    (
        "My bill went up by £9 with no warning at all.",
        "Hello Wren, a bill that jumps by £9 without a word is frustrating, and I'm sorry you found out this way. I've passed "
        "it to our billing team to see which notice went missing. I'll be back here by 10 am tomorrow with their answer. "
        "Thanks for raising it. — Cato",
        {"reply_kind": HOLD, "fault": LIKELY},
    ),
    # Larkspur Vets
    (
        "Charged £180 for a consultation that lasted four minutes. Robbery.",
        "Hello Desmond, £180 for four minutes, I understand why that stings. I've asked the practice manager to go through the "
        "consultation with the vet line by line. She'll call you by Thursday 4 pm; tell me in a private message which number is "
        "best. Thank you for saying so openly. — Petra",
        {"fault": UNKNOWN},
    ),
    (
        "Our dog came back from grooming with a cut ear and nobody mentioned it.",
        "Hello Saoirse, finding a cut on your dog's ear at home, with no word from us, must have been upsetting, and I'm very "
        "sorry. I've spoken to the groomer and to the duty vet, who will look at the ear free of charge today until 7 pm. I'll "
        "call the two of you tonight myself. Thank you for writing. — Petra",
        {"severity": 3},
    ),
    # Fellside Railway
    (
        "Your trains are filthy. I sat on chewing gum in a £60 pair of trousers.",
        "Hello Alistair, gum on the seat and a ruined pair of trousers: you're right to be annoyed, and I'm sorry. I've logged "
        "the coach for deep cleaning tonight, and I'm sending you the claim form for the trousers privately. You'll have an "
        "answer on it within 5 working days. Thanks for telling us. — Hattie",
        {},
    ),
    (
        "Everyone knows you pay your drivers less than minimum wage.",
        "Hello Gethin, I can see why that worries you; pay comes up a lot. Our drivers start at £29,400 a year and the scale is "
        "agreed with two unions. You can read it in the pay report published in May: https://fellside.example/pay. Ask me "
        "anything about it here. Thank you. — Hattie",
        {"kind": Kind.MISINFORMED, "fault": NONE, "pending": False},
    ),
    (
        "Shoutout to the lady at Calder station who found my daughter's bear. Legend.",
        "Hello Rosalind, thank you, we're so pleased the bear is home. Your words were read out at Calder station and she is "
        "smiling from ear to ear. — Hattie",
        {"kind": Kind.COMPLIMENT, "fault": NONE, "severity": 1},
    ),
    (
        "The ramp at platform 3 has been broken since March. I can't get to work.",
        "Hello Ffion, no ramp since March means no way to work, and that is unacceptable: I apologise. I've raised it with the "
        "station manager, who has ordered a portable ramp for platform 3. It will be there by Monday 7 am. I'll check it myself "
        "that morning and tell you here. Thank you for persisting. — Hattie",
        {"severity": 3},
    ),
    # Oakapple Toys
    (
        "The wheel came off the toy truck within an hour and my toddler put it in his mouth. This is dangerous!",
        "Hello Maren, a loose wheel in a toddler's mouth must have been terrifying, and I'm so sorry. Our safety "
        "team has the report since 2 pm and has begun testing the same batch. Until we know more, keep the truck away from "
        "him, in one piece. A colleague writes to you privately within the hour, and I'll say here by 7 pm what the test "
        "shows. Thank you for acting so fast. — Juno",
        {"severity": 4, "fault": UNKNOWN, "reply_kind": HOLD},
    ),
    (
        "Ordered a blue one, got a pink one, support says 'close enough'.",
        "Hello Percival, blue is not pink, and 'close enough' was the wrong thing to say: I'm sorry. I've posted the blue one "
        "this morning, first class; it should be with you by Wednesday. Keep the other. I've also talked it through with the "
        "colleague who answered you. Thank you for coming back to us. — Juno",
        {},
    ),
    # Harrowgate Council
    (
        "Pothole on Mill Road took out my tyre. Reported it in September!",
        "Hello Bethan, a burst tyre on a pothole you had already reported in September: I understand your anger, and we apologise "
        "for leaving it. The crew fills Mill Road tomorrow morning. I've opened a claim for the tyre and will message you the "
        "reference privately by noon tomorrow. Thank you for reporting it twice. — Council streets team, Ewan",
        {},
    ),
    (
        "Bins not emptied for three weeks in Elm Close and rats everywhere now.",
        "Hello Magnus, three weeks of full bins and now rats in Elm Close must be awful, and I'm sorry. I've booked a second "
        "lorry for today and pest control for Thursday at 9 am. I'll post a note here on Thursday evening to say what they found. "
        "Thanks for the photos. — Ewan",
        {},
    ),
    (
        "Is the library lift working again?",
        "Hello Odette, yes, the library lift has been running again since Tuesday morning. — Ewan",
        {"kind": Kind.QUESTION, "fault": NONE, "severity": 1},
    ),
    # Saltmarsh Coffee
    (
        "lol your coffee tastes like a wet dog and your baristas can't count to ten",
        "Hello there, wet dog is not the note we roast for. If a cup of coffee came out wrong, tell me which shop and I'll ask "
        "them to check the grinder today. Our baristas see these comments, so be as hard as you like on the coffee and kind to them. Thanks. — Neve",
        {"kind": Kind.TROLL, "fault": NONE, "severity": 1},
    ),
    (
        "Allergic reaction to your 'nut free' brownie. Ended up in hospital.",
        "Hello Cerys, a brownie sold as nut free and a night in hospital: I am very sorry, and I hope you're safe at home. The "
        "food safety team has the case, and the brownies came off every counter this morning. I'll write to you privately "
        "within the hour, and here before 3 pm with what the kitchen found. Thank you for speaking up. — Neve",
        {"severity": 4, "fault": UNKNOWN, "reply_kind": HOLD},
    ),
    (
        "The queue at the Wharf shop was 25 minutes with one person serving.",
        "Hello Lachlan, 25 minutes for a coffee at the Wharf is far too long, and I'm sorry. One colleague was ill and we didn't "
        "call anyone in, which was our mistake. I've added a second person on weekday mornings from tomorrow. Tell me here if you "
        "still have to wait. Thank you. — Neve",
        {"pending": False},
    ),
    # Brightwater Bank
    (
        "Your app has locked me out for two days and the phone line cuts off.",
        "Hello Zelda, two days locked out of your own money is stressful, and I apologise. I've asked our security desk to reset "
        "the app access, and I'm sending you a secure link by private message right now. Please post nothing personal here. I'll "
        "check with you at 4 pm today that you're back in. Thank you for your message. — Abel",
        {},
    ),
    (
        "You closed my branch and now the nearest is 40 miles away. Thanks for nothing.",
        "Hello Rhona, 40 miles to the nearest branch is hard, and I'm sorry about what closing yours means for you. I've asked the "
        "mobile branch team whether their van can stop in your village. I'll give you their answer here by Friday 5 pm. Thank "
        "you for telling us plainly. — Abel",
        {},
    ),
    (
        "Journalist at the Ledger here, asking about the data leak reported this morning. Deadline 6pm.",
        "Hello Imogen, thank you for asking. I've passed your question about the data leak to our press office, and they will "
        "answer you by private message before 4 pm today. — Abel",
        {"kind": Kind.PRESS, "fault": NONE, "severity": 3},
    ),
    # Fernhill Theatre
    (
        "Show started 40 minutes late, no announcement, we missed the last bus.",
        "Hello Duncan, missing the last bus because we started 40 minutes late is maddening, and I'm sorry. We've changed the "
        "rule: any delay over ten minutes is now announced in the foyer. I've arranged your taxi refund; send the receipt in a "
        "private message and it is paid within 48 hours. Thank you for letting us know. — Orla",
        {},
    ),
    (
        "The heating was off in the balcony all evening. We kept our coats on.",
        "Hello Sioned, two hours in a coat is no way to see a play, and I'm sorry the balcony was so cold. The boiler valve has "
        "been replaced this morning. I've put aside two seats in the stalls for any night next week: I'll hold them until "
        "Friday. Thank you for staying to the end. — Orla",
        {"pending": False},
    ),
    (
        "So disappointed, the lead actor was replaced without notice",
        "Hello Torquil, booking for one actor and seeing another is disappointing, I understand. I'm sorry we didn't e-mail you "
        "when he fell ill at 5 pm. I've asked the box office to write to every ticket holder within the hour in future. Thank "
        "you for coming anyway. — Orla",
        {"pending": False},
    ),
    # Peatmoor Outdoors
    (
        "The zip on the £300 jacket broke on day two. On a mountain. In snow.",
        "Hello Hamish, a zip failing in snow on day two must have been frightening, and we're truly sorry. A new jacket left our "
        "warehouse at noon, with the older, stronger zip. I've stopped sales of that model while the workshop tests it. I'll "
        "tell you the result here by next Tuesday. Thank you for warning us. — Isla",
        {"severity": 3},
    ),
    (
        "Delivery says signed for. By who? I was at home all day.",
        "Hello Cormac, a signature that isn't yours when you were at home all day, I understand the worry. I've asked the "
        "carrier for the signature and the driver's route. I'll tell you here by noon tomorrow what they show, and if the parcel "
        "is lost a new one leaves the same day. Thank you for checking with us. — Isla",
        {"fault": UNKNOWN},
    ),
    (
        "Your size chart is useless, returned the boots twice",
        "Hello Elspeth, two returns for one pair of boots is exhausting, and I'm sorry about the chart. You're right, it runs a "
        "size small on those boots; I've corrected the page this afternoon. I've sent you a prepaid label privately, and your "
        "refund starts the day we scan it. Thank you for taking the time. — Isla",
        {"pending": False},
    ),
    (
        "Not that anybody cares, nothing helps, I just want it all to stop. Keep your refund.",
        "Hello Rowan, forget the refund for a moment. That sounds like a great weight, and it matters that you said it. People who "
        "listen are there this minute, day or night and free of charge: 116 123. In danger? Then 999, straight away. "
        "I'll write to you privately in two minutes, and I stay on this page tonight. — Isla",
        {"kind": Kind.PERSON_AT_RISK, "severity": 4, "fault": NONE},
    ),
    (
        "",
        "Hello, this morning we hid a comment that went for two drivers because of where they were born (house rules, section "
        "1). Be as critical of our trains as you wish: we read and answer all of it. — Hattie",
        {"kind": Kind.ABUSE, "severity": 4, "reply_kind": ReplyKind.REMOVAL_LINE, "fault": NONE},
    ),
]
