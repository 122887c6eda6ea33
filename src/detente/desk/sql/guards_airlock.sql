-- What leaves, leaves because people agreed, after the moment in which it can be called back, and while sending is not stopped.

-- Whoever lets a text leave is a person of the desk or an outside reader; the event of the same transaction says who.
CREATE FUNCTION desk_publication_by_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM journal_event e WHERE e.subject_kind = 'publication' AND e.subject_id = NEW.id
                   AND e.name = 'publication.queued' AND e.actor_kind IN ('person', 'outside')) THEN
        RAISE EXCEPTION 'proc.human: no text leaves by itself' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER publication_by_person AFTER INSERT ON desk_publication DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION desk_publication_by_person();

-- As in guards.sql, and: the question was answered face to face; a model's words were made their own by their writer, and
-- never go to a person at risk.
CREATE OR REPLACE FUNCTION desk_publication_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'queued' OR NOT EXISTS (SELECT 1 FROM desk_review r
                   JOIN desk_draftrevision v ON v.draft_id = r.draft_id AND v.number = r.revision_number
                   WHERE r.id = NEW.review_id AND r.decision = 'approved' AND r.voided_at IS NULL
                     AND r.face_to_face AND r.expires_at > NEW.queued_at AND r.channel_id = NEW.channel_id
                     AND r.recipient_id = NEW.recipient_id AND v.sealed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'no publication without a standing approval' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM desk_draftrevision v JOIN desk_draft d ON d.id = v.draft_id JOIN desk_case c ON c.id = d.case_id
               WHERE v.draft_id = NEW.draft_id AND v.number = NEW.revision_number AND v.origin = 'model'
                 AND (NOT d.face_to_face OR c.kind = 'person_at_risk')) THEN
        RAISE EXCEPTION 'proc.human: nobody made these words their own' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- As in guards.sql, and: the moment in which it can be called back is neither shortened nor moved.
CREATE OR REPLACE FUNCTION desk_publication_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.draft_id, NEW.revision_number, NEW.text_hash, NEW.review_id, NEW.channel_id, NEW.recipient_id, NEW.key,
        NEW.leaves_at)
       IS DISTINCT FROM
       (OLD.draft_id, OLD.revision_number, OLD.text_hash, OLD.review_id, OLD.channel_id, OLD.recipient_id, OLD.key,
        OLD.leaves_at)
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

-- As in guards.sql, and: no attempt before its time, none while the brand's sending is stopped.
CREATE OR REPLACE FUNCTION desk_attempt_of_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT 1 FROM desk_publication p WHERE p.id = NEW.publication_id AND p.state = 'sending'
                       AND p.frozen IS NOT NULL AND p.attempts = NEW.number
                       AND p.channel_id = NEW.channel_id AND p.recipient_id = NEW.recipient_id
                       AND (p.leaves_at IS NULL OR p.leaves_at <= NEW.opened_at)) THEN
            RAISE EXCEPTION 'an attempt belongs to a claimed and frozen publication' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM desk_channel h JOIN accounts_brand b ON b.id = h.brand_id
                   WHERE h.id = NEW.channel_id AND b.sending_stopped_at IS NOT NULL) THEN
            RAISE EXCEPTION 'sending is stopped' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF OLD.closed_at IS NOT NULL OR NEW.closed_at IS NULL
       OR (to_jsonb(NEW) - 'closed_at' - 'outcome') <> (to_jsonb(OLD) - 'closed_at' - 'outcome') THEN
        RAISE EXCEPTION 'an attempt is closed once, and never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- For the folder of publishing problems.
CREATE INDEX publication_held_back ON desk_publication (case_id) WHERE state = 'not_published' AND trouble LIKE 'held.%';
CREATE INDEX publication_vanished ON desk_publication (case_id)
    WHERE state IN ('confirmed', 'visible') AND trouble IN ('gone', 'rejected');
