"""Questions: ready wordings to begin a conference with.

The first is the question of the founding page, to the letter (seeds, row 3-19); the French is ours. The three stages
follow a testimonial that it quotes: discuss challenges, decide which to take up, get to work (row 1-01).
"""

from __future__ import annotations

FIRST = {
    "en": "As a result of participating in the CoP activity, what new perspectives or practices has your group "
    "identified that will inform your collective professional growth and system education leadership practice?",
    "fr": "À la suite de votre participation à l’activité de la CdP, quelles nouvelles perspectives ou pratiques votre "
    "groupe a-t-il dégagées qui éclaireront votre croissance professionnelle collective et votre pratique du "
    "leadership éducatif à l’échelle du système?",
}
STAGES = (
    {
        "en": "Challenge: which challenge in your schools and systems did your group talk about?",
        "fr": "Défi : de quel défi de vos écoles et de vos systèmes votre groupe a-t-il parlé?",
    },
    {
        "en": "Choice: which one thing will you take up together first, and why that one?",
        "fr": "Choix : à quoi vous attaquerez-vous ensemble en premier, et pourquoi à cela?",
    },
    {
        "en": "Action: what will each of you do by the next meeting, and how will you know that it helped?",
        "fr": "Action : que ferez-vous d’ici la prochaine rencontre, et comment saurez-vous que cela a aidé?",
    },
)
