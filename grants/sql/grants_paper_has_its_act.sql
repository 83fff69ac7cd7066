-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION grants_paper_has_its_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT (CASE NEW.kind
        WHEN 'candidates' THEN
            EXISTS (SELECT FROM grants_publication WHERE paper_id = NEW.id)
            OR EXISTS (SELECT FROM grants_answerpapers WHERE public_list_id = NEW.id)
        WHEN 'ranking' THEN
            EXISTS (SELECT FROM grants_ranking WHERE paper_id = NEW.id)
            OR EXISTS (SELECT FROM grants_answerpapers WHERE minutes_id = NEW.id)
        WHEN 'decree' THEN EXISTS (
            SELECT FROM grants_decree d JOIN grants_round r ON r.id = d.round_id
            WHERE d.paper_id = NEW.id AND d.date = NEW.date AND d.by_id = NEW.by_id
                AND r.district_id = NEW.office_id
                AND (NEW.supersedes_id IS NULL OR EXISTS (
                    SELECT FROM grants_decree before WHERE before.paper_id = NEW.supersedes_id
                        AND before.round_id = d.round_id AND before.sequence = d.sequence - 1)))
        WHEN 'agreement' THEN
            EXISTS (SELECT FROM grants_agreement WHERE paper_id = NEW.id)
        WHEN 'payment_order' THEN
            EXISTS (SELECT FROM grants_paymentorder WHERE paper_id = NEW.id)
        WHEN 'handover' THEN
            EXISTS (SELECT FROM grants_handover WHERE paper_id = NEW.id)
        WHEN 'report' THEN
            EXISTS (SELECT FROM grants_report WHERE paper_id = NEW.id)
        WHEN 'review' THEN
            EXISTS (SELECT FROM grants_review WHERE paper_id = NEW.id)
        WHEN 'bank' THEN
            EXISTS (SELECT FROM grants_match WHERE paper_id = NEW.id)
            OR EXISTS (SELECT FROM grants_linenote WHERE paper_id = NEW.id)
            OR EXISTS (SELECT FROM grants_undonenote WHERE NEW.id IN (paper_id, minutes_id))
        WHEN 'sanction' THEN
            EXISTS (SELECT FROM grants_sanction WHERE paper_id = NEW.id)
        WHEN 'visit' THEN
            EXISTS (SELECT FROM grants_visit WHERE paper_id = NEW.id)
            OR EXISTS (SELECT FROM grants_monitoringvisit WHERE paper_id = NEW.id)
        WHEN 'answer' THEN
            EXISTS (SELECT FROM grants_answerpapers WHERE letter_id = NEW.id)
        WHEN 'coaching' THEN EXISTS (
            SELECT FROM finance_coachingreport r WHERE r.paper_id = NEW.id
                AND r.office_id = NEW.office_id AND r.by_id = NEW.by_id)
        WHEN 'founding' THEN
            EXISTS (SELECT FROM groups_proposal WHERE paper_id = NEW.id)
        WHEN 'group_decree' THEN
            EXISTS (SELECT FROM groups_formingdecree WHERE paper_id = NEW.id
                AND date = NEW.date AND by_id = NEW.by_id)
            OR EXISTS (SELECT FROM groups_stagedecree WHERE paper_id = NEW.id
                AND date = NEW.date AND by_id = NEW.by_id)
            OR EXISTS (SELECT FROM groups_enddecree WHERE paper_id = NEW.id
                AND date = NEW.date AND by_id = NEW.by_id)
        WHEN 'breach' THEN
            EXISTS (SELECT FROM groups_breachstep WHERE paper_id = NEW.id)
        ELSE false END)
    THEN
        RAISE EXCEPTION 'A paper stands on its act.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'papers_paper_has_its_act';
    END IF;
    RETURN NULL;
END $$;
