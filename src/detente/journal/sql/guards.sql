-- What happened is never changed: events and ledger lines only grow. The owner of the tables is bound as well.
CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_event
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER ledger_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();
CREATE TRIGGER ledger_head_stays BEFORE DELETE OR TRUNCATE ON journal_ledger_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows();

INSERT INTO journal_ledger_head (id, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));
