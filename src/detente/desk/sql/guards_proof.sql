-- What must be sealed before a removal leaves (design, section 5, rule 2; evidence note, gate).

-- Whoever gives their word for a deletion without a picture is not the one who asked for it.
ALTER TABLE desk_removal ADD CONSTRAINT removal_word_of_another
    CHECK (override_by_id IS NULL OR (override_by_id <> asked_by_id AND verb = 'delete'));

-- The gate: before the intention of a removal is written, the evidence must stand at the level that its verb and its
-- clause ask for. Hide: a picture, or D and C with the reason recorded; at once: D. Delete: a picture, or D and C with
-- the reason recorded and somebody's word. A picture shows the words: one of their absence or of our reply does not
-- count.
CREATE FUNCTION desk_removal_proven() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version integer;
    asks text;
    picture text;
    rebuilt boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.override_by_id IS NOT NULL
       AND (NEW.override_by_id, NEW.override_reason) IS DISTINCT FROM (OLD.override_by_id, OLD.override_reason) THEN
        RAISE EXCEPTION 'a word once given stands' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.intended_at IS NULL OR (TG_OP = 'UPDATE' AND NEW.intended_at IS NOT DISTINCT FROM OLD.intended_at) THEN
        RETURN NEW;
    END IF;
    SELECT revision_number INTO version FROM desk_evidenceitem
        WHERE id = NEW.evidence_id AND erased_at IS NULL AND level = 'D';
    IF version IS NULL THEN
        RAISE EXCEPTION 'proc.evidence: the bytes received are not sealed, or were erased'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM desk_message m WHERE m.id = NEW.message_id AND m.revision_number = version) THEN
        RAISE EXCEPTION 'proc.evidence: the evidence is of another version' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.provisional AND NEW.verb = 'hide' THEN
        RETURN NEW;
    END IF;
    SELECT evidence_level INTO asks FROM desk_clause WHERE id = NEW.clause_id;
    SELECT min(e.level) INTO picture FROM desk_evidenceitem e WHERE e.message_id = NEW.message_id
        AND e.revision_number = version AND e.erased_at IS NULL AND e.level IN ('A', 'B')
        AND e.what IN ('picture', 'operator');
    rebuilt := EXISTS (SELECT 1 FROM desk_evidenceitem e WHERE e.message_id = NEW.message_id
        AND e.revision_number = version AND e.erased_at IS NULL AND e.level = 'C' AND e.what = 'reconstruction');
    IF (asks = 'A' AND picture IS DISTINCT FROM 'A') OR (asks = 'B' AND picture IS NULL) THEN
        RAISE EXCEPTION 'proc.evidence: this clause asks for a picture' USING ERRCODE = 'check_violation';
    END IF;
    IF picture IS NULL AND (NOT rebuilt OR NEW.lesser_reason = ''
       OR (NEW.verb = 'delete' AND NEW.override_by_id IS NULL)) THEN
        RAISE EXCEPTION 'proc.evidence: no picture, and no reason for going without' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER removal_proven BEFORE INSERT OR UPDATE ON desk_removal
    FOR EACH ROW EXECUTE FUNCTION desk_removal_proven();
