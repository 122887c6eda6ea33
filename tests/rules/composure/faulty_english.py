"""Replies that must be caught, in English, with the checks that must catch them. Everything is invented."""

from __future__ import annotations

from detente.contracts.composure import Fault, ReplyKind
from detente.contracts.kinds import Kind

OWN, LIKELY, NONE, UNKNOWN = Fault.ESTABLISHED, Fault.LIKELY, Fault.NONE, Fault.UNKNOWN
HOLD = ReplyKind.HOLDING

MOULD = "There was mould under the lid of my yoghurt and I had already eaten half of it."
FLIGHT = "You bumped us off the flight and left two kids sleeping on the airport floor."
DRILL = "The drill stopped on day three and your chat closed my conversation twice."
RENT = "You took the rent twice this month and my account is overdrawn because of it."
TRAMS = "Half the trams are cancelled every evening, everyone knows drivers just call in sick."

# (message, reply, what differs from an ordinary complaint at fault, checks that must catch it)
FAULTY_ENGLISH = [
    (MOULD, "We are sorry if the yoghurt did not meet your expectations.", {}, {"own.non_apology", "fix.action"}),
    (MOULD, "Sorry you feel that way about our yoghurt.", {}, {"own.non_apology", "fix.action"}),
    (MOULD, "We apologise for any inconvenience caused by the yoghurt.", {}, {"own.non_apology", "fix.action"}),
    (MOULD, "Apologies for the inconvenience. The mould is rare.", {}, {"own.non_apology"}),
    (MOULD, "You should have checked the lid of the yoghurt before eating.", {}, {"tone.blame", "own.apology"}),
    (MOULD, "You must have left the yoghurt out of the fridge.", {}, {"tone.blame", "fix.action", "own.apology"}),
    (MOULD, "As stated on the lid, yoghurt keeps for three days once opened.", {}, {"tone.blame", "fix.action"}),
    (MOULD, "Mould on yoghurt is your own fault if the fridge is warm.", {}, {"tone.blame"}),
    (MOULD, "Next time check the date on the yoghurt, please.", {}, {"tone.blame", "fix.action"}),
    (
        MOULD,
        "Thanks for reaching out. We take all comments seriously and value your loyalty.",
        {},
        {"ack.specific", "fix.action", "own.apology"},
    ),
    (MOULD, "I'm sorry about the mould. We guarantee a clean lid, this will not happen again.", {}, {"fix.promise"}),
    (MOULD, "I'm sorry about the yoghurt; it won't happen again, I promise you that.", {}, {"fix.promise"}),
    (MOULD, "I'm so sorry about the mould, we'll give you a full refund right now.", {}, {"fix.promise"}),
    (
        MOULD,
        "Please reply with your phone number and address and we'll see about the yoghurt.",
        {},
        {"data.asks_personal"},
    ),
    (
        MOULD,
        "What's your email? Then somebody sees about the yoghurt.",
        {},
        {"data.asks_personal", "own.apology", "fix.action"},
    ),
    (
        MOULD,
        "I can see the yoghurt order. Could you give me your date of birth below to unlock it?",
        {},
        {"data.asks_personal"},
    ),
    (MOULD, "Send me your password by private message and I'll check the yoghurt order.", {}, {"data.asks_personal"}),
    (MOULD, "I've found the yoghurt: order number 5512098, sent to 22 Bramble Lane.", {}, {"data.discloses"}),
    (MOULD, "I've written to dora.finch@mailbox.example about the yoghurt.", {}, {"data.discloses"}),
    (FLIGHT, "Calm down, plenty of kids love a sleepover on the airport floor.", {}, {"tone.sarcasm", "fix.action"}),
    (FLIGHT, "lol nice try, the flight was not even full", {}, {"tone.sarcasm"}),
    (FLIGHT, "Someone is having a bad day. Get a life, it was one flight.", {}, {"tone.sarcasm"}),
    (FLIGHT, "Two kids on the floor, what an adventure 🙄", {}, {"tone.sarcasm", "fix.action"}),
    (FLIGHT, "Stop lying, nobody slept on the floor that night.", {}, {"tone.aggression"}),
    (FLIGHT, "You are pathetic. The flight was full.", {}, {"tone.aggression"}),
    (FLIGHT, "Shame on you for dragging your kids into this.", {}, {"tone.aggression"}),
    (FLIGHT, "Your comment about the flight is ridiculous.", {}, {"tone.aggression", "fix.action"}),
    (FLIGHT, "Our lawyers have been sent your post about the flight.", {}, {"legal.threat", "own.apology"}),
    (FLIGHT, "This is defamatory. Delete it or we will take legal action.", {}, {"legal.threat", "fix.action"}),
    (FLIGHT, "We reserve the right to sue over false claims about our flights.", {}, {"legal.threat"}),
    (
        FLIGHT,
        "Hello Ama, two kids on the airport floor is awful and I'm sorry. I've asked the desk why; we'll get back to you "
        "shortly.",
        {"pending": True},
        {"fix.when"},
    ),
    (
        FLIGHT,
        "Thanks, somebody will look and come back to you soon.",
        {"reply_kind": HOLD},
        {"form.hold_complete", "fix.when", "ack.specific"},
    ),
    (
        FLIGHT,
        "Hello Ama, what you say of the flight and the kids is read. I'll be back by 4 pm tomorrow.",
        {"reply_kind": HOLD},
        {"form.hold_complete"},
    ),
    (
        FLIGHT,
        "Hello Ama, I've passed your message about the flight to the crew team. Bear with us.",
        {"reply_kind": HOLD},
        {"form.hold_complete", "fix.when"},
    ),
    (DRILL, "That's simply not true, our chat never closes.", {"fault": UNKNOWN}, {"tone.denial", "fix.action"}),
    (DRILL, "You're mistaken, there is no problem with the drill.", {"fault": UNKNOWN}, {"tone.denial", "fix.action"}),
    (DRILL, "The drill works for everyone else.", {"fault": UNKNOWN}, {"tone.denial", "fix.action"}),
    (DRILL, "Hello [FIRST NAME], I'm sorry about the drill, I've sent a new one today.", {}, {"form.placeholder"}),
    (DRILL, "Hello {name}, I'm sorry about the drill, I've sent a new one today.", {}, {"form.placeholder"}),
    (DRILL, "Hello <customer>, I'm sorry about the drill, I've sent a new one today.", {}, {"form.placeholder"}),
    (
        DRILL,
        "Bonjour, je suis désolé pour la perceuse, je vous en envoie une neuve dès aujourd'hui.",
        {},
        {"voice.language"},
    ),
    (
        DRILL,
        "Hi, sorry to hear this. Please drop us a message and a member of the team will help you today.",
        {
            "recent_replies": (
                "Hi, sorry to hear this. Please drop us a message and a member of the team will help you out.",
            )
        },
        {"voice.canned", "ack.specific", "fix.action"},
    ),
    (DRILL, "Read the manual for the drill first.", {}, {"tone.blame", "fix.action", "own.apology", "form.length"}),
    (DRILL, "You didn't read the instructions of the drill, did you?", {}, {"tone.blame", "fix.action"}),
    (DRILL, "If you had charged it and read the leaflet, the drill would work.", {}, {"fix.action", "own.apology"}),
    (RENT, "Noted.", {}, {"ack.specific", "fix.action", "own.apology", "form.length"}),
    (
        RENT,
        "The rent payment will be reviewed in due course by the relevant department.",
        {"pending": True},
        {"fix.action", "fix.when", "own.apology"},
    ),
    (RENT, "All you had to do was read the rent letter.", {}, {"tone.blame", "fix.action"}),
    (
        RENT,
        "Give us your sort code and account number here and we will see about the rent.",
        {},
        {"data.asks_personal"},
    ),
    (RENT, "It's your responsibility to keep money in the account for the rent.", {}, {"tone.blame", "fix.action"}),
    (TRAMS, "You're wrong about the trams.", {"kind": Kind.MISINFORMED, "fault": NONE}, {"tone.denial", "fix.action"}),
    (
        TRAMS,
        "Only a moron believes that about tram drivers.",
        {"kind": Kind.MISINFORMED, "fault": NONE},
        {"tone.aggression"},
    ),
    (
        "Jonah at the garage drove my mum home in the storm. What a gem.",
        "Thanks for the kind words, we appreciate your feedback and hope to see you again.",
        {"kind": Kind.COMPLIMENT, "fault": NONE, "severity": 1},
        {"ack.specific"},
    ),
    (
        "Jonah at the garage drove my mum home in the storm. What a gem.",
        "Thank you NAME, Jonah will be so happy to read this in the garage, [insert offer].",
        {"kind": Kind.COMPLIMENT, "fault": NONE, "severity": 1},
        {"form.placeholder"},
    ),
    (
        "Does the ferry run on Sundays in winter?",
        "Hello, thank you for your question, our team is happy to help.",
        {"kind": Kind.QUESTION, "fault": NONE, "severity": 1},
        {"ack.specific"},
    ),
    (
        "I can't do this any more. Your letters were the last straw, I'm done with everything.",
        "Chill out, it's only a letter. Get a grip.",
        {"kind": Kind.PERSON_AT_RISK, "severity": 4, "fault": NONE},
        {"tone.sarcasm"},
    ),
    (DRILL, "", {}, {"form.length"}),
]
