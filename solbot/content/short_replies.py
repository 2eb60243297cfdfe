"""Replies that have less room than a message."""

from __future__ import annotations

_TOASTS = """
    announcement_gone answered_already booking_gone choose_first cohort_gone cohort_not_in cohort_over
    consent_given_already depth_stays entry_gone figures_settled idea_gone import_gone inquiry_gone interest_noted
    kept_already move_gone next_is_another not_in_groups nothing_new old_button on_page_already only_in_journal
    own_gone page_gone program_gone put_off_enough question_gone reading_gone rhythm_incomplete search_again
    seat_gone seats_not_offered settled_already share_gone staff/announcement_gone staff/announcement_no_draft
    staff/announcement_unfit staff/audience_changed staff/audience_gone staff/booking_gone staff/cohort_gone
    staff/cohort_over staff/desk_gone staff/draft_changed staff/draft_gone staff/file_gone staff/has_seat_already
    staff/invitation_ended staff/list_gone staff/mark_gone staff/marked_already staff/member_gone staff/message_gone
    staff/no_free_seat staff/no_seats_to_give staff/no_second_wording staff/nobody_picked staff/not_fetched_yet
    staff/person_gone staff/picked_enough staff/ready_gone staff/refused staff/round_not_going staff/search_again
    staff/seat_ended staff/seat_given staff/seat_not_so staff/seat_once_answered staff/sent_already
    staff/sequence_gone staff/sequence_testing staff/sequence_unfit try_not_asked undo_gone vision_gone vote_closed
    vote_noted
"""

TOASTS = frozenset(_TOASTS.split())
"""They appear over a tapped button: plain text, at most 200 characters."""

_CAPTIONS = """
    announcement_flyer fact_known program_share_caption reading_share_caption seat_answer_missing seat_changed
    seat_confirmed seat_ending seat_given seat_lapsed seat_listed seat_moved_up seat_released staff/cohort_caption
    staff/stats_caption vision_picture
"""

CAPTIONS = frozenset(_CAPTIONS.split())
"""They may stand beside a file: at most 1,024 characters."""
