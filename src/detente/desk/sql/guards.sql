-- The rules that no code path can skip (design, section 5), kept by the database itself.

-- Bindings: an approval is of one text by one writer; a publication is of one approval; a removal rests on evidence and
-- on a reading of that very message.
ALTER TABLE desk_review ADD CONSTRAINT review_of_that_text
    FOREIGN KEY (draft_id, revision_number, text_hash, writer_id)
    REFERENCES desk_draftrevision (draft_id, number, text_hash, writer_id);
ALTER TABLE desk_publication ADD CONSTRAINT publication_of_that_review
    FOREIGN KEY (review_id, draft_id, revision_number, text_hash)
    REFERENCES desk_review (id, draft_id, revision_number, text_hash);
ALTER TABLE desk_publication ADD CONSTRAINT publication_under_that_message
    FOREIGN KEY (recipient_id, channel_id) REFERENCES desk_message (id, channel_id);
ALTER TABLE desk_removal ADD CONSTRAINT removal_with_that_evidence
    FOREIGN KEY (evidence_id, message_id) REFERENCES desk_evidenceitem (id, message_id);
ALTER TABLE desk_removal ADD CONSTRAINT removal_on_that_reading
    FOREIGN KEY (reading_id, message_id) REFERENCES desk_reading (id, message_id);
ALTER TABLE desk_removal ADD CONSTRAINT removal_on_that_channel
    FOREIGN KEY (message_id, channel_id) REFERENCES desk_message (id, channel_id);
ALTER TABLE desk_evidenceitem ADD CONSTRAINT evidence_on_that_channel
    FOREIGN KEY (message_id, channel_id) REFERENCES desk_message (id, channel_id);
ALTER TABLE desk_removal ADD CONSTRAINT removal_executed_after_decision
    CHECK (intended_at IS NULL OR decided_by_id IS NOT NULL OR (provisional AND verb = 'hide'));

CREATE FUNCTION desk_kept_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps what it holds: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER charter_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_charter
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER clause_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_clause
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER reading_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_reading
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER review_kept BEFORE DELETE OR TRUNCATE ON desk_review
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER attempt_kept BEFORE DELETE OR TRUNCATE ON desk_attempt
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER publication_kept BEFORE DELETE OR TRUNCATE ON desk_publication
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER removal_kept BEFORE DELETE OR TRUNCATE ON desk_removal
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER revision_kept BEFORE DELETE OR TRUNCATE ON desk_revision
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER evidence_kept BEFORE DELETE OR TRUNCATE ON desk_evidenceitem
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();

-- A message's words are appended; the only change is erasure, which empties the text and leaves the hash.
CREATE FUNCTION desk_revision_only_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.text <> '' OR NEW.text_hash <> OLD.text_hash OR NEW.message_id <> OLD.message_id OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'a revision is appended, never overwritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER revision_only_redacted BEFORE UPDATE ON desk_revision
    FOR EACH ROW EXECUTE FUNCTION desk_revision_only_redacted();

-- Rule 1: whoever commits a revision has sealed its bytes in the same transaction.
CREATE FUNCTION desk_revision_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM desk_evidenceitem e
                   WHERE e.message_id = NEW.message_id AND e.revision_number = NEW.number) THEN
        RAISE EXCEPTION 'revision % of message % is not sealed', NEW.number, NEW.message_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER revision_is_sealed AFTER INSERT ON desk_revision DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION desk_revision_is_sealed();

-- Sealed bytes change in one way only: their key, salt and ciphertext are destroyed together.
CREATE FUNCTION desk_evidence_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL OR NEW.commitment <> OLD.commitment
       OR NEW.ledger_seq <> OLD.ledger_seq OR NEW.leaf <> OLD.leaf OR NEW.message_id <> OLD.message_id
       OR NEW.revision_number <> OLD.revision_number OR NEW.sealed_at <> OLD.sealed_at OR NEW.level <> OLD.level THEN
        RAISE EXCEPTION 'sealed bytes are erased whole or left alone' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_only_erased BEFORE UPDATE ON desk_evidenceitem
    FOR EACH ROW EXECUTE FUNCTION desk_evidence_only_erased();

-- A sealed version of a draft is never rewritten.
CREATE FUNCTION desk_draft_revision_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'versions of a draft are kept' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.sealed_at IS NOT NULL AND (NEW.text <> OLD.text OR NEW.text_hash <> OLD.text_hash
       OR NEW.writer_id <> OLD.writer_id OR NEW.number <> OLD.number OR NEW.draft_id <> OLD.draft_id
       OR NEW.sealed_at IS NULL) THEN
        RAISE EXCEPTION 'a submitted version is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_revision_sealed BEFORE UPDATE OR DELETE ON desk_draftrevision
    FOR EACH ROW EXECUTE FUNCTION desk_draft_revision_sealed();

-- A decision stands; it can only be voided, once.
CREATE FUNCTION desk_review_only_voided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL
       OR (to_jsonb(NEW) - 'voided_at' - 'void_reason') <> (to_jsonb(OLD) - 'voided_at' - 'void_reason') THEN
        RAISE EXCEPTION 'a decision can only be voided, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_only_voided BEFORE UPDATE ON desk_review
    FOR EACH ROW EXECUTE FUNCTION desk_review_only_voided();

