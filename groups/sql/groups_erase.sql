-- The current definition, after all migrations (see tests/test_database_functions.py).
-- To change it, edit this file and copy it into a new migration.
CREATE OR REPLACE FUNCTION groups_erase(agreed_on bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
-- Removes name and numbers of the person of an erasure, from its history too, which the site
-- cannot change. It asks for two persons and for the end of the time to keep them. Books, entries
-- and papers stay as they are. Returns how many records were of that person.
DECLARE
    kept bigint;
    people bigint[];
    cards bigint[];
    accounts bigint[];
    today date := (now() AT TIME ZONE 'Asia/Jakarta')::date;
BEGIN
    SELECT coalesce(p.same_as_id, p.id) INTO kept
        FROM groups_erasure e
        JOIN groups_erasureanswer a ON a.erasure_id = e.id AND a.agreed AND a.by_id <> e.by_id
        JOIN groups_membership m ON m.id = e.membership_id
        JOIN groups_person p ON p.id = m.person_id
        WHERE e.id = agreed_on;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'One person asks for it and another agrees.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_erasure_by_two';
    END IF;
    people := ARRAY(SELECT id FROM groups_person WHERE kept IN (id, same_as_id) FOR UPDATE);
    accounts := ARRAY(SELECT user_id FROM groups_person
        WHERE id = ANY (people) AND user_id IS NOT NULL);
    IF EXISTS (
        SELECT FROM groups_membership m JOIN groups_group g ON g.id = m.group_id
        WHERE m.person_id = ANY (people) AND (m.until IS NULL
            OR m.until + make_interval(years => coalesce((
                SELECT r.years FROM groups_retention r
                WHERE r.office_id = split_part(g.village_id, '.', 1) || '.'
                    || split_part(g.village_id, '.', 2)
                ORDER BY r.id DESC LIMIT 1), 10)) > today))
    THEN
        RAISE EXCEPTION 'The time to keep these data is not over.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_erasure_when_over';
    END IF;
    IF EXISTS (SELECT FROM accounts_assignment WHERE user_id = ANY (accounts)
        AND role <> 'member' AND (until IS NULL OR until > today))
    THEN
        RAISE EXCEPTION 'This person has a role.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'groups_erasure_without_a_role';
    END IF;
    UPDATE groups_person SET name = 'Anggota dihapus no. ' || id, born_on = NULL, phone = '',
        nik_sealed = '', nik_index = '', occupation = '', marriage = '', in_family = ''
        WHERE id = ANY (people);
    UPDATE groups_personevent SET name = 'Anggota dihapus no. ' || id, born_on = NULL, phone = '',
        nik_sealed = '', nik_index = '', occupation = '', marriage = '', in_family = ''
        WHERE pgh_obj_id = ANY (people);
    UPDATE groups_registerperson SET person_id = NULL WHERE person_id = ANY (people);
    cards := ARRAY(
        SELECT h.id FROM groups_household h
        WHERE h.id IN (SELECT household_id FROM groups_personevent WHERE pgh_obj_id = ANY (people)
            UNION SELECT household_id FROM groups_person WHERE id = ANY (people))
        AND NOT EXISTS (SELECT FROM groups_person p WHERE p.household_id = h.id
            AND p.name <> 'Anggota dihapus no. ' || p.id)
        AND NOT EXISTS (SELECT FROM groups_membership m JOIN groups_person p ON p.id = m.person_id
            WHERE m.household_id = h.id AND p.name <> 'Anggota dihapus no. ' || p.id));
    UPDATE groups_household SET address = '', kk_sealed = '', kk_index = ''
        WHERE id = ANY (cards);
    UPDATE groups_householdevent SET address = '', kk_sealed = '', kk_index = ''
        WHERE pgh_obj_id = ANY (cards);
    UPDATE accounts_user SET username = 'dihapus-' || id, name = 'Anggota dihapus', phone = '',
        password = '!', is_active = false, access_version = access_version + 1
        WHERE id = ANY (accounts);
    UPDATE accounts_userevent SET username = 'dihapus-' || id, name = 'Anggota dihapus',
        phone = '' WHERE pgh_obj_id = ANY (accounts);
    RETURN cardinality(people);
END $$;
