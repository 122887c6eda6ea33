"""Addresses of the work on cases: inbox, case, draft, review, removal."""

from __future__ import annotations

from django.urls import path

from detente.web.views import case, handed, inbox, knowledge, leads, pasted, releases, removals, replies, review

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("cases/<int:case_id>", case.case, name="case"),
    path("cases/<int:case_id>/live", case.live, name="case_live"),
    path("cases/<int:case_id>/messages/<int:message_id>", case.whole_message, name="whole_message"),
    path("cases/<int:case_id>/next", pasted.next_comment, name="next_comment"),
    path("cases/<int:case_id>/messages/<int:message_id>/publish", releases.release, name="release_message"),
    path("cases/<int:case_id>/take", case.take, name="take_case"),
    path("cases/<int:case_id>/close", case.close, name="close_case"),
    path("cases/<int:case_id>/note", case.note, name="write_note"),
    path("cases/<int:case_id>/reading", case.correct, name="correct_reading"),
    path("cases/<int:case_id>/hand-off", case.hand_off, name="ask_hand_off"),
    path("cases/<int:case_id>/reply", replies.reply, name="reply"),
    path("cases/<int:case_id>/reply/save", replies.save, name="save_reply"),
    path("cases/<int:case_id>/reply/check", replies.check, name="check_reply"),
    path("cases/<int:case_id>/reply/insert", leads.insert, name="insert"),
    path("cases/<int:case_id>/same-cause", leads.same_cause, name="same_cause"),
    path("knowledge", knowledge.library_page, name="knowledge"),
    path("knowledge/new", knowledge.new, name="knowledge_new"),
    path("knowledge/<int:note_id>", knowledge.note, name="knowledge_note"),
    path("knowledge/<int:note_id>/edit", knowledge.edit, name="knowledge_edit"),
    path("knowledge/<int:note_id>/state", knowledge.state, name="knowledge_state"),
    path("publications/<int:publication_id>/cancel", replies.cancel, name="cancel_publication"),
    path("publications/<int:publication_id>/resolve", replies.resolve, name="resolve_publication"),
    path("publications/<int:publication_id>/posted", replies.posted, name="posted_by_hand"),
    path("channels/<int:channel_id>/comments", pasted.comments, name="comments"),
    path("channels/<int:channel_id>/comments/<int:message_id>", pasted.comment, name="comment"),
    path("review/", review.queue, name="review_queue"),
    path("review/<int:draft_id>", review.review, name="review"),
    path("drafts/<int:draft_id>/reread", review.reread, name="reread"),
    path("removals/", removals.waiting, name="removals"),
    path("removals/new/<int:message_id>", removals.ask, name="ask_removal"),
    path("removals/<int:removal_id>", removals.removal, name="removal"),
    path("removals/<int:removal_id>/decide", removals.decide, name="decide_removal"),
    path("removals/<int:removal_id>/word", removals.vouch, name="vouch_removal"),
    path("hand-offs/", handed.handed, name="handed"),
    path("hand-offs/<int:hand_off_id>", handed.answer, name="answer_hand_off"),
]