-- Rules 3 and 4: no publication without a standing approval of a sealed text; what was queued never changes.
CREATE FUNCTION desk_publication_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'queued' OR NOT EXISTS (SELECT 1 FROM desk_review r
                   JOIN desk_draftrevision v ON v.draft_id = r.draft_id AND v.number = r.revision_number
                   WHERE r.id = NEW.review_id AND r.decision = 'approved' AND r.voided_at IS NULL
                     AND r.expires_at > NEW.queued_at AND r.channel_id = NEW.channel_id
                     AND r.recipient_id = NEW.recipient_id AND v.sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'no publication without a standing approval' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_is_approved BEFORE INSERT ON desk_publication
    FOR EACH ROW EXECUTE FUNCTION desk_publication_is_approved();

CREATE FUNCTION desk_publication_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.draft_id, NEW.revision_number, NEW.text_hash, NEW.review_id, NEW.channel_id, NEW.recipient_id, NEW.key)
       IS DISTINCT FROM
       (OLD.draft_id, OLD.revision_number, OLD.text_hash, OLD.review_id, OLD.channel_id, OLD.recipient_id, OLD.key)
       OR (OLD.frozen IS NOT NULL AND (NEW.frozen IS DISTINCT FROM OLD.frozen OR NEW.digest <> OLD.digest)) THEN
        RAISE EXCEPTION 'what was queued never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'queued' AND OLD.state <> 'queued' AND (
        OLD.state NOT IN ('sending', 'unknown') OR EXISTS (
            SELECT 1 FROM desk_attempt a WHERE a.publication_id = OLD.id AND (a.closed_at IS NULL
                OR (OLD.state = 'sending' AND a.number = OLD.attempts AND a.outcome NOT IN ('limited', 'not_sent', 'auth'))))) THEN
        RAISE EXCEPTION 'a publication that may have left is looked for, not queued again' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_bound BEFORE UPDATE ON desk_publication
    FOR EACH ROW EXECUTE FUNCTION desk_publication_bound();

-- An attempt is opened for a publication that is being sent, and closed once.
CREATE FUNCTION desk_attempt_of_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT 1 FROM desk_publication p WHERE p.id = NEW.publication_id AND p.state = 'sending'
                       AND p.frozen IS NOT NULL AND p.attempts = NEW.number
                       AND p.channel_id = NEW.channel_id AND p.recipient_id = NEW.recipient_id) THEN
            RAISE EXCEPTION 'an attempt belongs to a claimed and frozen publication' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
       OR (to_jsonb(NEW) - 'closed_at' - 'outcome') <> (to_jsonb(OLD) - 'closed_at' - 'outcome') THEN
        RAISE EXCEPTION 'an attempt is closed once, and never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attempt_of_sending BEFORE INSERT OR UPDATE ON desk_attempt
    FOR EACH ROW EXECUTE FUNCTION desk_attempt_of_sending();

-- Rule 2: the charter gate.
CREATE FUNCTION desk_removal_under_charter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    clause desk_clause;
    reading desk_reading;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.message_id, NEW.clause_id, NEW.evidence_id, NEW.reading_id, NEW.quote, NEW.reason, NEW.asked_by_id,
            NEW.verb, NEW.provisional, NEW.asked_at) IS DISTINCT FROM
           (OLD.message_id, OLD.clause_id, OLD.evidence_id, OLD.reading_id, OLD.quote, OLD.reason, OLD.asked_by_id,
            OLD.verb, OLD.provisional, OLD.asked_at) THEN
            RAISE EXCEPTION 'a request for removal is decided, not rewritten' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO clause FROM desk_clause WHERE id = NEW.clause_id;
    SELECT * INTO reading FROM desk_reading WHERE id = NEW.reading_id;
    IF NOT clause.ground OR (NEW.verb = 'hide' AND NOT clause.may_hide) OR (NEW.verb = 'delete' AND NOT clause.may_delete)
       OR (NEW.provisional AND NOT clause.provisional) THEN
        RAISE EXCEPTION 'proc.removal: this clause does not allow it' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM desk_message m WHERE m.id = NEW.message_id AND (m.is_review OR m.ours)) THEN
        RAISE EXCEPTION 'proc.removal: a review is never removed' USING ERRCODE = 'check_violation';
    END IF;
    IF reading.person_id IS NULL OR (NOT clause.any_kind AND reading.kind NOT IN ('abuse', 'spam')) THEN
        RAISE EXCEPTION 'proc.removal: criticism stays, and a machine never decides' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM desk_reading r WHERE r.message_id = NEW.message_id AND r.person_id IS NOT NULL AND r.id > reading.id) THEN
        RAISE EXCEPTION 'proc.removal: a later reading exists' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM desk_evidenceitem e WHERE e.id = NEW.evidence_id AND e.erased_at IS NOT NULL) THEN
        RAISE EXCEPTION 'proc.evidence: the evidence was erased' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state NOT IN ('asked', 'provisional') THEN
        RAISE EXCEPTION 'proc.approval: a removal begins as a request' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER removal_under_charter BEFORE INSERT OR UPDATE ON desk_removal
    FOR EACH ROW EXECUTE FUNCTION desk_removal_under_charter();


CREATE INDEX evidence_by_revision ON desk_evidenceitem (message_id, revision_number);
