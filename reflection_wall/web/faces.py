"""Faces: every page and every endpoint, for the app to put up."""

from __future__ import annotations

from reflection_wall.web.access import access
from reflection_wall.web.desk import desk
from reflection_wall.web.desk_cards import desk_cards
from reflection_wall.web.desk_tables import desk_tables
from reflection_wall.web.desk_words import desk_words
from reflection_wall.web.entrance import entrance
from reflection_wall.web.health import health
from reflection_wall.web.office import office
from reflection_wall.web.office_agreement import office_agreement
from reflection_wall.web.office_cards import office_cards
from reflection_wall.web.office_codebook import office_codebook
from reflection_wall.web.office_codebooks import office_codebooks
from reflection_wall.web.office_communities import office_communities
from reflection_wall.web.office_conferences import office_conferences
from reflection_wall.web.office_files import office_files
from reflection_wall.web.office_home import office_home
from reflection_wall.web.office_keep import office_keep
from reflection_wall.web.office_lists import office_lists
from reflection_wall.web.office_people import office_people
from reflection_wall.web.office_print import office_print
from reflection_wall.web.office_programmes import office_programmes
from reflection_wall.web.office_provider import office_provider
from reflection_wall.web.office_questions import office_questions
from reflection_wall.web.office_quotes import office_quotes
from reflection_wall.web.office_reading import office_reading
from reflection_wall.web.office_rehearsals import office_rehearsals
from reflection_wall.web.office_review import office_review
from reflection_wall.web.office_sign_in import office_sign_in
from reflection_wall.web.office_tables import office_tables
from reflection_wall.web.office_themes import office_themes
from reflection_wall.web.office_welcome import office_welcome
from reflection_wall.web.office_you import office_you
from reflection_wall.web.passes import passes
from reflection_wall.web.phone import phone
from reflection_wall.web.qr import qr
from reflection_wall.web.quotes import quotes
from reflection_wall.web.table_api import table_api
from reflection_wall.web.table_room import table_room
from reflection_wall.web.wall import wall
from reflection_wall.web.wall_words import wall_words

FACES = (
    *(access, entrance, phone, table_api, table_room),
    *(wall, wall_words, desk, desk_cards, desk_tables, desk_words, passes),
    *(office, office_home, office_reading, office_people, office_you),
    *(office_review, office_codebooks, office_codebook, office_agreement, office_themes),
    *(office_sign_in, office_provider, office_welcome),
    *(office_programmes, office_communities, office_conferences, office_questions),
    *(office_tables, office_lists, office_rehearsals),
    *(office_files, office_print, office_cards, office_keep, office_quotes),
    *(quotes, qr, health),
)
