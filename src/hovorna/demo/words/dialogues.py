"""Short conversations, one per topic and language."""

import msgspec


class Dialogue(msgspec.Struct, frozen=True):
    """Guest and operator take turns, the guest first."""

    topic: str
    guest: tuple[str, ...]
    operator: tuple[str, ...]
    note: str
    praise: str


CZECH: tuple[Dialogue, ...] = (
    Dialogue(
        "faktura",
        (
            "Dobrý den, na faktuře mám dvakrát stejnou položku.",
            "Je to faktura z minulého měsíce.",
            "Děkuji, to mi stačí.",
        ),
        (
            "Dobrý den, podívám se na to.",
            "Máte pravdu, pošlu vám opravenou fakturu e-mailem.",
            "Není zač, hezký den.",
        ),
        "Opravit fakturu, poslat dobropis.",
        "Rychlé vyřízení, děkuji.",
    ),
    Dialogue(
        "doprava",
        ("Dobrý den, kdy mi přijde balík?", "Objednával jsem v pondělí.", "Výborně, budu doma."),
        ("Dobrý den, hned to zjistím.", "Dopravce ho má ve voze, dorazí dnes odpoledne.", "Přeji příjemný den."),
        "Zásilka doručena dnes odpoledne.",
        "Všechno v pořádku.",
    ),
    Dialogue(
        "reklamace",
        (
            "Dobrý den, výrobek po týdnu přestal fungovat.",
            "Nesvítí kontrolka a nejde zapnout.",
            "Dobře, zabalím ho a pošlu.",
        ),
        (
            "Dobrý den, to mě mrzí.",
            "Založím vám reklamaci, kurýr si ho vyzvedne zítra.",
            "Potvrzení vám přijde za chvíli.",
        ),
        "Založena reklamace, svoz zítra.",
        "Čekal jsem déle, ale pomohli mi.",
    ),
    Dialogue(
        "produkt",
        ("Dobrý den, máte filtr i pro starší model?", "Mám typ SF-200.", "Tak si ho objednám."),
        ("Dobrý den, jaký typ máte?", "Pro SF-200 sedí filtr F2, je skladem.", "Odkaz jsem vám poslal, děkuji."),
        "Doporučen filtr F2.",
        "Milý a ochotný operátor.",
    ),
)

ENGLISH: tuple[Dialogue, ...] = (
    Dialogue(
        "faktura",
        ("Hello, I was charged twice this month.", "Yes, the same amount on the same day.", "Great, thank you."),
        ("Hello, let me check your account.", "I can see it, one payment will be returned.", "You are welcome."),
        "Double charge, refund ordered.",
        "Solved in a minute.",
    ),
    Dialogue(
        "doprava",
        ("Hi, where is my order?", "It should have come yesterday.", "OK, I will wait for the courier."),
        ("Hi, I am looking it up.", "It is out for delivery, you get a message an hour before.", "Have a nice day."),
        "Out for delivery today.",
        "Good.",
    ),
    Dialogue(
        "reklamace",
        ("Hello, the tap I bought is leaking.", "Two weeks ago, in your shop in Brno.", "Perfect, thanks for help."),
        ("Hello, when did you buy it?", "A technician will call you to agree on a visit.", "Thank you for calling."),
        "Technician to call back.",
        "Friendly, but I had to wait.",
    ),
    Dialogue(
        "produkt",
        ("Hi, does the dispenser work without electricity?", "For about thirty people.", "I will think about it."),
        ("Hi, it does, for how many people?", "Then I recommend the model SD-40.", "I am sending you the leaflet."),
        "Interested in SD-40, send offer.",
        "Very helpful.",
    ),
)

DIALOGUES: dict[str, tuple[Dialogue, ...]] = {"cs": CZECH, "en": ENGLISH}

#: What the chatbot says before it hands over.
CHATBOT_LINES = {
    "cs": ("Ahoj, jsem Studánka. S čím vám pomohu?", "Předám vás kolegovi."),
    "en": ("Hello, I am Studánka. How can I help?", "Let me get a colleague for you."),
}

#: For guests who are no part of the demo: there is nobody to learn a dialogue from.
GREETING = "Dobrý den, jak vám mohu pomoci? / Hello, how can I help you?"
REPLIES = (
    "Rozumím, hned se podívám. / I see, let me have a look.",
    "Zapisuji si to. / I am writing that down.",
    "Ještě něco? / Anything else?",
)
FAREWELL = "Děkuji, na shledanou. / Thank you, goodbye."

FORWARD_NOTES = ("Prosím o převzetí, klient čeká na odpověď.", "Please take over, billing question.")
BAN_REASON = "Spam"
