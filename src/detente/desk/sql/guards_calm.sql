-- What outside readers, commentators and raters may do is kept by the database too.

-- An outside reader decides on the version that their link shows, while the link stands, and only agrees where it says so.
CREATE FUNCTION desk_review_by_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.link_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM desk_reviewlink l
            WHERE l.id = NEW.link_id AND l.draft_id = NEW.draft_id AND l.revision_number = NEW.revision_number
              AND l.ended_at IS NULL AND l.used_at IS NULL AND l.expires_at > NEW.at
              AND (l.may_approve OR NEW.decision <> 'approved')) THEN
        RAISE EXCEPTION 'proc.review: this link does not allow that' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_by_link BEFORE INSERT ON desk_review
    FOR EACH ROW EXECUTE FUNCTION desk_review_by_link();

-- A comment on a text is settled once, never rewritten.
CREATE FUNCTION desk_comment_only_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.settled_at IS NOT NULL OR NEW.settled_at IS NULL
       OR (to_jsonb(NEW) - 'settled_at' - 'settled_by_id') <> (to_jsonb(OLD) - 'settled_at' - 'settled_by_id') THEN
        RAISE EXCEPTION 'a comment is settled, never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_comment_only_settled BEFORE UPDATE ON desk_draftcomment
    FOR EACH ROW EXECUTE FUNCTION desk_comment_only_settled();
CREATE TRIGGER draft_comment_kept BEFORE DELETE OR TRUNCATE ON desk_draftcomment
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();

-- Two raters at most, never one who wrote or agreed to the reply; what they gave stays.
CREATE FUNCTION desk_rubric_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM desk_rubricscore s WHERE s.sample_id = NEW.sample_id) >= 2 OR EXISTS (
            SELECT 1 FROM desk_rubricsample s JOIN desk_publication p ON p.id = s.publication_id
            JOIN desk_draftrevision v ON v.draft_id = p.draft_id AND v.number = p.revision_number
            JOIN desk_review r ON r.id = p.review_id
            WHERE s.id = NEW.sample_id AND NEW.person_id IN (v.writer_id, r.reviewer_id)) THEN
        RAISE EXCEPTION 'two raters, none of them writer or reviewer' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rubric_by_others BEFORE INSERT ON desk_rubricscore
    FOR EACH ROW EXECUTE FUNCTION desk_rubric_by_others();
CREATE TRIGGER rubric_score_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_rubricscore
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
