-- What a person said of a message is kept by the database too (design, section 5, rules 1 and 2).

-- Erasure empties what the program quoted of a message: its facts and its fingerprint as well.
CREATE OR REPLACE FUNCTION desk_reading_only_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    quoted text[] := ARRAY['heart', 'asks', 'because', 'facts', 'fingerprint'];
BEGIN
    IF NEW.heart <> '' OR NEW.asks <> '' OR NEW.because <> '[]'::jsonb OR NEW.facts <> '[]'::jsonb
       OR NEW.fingerprint <> 0 OR (to_jsonb(NEW) - quoted) <> (to_jsonb(OLD) - quoted) THEN
        RAISE EXCEPTION 'a reading is corrected by another one, never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- A removal rests on a person who said the kind itself (where the kind decides): not on one who corrected the topic
-- under a guess of abuse, and never on a word that was taken back.
CREATE FUNCTION desk_removal_on_a_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM desk_reading r JOIN desk_clause c ON c.id = NEW.clause_id
                   WHERE r.id = NEW.reading_id AND NOT r.taken_back AND (c.any_kind OR r.corrected ? 'kind')) THEN
        RAISE EXCEPTION 'proc.removal: a person says the kind first' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- Its name comes after removal_under_charter: that one speaks first.
CREATE TRIGGER removal_word_of_a_person BEFORE INSERT ON desk_removal
    FOR EACH ROW EXECUTE FUNCTION desk_removal_on_a_word();

-- What people said before this table knew which dimensions: kind and severity stood in sight.
ALTER TABLE desk_reading DISABLE TRIGGER reading_only_redacted;
UPDATE desk_reading SET corrected = '["kind", "severity"]' WHERE person_id IS NOT NULL AND corrected = '[]' AND NOT taken_back;
ALTER TABLE desk_reading ENABLE TRIGGER reading_only_redacted;
