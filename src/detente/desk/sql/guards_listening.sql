-- What a person posts by hand is kept by the database too (design, section 5, rules 3 and 4).

-- It is given to a person on a standing approval only; it leaves that state as a statement with a name and a time, or
-- because the network shows it, or because it is not going out. A statement is made once and stays.
CREATE FUNCTION desk_publication_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'by_hand' AND OLD.state <> 'by_hand' AND (NOT NEW.by_hand OR NOT EXISTS (
            SELECT 1 FROM desk_review r
            JOIN desk_draftrevision v ON v.draft_id = r.draft_id AND v.number = r.revision_number
            WHERE r.id = NEW.review_id AND r.decision = 'approved' AND r.voided_at IS NULL
              AND r.expires_at > NEW.queued_at AND v.sealed_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'nobody posts by hand without a standing approval' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.stated_by_id IS NULL) <> (NEW.stated_at IS NULL) OR (NEW.stated_at IS NULL AND NEW.stated_url <> '') THEN
        RAISE EXCEPTION 'a statement has a name and a time' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.stated_at IS NOT NULL AND (NEW.stated_by_id, NEW.stated_at, NEW.stated_url)
       IS DISTINCT FROM (OLD.stated_by_id, OLD.stated_at, OLD.stated_url) THEN
        RAISE EXCEPTION 'a statement is made once' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stated_at IS NULL AND NEW.stated_at IS NOT NULL AND (OLD.state <> 'by_hand' OR NEW.state <> 'confirmed') THEN
        RAISE EXCEPTION 'only what was given to a person is stated' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'by_hand' AND NEW.state = 'confirmed' AND NEW.stated_at IS NULL AND NEW.remote_id = '' THEN
        RAISE EXCEPTION 'posted by hand: somebody says so, or the network shows it' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_by_hand BEFORE UPDATE ON desk_publication
    FOR EACH ROW EXECUTE FUNCTION desk_publication_by_hand();

-- What was read in a message is kept too; erasure empties what the program quoted of it, and nothing else.
DROP TRIGGER reading_kept ON desk_reading;
CREATE TRIGGER reading_kept BEFORE DELETE OR TRUNCATE ON desk_reading
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE FUNCTION desk_reading_only_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.heart <> '' OR NEW.asks <> '' OR NEW.because <> '[]'::jsonb
       OR (to_jsonb(NEW) - 'heart' - 'asks' - 'because') <> (to_jsonb(OLD) - 'heart' - 'asks' - 'because') THEN
        RAISE EXCEPTION 'a reading is corrected by another one, never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reading_only_redacted BEFORE UPDATE ON desk_reading
    FOR EACH ROW EXECUTE FUNCTION desk_reading_only_redacted();
