-- What pictures, bundles and the gate of evidence bring to the rules that no code path can skip (design, section 5).

CREATE TRIGGER bundle_kept BEFORE DELETE OR TRUNCATE ON desk_bundle
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER check_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON desk_ledgercheck
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER hold_kept BEFORE DELETE OR TRUNCATE ON desk_hold
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER share_kept BEFORE DELETE OR TRUNCATE ON desk_evidenceshare
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();
CREATE TRIGGER stamp_kept BEFORE DELETE OR TRUNCATE ON desk_stamp
    FOR EACH STATEMENT EXECUTE FUNCTION desk_kept_whole();

-- A bundle changes in one way only: its key and its file are destroyed together.
CREATE FUNCTION desk_bundle_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL
       OR (to_jsonb(NEW) - 'wrapped' - 'stored' - 'erased_at') <> (to_jsonb(OLD) - 'wrapped' - 'stored' - 'erased_at') THEN
        RAISE EXCEPTION 'a bundle is erased whole or left alone' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bundle_only_erased BEFORE UPDATE ON desk_bundle
    FOR EACH ROW EXECUTE FUNCTION desk_bundle_only_erased();

-- A hold is lifted once; its reason and its owner are never rewritten.
CREATE FUNCTION desk_hold_only_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.lifted_at IS NOT NULL OR (NEW.case_id, NEW.reason, NEW.set_by_id, NEW.set_at)
       IS DISTINCT FROM (OLD.case_id, OLD.reason, OLD.set_by_id, OLD.set_at) THEN
        RAISE EXCEPTION 'a hold is reviewed or lifted, never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_only_lifted BEFORE UPDATE ON desk_hold
    FOR EACH ROW EXECUTE FUNCTION desk_hold_only_lifted();

-- Nothing that is held is erased: neither sealed bytes of the case's messages nor a bundle that shows one of them.
CREATE FUNCTION desk_held_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL AND (
        (TG_TABLE_NAME = 'desk_evidenceitem' AND EXISTS (
            SELECT 1 FROM desk_message m JOIN desk_hold h ON h.case_id = m.case_id
            WHERE m.id = (to_jsonb(NEW) ->> 'message_id')::bigint AND h.lifted_at IS NULL))
        OR (TG_TABLE_NAME = 'desk_bundle' AND EXISTS (
            SELECT 1 FROM desk_evidenceitem e JOIN desk_message m ON m.id = e.message_id
            JOIN desk_hold h ON h.case_id = m.case_id WHERE e.bundle_id = NEW.id AND h.lifted_at IS NULL))) THEN
        RAISE EXCEPTION 'proc.hold: what is held is not erased' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evidence_held BEFORE UPDATE ON desk_evidenceitem
    FOR EACH ROW EXECUTE FUNCTION desk_held_is_kept();
CREATE TRIGGER bundle_held BEFORE UPDATE ON desk_bundle
    FOR EACH ROW EXECUTE FUNCTION desk_held_is_kept();

-- A stamp that was had is kept as it came; only what a later look at it found is added.
CREATE FUNCTION desk_stamp_kept_as_it_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.bundle_id, NEW.ledger_seq, NEW.authority, NEW.digest)
       IS DISTINCT FROM (OLD.bundle_id, OLD.ledger_seq, OLD.authority, OLD.digest)
       OR (OLD.response IS NOT NULL AND OLD.state = 'had'
           AND (NEW.response IS DISTINCT FROM OLD.response OR NEW.request IS DISTINCT FROM OLD.request)) THEN
        RAISE EXCEPTION 'a stamp is kept as it came' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stamp_kept_as_it_came BEFORE UPDATE ON desk_stamp
    FOR EACH ROW EXECUTE FUNCTION desk_stamp_kept_as_it_came();
