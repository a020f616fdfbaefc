-- Every statement the program can send, by name. Made by bin/test --rebase; a change here
-- is a change of what is read or written, and is reviewed as one.

-- agreements.append (src/coaching/agreements/agreements_store.cpp)
    INSERT INTO agreement_version (district_id, agreement_id, number, template, profile, words,
                                   begins_on, review_on, proposed_by, proposed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- agreements.insert (src/coaching/agreements/agreements_store.cpp)
    INSERT INTO agreement (district_id, id, side, coach_id, partner_id, building_id, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- agreements.of_building (src/coaching/agreements/agreements_store.cpp)
    SELECT v.profile
      FROM person t
      JOIN agreement a
        ON a.district_id = t.district_id AND a.building_id = t.building_id
       AND a.coach_id = $2 AND a.side = 'principal'
      JOIN agreement_version v ON v.district_id = a.district_id AND v.agreement_id = a.id
     WHERE t.district_id = $1 AND t.id = $3
       AND (a.ended_on IS NULL OR a.ended_on > $4)
       AND v.signed_at IS NOT NULL AND v.begins_on <= $4
       AND NOT EXISTS (SELECT 1
                         FROM agreement_version n
                        WHERE n.district_id = $1 AND n.agreement_id = v.agreement_id
                          AND n.number > v.number AND n.signed_at IS NOT NULL
                          AND n.begins_on <= $4);

-- agreements.of_person (src/coaching/agreements/agreements_store.cpp)
    SELECT a.id, a.side, a.coach_id, c.name, a.partner_id, p.name, COALESCE(b.name, ''),
           a.ended_on
      FROM agreement a
      JOIN person c ON c.district_id = a.district_id AND c.id = a.coach_id
      JOIN person p ON p.district_id = a.district_id AND p.id = a.partner_id
      LEFT JOIN building b ON b.district_id = a.district_id AND b.id = a.building_id
     WHERE a.district_id = $1 AND (a.coach_id = $2 OR a.partner_id = $2)
       AND ($3 = '' OR a.id = $3) AND ($4 = '' OR a.partner_id = $4)
     ORDER BY a.made_at DESC, a.id DESC;

-- agreements.roles (src/coaching/agreements/agreements_store.cpp)
    SELECT p.name, p.building_id, COALESCE(h.role, ''), h.building_id
      FROM person p
      LEFT JOIN role_held h
        ON h.district_id = p.district_id AND h.person_id = p.id
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
     WHERE p.district_id = $1 AND p.id = $2 AND p.ended_on IS NULL;

-- agreements.set_aside (src/coaching/agreements/agreements_store.cpp)
    UPDATE agreement_version
       SET aside_at = $4
     WHERE district_id = $1 AND agreement_id = $2 AND number = $3;

-- agreements.set_ended (src/coaching/agreements/agreements_store.cpp)
    UPDATE agreement
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2;

-- agreements.set_reviewed (src/coaching/agreements/agreements_store.cpp)
    UPDATE agreement_version
       SET reviewed_on = $4, review_on = $5
     WHERE district_id = $1 AND agreement_id = $2 AND number = $3;

-- agreements.set_signed (src/coaching/agreements/agreements_store.cpp)
    UPDATE agreement_version
       SET signed_by = $4, signed_at = $5, begins_on = $6
     WHERE district_id = $1 AND agreement_id = $2 AND number = $3;

-- agreements.versions (src/coaching/agreements/agreements_store.cpp)
    SELECT v.agreement_id, v.number, v.template, v.profile, v.words, v.begins_on, v.review_on,
           v.proposed_by, v.proposed_at, v.signed_at, v.aside_at, v.reviewed_on
      FROM agreement a
      JOIN agreement_version v ON v.district_id = a.district_id AND v.agreement_id = a.id
     WHERE a.district_id = $1 AND (a.coach_id = $2 OR a.partner_id = $2)
       AND ($3 = '' OR a.id = $3) AND ($4 = '' OR a.partner_id = $4)
     ORDER BY v.agreement_id, v.number DESC;

-- agreements.zone (src/coaching/agreements/agreements_store.cpp)
    SELECT d.zone
      FROM district d
     WHERE d.id = $1;

-- applications.answers (src/design/vacancies/applications_store.cpp)
    SELECT credential, answer
      FROM application_answer
     WHERE district_id = $1 AND application_id = $2
     ORDER BY credential;

-- applications.document (src/design/vacancies/applications_store.cpp)
    SELECT kind, name, body
      FROM application_document
     WHERE district_id = $1 AND application_id = $2 AND position = $3;

-- applications.documents (src/design/vacancies/applications_store.cpp)
    SELECT position, kind, name, bytes
      FROM application_document
     WHERE district_id = $1 AND application_id = $2
     ORDER BY position;

-- applications.erase (src/design/vacancies/applications_store.cpp)
    DELETE FROM application
     WHERE district_id = $1 AND vacancy_id = $2;

-- applications.erase_answers (src/design/vacancies/applications_store.cpp)
    DELETE FROM application_answer
     WHERE district_id = $1
       AND application_id IN (SELECT id
                                FROM application
                               WHERE district_id = $1 AND vacancy_id = $2);

-- applications.erase_documents (src/design/vacancies/applications_store.cpp)
    DELETE FROM application_document
     WHERE district_id = $1
       AND application_id IN (SELECT id
                                FROM application
                               WHERE district_id = $1 AND vacancy_id = $2);

-- applications.insert (src/design/vacancies/applications_store.cpp)
    INSERT INTO application (district_id, id, vacancy_id, name, email, words, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- applications.insert_answer (src/design/vacancies/applications_store.cpp)
    INSERT INTO application_answer (district_id, application_id, credential, answer)
    VALUES ($1, $2, $3, $4);

-- applications.insert_document (src/design/vacancies/applications_store.cpp)
    INSERT INTO application_document (district_id, application_id, position, kind, name, bytes,
                                      body)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- applications.of_vacancy (src/design/vacancies/applications_store.cpp)
    SELECT id, vacancy_id, name, email, words, made_at
      FROM application
     WHERE district_id = $1 AND vacancy_id = $2
     ORDER BY made_at, id;

-- applications.one (src/design/vacancies/applications_store.cpp)
    SELECT id, vacancy_id, name, email, words, made_at
      FROM application
     WHERE district_id = $1 AND id = $2;

-- audit.append (src/platform/audit/audit_store.cpp)
    INSERT INTO audit (district_id, seq, at, actor_id, action, object, detail, prev, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- audit.chain (src/platform/audit/audit_store.cpp)
    SELECT seq, at, COALESCE(actor_id, ''), '', action, object, detail, prev, hash
      FROM audit
     WHERE district_id = $1
     ORDER BY seq;

-- audit.first_head (src/platform/audit/audit_store.cpp)
    INSERT INTO audit_head (district_id, seq, hash)
    VALUES ($1, $2, $3);

-- audit.head (src/platform/audit/audit_store.cpp)
    SELECT seq, hash
      FROM audit_head
     WHERE district_id = $1;

-- audit.move_head (src/platform/audit/audit_store.cpp)
    UPDATE audit_head
       SET seq = $2, hash = $3
     WHERE district_id = $1;

-- audit.newest (src/platform/audit/audit_store.cpp)
    SELECT a.seq, a.at, COALESCE(a.actor_id, ''), COALESCE(p.name, ''), a.action, a.object,
           a.detail, a.prev, a.hash
      FROM audit a
      LEFT JOIN person p ON p.district_id = a.district_id AND p.id = a.actor_id
     WHERE a.district_id = $1 AND a.at < $2 AND substr(a.action, 1, 5) <> 'note.'
       AND substr(a.action, 1, 10) <> 'agreement.' AND substr(a.action, 1, 6) <> 'cycle.'
     ORDER BY a.at DESC, a.seq DESC
     LIMIT $3;

-- backup.accounts (src/platform/backup/backup_store.cpp)
    SELECT a.id, a.email, a.language, a.created_at, a.disabled_at
      FROM account a
     WHERE EXISTS (SELECT 1
                     FROM person p
                    WHERE p.district_id = $1 AND p.account_id = a.id)
     ORDER BY a.id;

-- backup.district (src/platform/backup/backup_store.cpp)
    SELECT id, name, zone, language, created_at
      FROM district
     WHERE id = $1;

-- calendar.closures (src/platform/calendar/calendar_store.cpp)
    SELECT c.id, c.building_id, COALESCE(b.name, ''), c.begins_on, c.ends_on, c.part, c.name
      FROM closure c
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
     WHERE c.district_id = $1 AND c.ends_on >= $2
     ORDER BY c.begins_on, c.ends_on, c.name, c.id;

-- calendar.insert (src/platform/calendar/calendar_store.cpp)
    INSERT INTO closure (district_id, id, building_id, begins_on, ends_on, part, name)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- calendar.is_building (src/platform/calendar/calendar_store.cpp)
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2;

-- calendar.is_there (src/platform/calendar/calendar_store.cpp)
    SELECT COUNT(*)
      FROM closure
     WHERE district_id = $1 AND begins_on = $2 AND ends_on = $3 AND part = $4
       AND COALESCE(building_id, '') = $5;

-- calendar.one (src/platform/calendar/calendar_store.cpp)
    SELECT c.id, c.building_id, COALESCE(b.name, ''), c.begins_on, c.ends_on, c.part, c.name
      FROM closure c
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
     WHERE c.district_id = $1 AND c.id = $2;

-- calendar.remove (src/platform/calendar/calendar_store.cpp)
    DELETE FROM closure
     WHERE district_id = $1 AND id = $2;

-- calendars.address (src/schedule/calendars/calendars_store.cpp)
    SELECT made_at, ends_at
      FROM calendar_address
     WHERE district_id = $1 AND person_id = $2 AND ends_at > $3;

-- calendars.claim (src/schedule/calendars/calendars_store.cpp)
    UPDATE calendar_feed
       SET next_at = $4
     WHERE district_id = $1 AND id = $2 AND next_at = $3;

-- calendars.due (src/schedule/calendars/calendars_store.cpp)
    SELECT district_id, id, person_id, address, etag, next_at
      FROM calendar_feed
     WHERE district_id = $1 AND next_at IS NOT NULL AND next_at <= $2
     ORDER BY next_at, id
     LIMIT $3;

-- calendars.feeds (src/schedule/calendars/calendars_store.cpp)
    SELECT id, address, label, made_at, next_at, read_at, failing_since, trouble
      FROM calendar_feed
     WHERE district_id = $1 AND person_id = $2
     ORDER BY made_at, id;

-- calendars.insert_address (src/schedule/calendars/calendars_store.cpp)
    INSERT INTO calendar_address (token_hash, district_id, person_id, made_at, ends_at)
    VALUES ($1, $2, $3, $4, $5);

-- calendars.insert_feed (src/schedule/calendars/calendars_store.cpp)
    INSERT INTO calendar_feed (district_id, id, person_id, address, label, made_at, next_at,
                               read_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- calendars.insert_time (src/schedule/calendars/calendars_store.cpp)
    INSERT INTO busy_time (district_id, feed_id, begins_at, ends_at)
    VALUES ($1, $2, $3, $4);

-- calendars.is_there (src/schedule/calendars/calendars_store.cpp)
    SELECT COUNT(*)
      FROM calendar_feed
     WHERE district_id = $1 AND id = $2;

-- calendars.note_read (src/schedule/calendars/calendars_store.cpp)
    UPDATE calendar_feed
       SET read_at = $3, failing_since = NULL, trouble = '', etag = $4
     WHERE district_id = $1 AND id = $2;

-- calendars.note_trouble (src/schedule/calendars/calendars_store.cpp)
    UPDATE calendar_feed
       SET failing_since = COALESCE(failing_since, $3), trouble = $4
     WHERE district_id = $1 AND id = $2;

-- calendars.owner (src/schedule/calendars/calendars_store.cpp)
    SELECT district_id, person_id, made_at
      FROM calendar_address
     WHERE token_hash = $1 AND ends_at > $2;

-- calendars.reader (src/schedule/calendars/calendars_store.cpp)
    SELECT p.name, COALESCE(a.email, p.email, ''), COALESCE(a.language, d.language),
           COALESCE(b.zone, d.zone)
      FROM person p
      JOIN district d ON d.id = p.district_id
      LEFT JOIN account a ON a.id = p.account_id AND a.disabled_at IS NULL
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id = $2 AND (p.ended_on IS NULL OR p.ended_on > $3)
       AND EXISTS (SELECT 1 FROM role_held h
                    WHERE h.district_id = $1 AND h.person_id = $2
                      AND (h.begins_on IS NULL OR h.begins_on <= $3)
                      AND (h.ends_on IS NULL OR h.ends_on >= $3));

-- calendars.remove_address (src/schedule/calendars/calendars_store.cpp)
    DELETE FROM calendar_address
     WHERE district_id = $1 AND person_id = $2;

-- calendars.remove_feed (src/schedule/calendars/calendars_store.cpp)
    DELETE FROM calendar_feed
     WHERE district_id = $1 AND id = $2 AND person_id = $3;

-- calendars.remove_times (src/schedule/calendars/calendars_store.cpp)
    DELETE FROM busy_time
     WHERE district_id = $1 AND feed_id = $2;

-- calendars.times (src/schedule/calendars/calendars_store.cpp)
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $5
    )
    SELECT f.person_id, t.begins_at, t.ends_at
      FROM wanted
      JOIN calendar_feed f
        ON f.district_id = $1 AND f.person_id = SUBSTR($4, wanted.n * 26 + 1, 26)
      JOIN busy_time t ON t.district_id = f.district_id AND t.feed_id = f.id
     WHERE t.begins_at < $3 AND t.ends_at > $2
     ORDER BY t.begins_at;

-- calls.callable (src/design/calls/calls_store.cpp)
    SELECT DISTINCT c.person_id, c.id
      FROM call_page c
      JOIN call_time t ON t.district_id = c.district_id AND t.host = c.person_id
      LEFT JOIN call_booking b ON b.district_id = t.district_id AND b.time_id = t.id
     WHERE c.district_id = $1 AND t.starts_at >= $2 AND b.id IS NULL;

-- calls.erase_booking (src/design/calls/calls_store.cpp)
    DELETE FROM call_booking
     WHERE district_id = $1 AND time_id = $2;

-- calls.erase_time (src/design/calls/calls_store.cpp)
    DELETE FROM call_time
     WHERE district_id = $1 AND id = $2;

-- calls.erase_unused (src/design/calls/calls_store.cpp)
    DELETE FROM call_time
     WHERE district_id = $1 AND host = $2 AND starts_at < $3
       AND NOT EXISTS (SELECT 1
                         FROM call_booking b
                        WHERE b.district_id = call_time.district_id
                          AND b.time_id = call_time.id);

-- calls.host_at (src/design/calls/calls_store.cpp)
    SELECT c.district_id, c.person_id
      FROM call_page c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.id = $1 AND p.ended_on IS NULL;

-- calls.insert_booking (src/design/calls/calls_store.cpp)
    INSERT INTO call_booking (district_id, id, time_id, name, email, words, language, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT DO NOTHING;

-- calls.insert_page (src/design/calls/calls_store.cpp)
    INSERT INTO call_page (id, district_id, person_id)
    VALUES ($1, $2, $3);

-- calls.insert_time (src/design/calls/calls_store.cpp)
    INSERT INTO call_time (district_id, id, host, starts_at, minutes, place)
    VALUES ($1, $2, $3, $4, $5, $6);

-- calls.name_of (src/design/calls/calls_store.cpp)
    SELECT name
      FROM person
     WHERE district_id = $1 AND id = $2;

-- calls.page (src/design/calls/calls_store.cpp)
    SELECT id
      FROM call_page
     WHERE district_id = $1 AND person_id = $2;

-- calls.time (src/design/calls/calls_store.cpp)
    SELECT t.id, t.host, t.starts_at, t.minutes, t.place,
           b.id, b.name, b.email, b.words, b.language
      FROM call_time t
      LEFT JOIN call_booking b ON b.district_id = t.district_id AND b.time_id = t.id
     WHERE t.district_id = $1 AND t.id = $2;

-- calls.time_of (src/design/calls/calls_store.cpp)
    SELECT t.id, t.host, t.starts_at, t.minutes, t.place,
           b.id, b.name, b.email, b.words, b.language
      FROM call_booking b
      JOIN call_time t ON t.district_id = b.district_id AND t.id = b.time_id
     WHERE b.district_id = $1 AND b.id = $2;

-- calls.times (src/design/calls/calls_store.cpp)
    SELECT t.id, t.host, t.starts_at, t.minutes, t.place,
           b.id, b.name, b.email, b.words, b.language
      FROM call_time t
      LEFT JOIN call_booking b ON b.district_id = t.district_id AND b.time_id = t.id
     WHERE t.district_id = $1 AND t.host = $2 AND t.starts_at >= $3
     ORDER BY t.starts_at;

-- colleagues.all (src/design/colleagues/colleagues_store.cpp)
    SELECT c.id, c.person_id, c.name, c.does, c.works_at, c.kinds, c.helps, c.address, c.level,
           c.agreed_at
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id;

-- colleagues.behind (src/design/colleagues/colleagues_store.cpp)
    SELECT COUNT(*)
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND (p.ended_on IS NOT NULL OR p.name <> c.name);

-- colleagues.district_at (src/design/colleagues/colleagues_store.cpp)
    SELECT district_id
      FROM colleague_page
     WHERE id = $1;

-- colleagues.email_of (src/design/colleagues/colleagues_store.cpp)
    SELECT email
      FROM person
     WHERE district_id = $1 AND id = $2 AND email IS NOT NULL;

-- colleagues.erase (src/design/colleagues/colleagues_store.cpp)
    DELETE FROM colleague
     WHERE district_id = $1 AND id = $2;

-- colleagues.erase_page (src/design/colleagues/colleagues_store.cpp)
    DELETE FROM colleague_page
     WHERE district_id = $1;

-- colleagues.erase_releases (src/design/colleagues/colleagues_store.cpp)
    DELETE FROM colleague_release
     WHERE place = $1;

-- colleagues.erase_who_left (src/design/colleagues/colleagues_store.cpp)
    DELETE FROM colleague
     WHERE district_id = $1
       AND EXISTS (SELECT 1
                     FROM person p
                    WHERE p.district_id = colleague.district_id AND p.id = colleague.person_id
                      AND p.ended_on IS NOT NULL);

-- colleagues.find (src/design/colleagues/colleagues_store.cpp)
    SELECT c.id, c.person_id, c.name, c.does, c.works_at, c.kinds, c.helps, c.address, c.level,
           c.agreed_at
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.id = $2 AND p.ended_on IS NULL;

-- colleagues.find_released (src/design/colleagues/colleagues_store.cpp)
    SELECT r.id, r.place, d.name, r.name, r.does, r.works_at, r.kinds, r.helps, r.address,
           r.agreed_at
      FROM district m
      JOIN district d ON d.network_id = m.network_id AND d.id <> m.id
      JOIN colleague_release r ON r.place = d.id
     WHERE m.id = $1 AND r.id = $2;

-- colleagues.has_network (src/design/colleagues/colleagues_store.cpp)
    SELECT COUNT(*)
      FROM district
     WHERE id = $1 AND network_id IS NOT NULL;

-- colleagues.insert_page (src/design/colleagues/colleagues_store.cpp)
    INSERT INTO colleague_page (id, district_id, published_at)
    VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING;

-- colleagues.insert_release (src/design/colleagues/colleagues_store.cpp)
    INSERT INTO colleague_release (id, place, name, does, works_at, kinds, helps, address,
                                   agreed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- colleagues.of_actor (src/design/colleagues/colleagues_store.cpp)
    SELECT id, person_id, name, does, works_at, kinds, helps, address, level, agreed_at
      FROM colleague
     WHERE district_id = $1 AND person_id = $2;

-- colleagues.of_network (src/design/colleagues/colleagues_store.cpp)
    SELECT r.id, r.place, d.name, r.name, r.does, r.works_at, r.kinds, r.helps, r.address,
           r.agreed_at
      FROM district m
      JOIN district d ON d.network_id = m.network_id AND d.id <> m.id
      JOIN colleague_release r ON r.place = d.id
     WHERE m.id = $1
     ORDER BY r.name, r.id
     LIMIT 500;

-- colleagues.page (src/design/colleagues/colleagues_store.cpp)
    SELECT id
      FROM colleague_page
     WHERE district_id = $1;

-- colleagues.put (src/design/colleagues/colleagues_store.cpp)
    INSERT INTO colleague (district_id, id, person_id, name, does, works_at, kinds, helps, address,
                           level, agreed_at)
    SELECT p.district_id, CAST($3 AS TEXT), p.id, p.name, CAST($4 AS TEXT), CAST($5 AS TEXT),
           CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT), CAST($9 AS TEXT),
           CAST($10 AS BIGINT)
      FROM person p
     WHERE p.district_id = $1 AND p.id = $2
        ON CONFLICT (district_id, person_id)
        DO UPDATE SET name = excluded.name, does = excluded.does, works_at = excluded.works_at,
                      kinds = excluded.kinds, helps = excluded.helps, address = excluded.address,
                      level = excluded.level, agreed_at = excluded.agreed_at;

-- colleagues.put_names (src/design/colleagues/colleagues_store.cpp)
    UPDATE colleague
       SET name = p.name
      FROM person p
     WHERE colleague.district_id = $1 AND p.district_id = colleague.district_id
       AND p.id = colleague.person_id AND p.name <> colleague.name;

-- colleagues.unreleased (src/design/colleagues/colleagues_store.cpp)
    SELECT COUNT(*) - (SELECT COUNT(*)
                         FROM colleague_release r
                        WHERE r.place = $1)
      FROM colleague c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.level <> 'district' AND p.ended_on IS NULL;

-- contacts.choices (src/coaching/contacts/choices_store.cpp)
    SELECT 1, k.id, k.code, k.label, k.shape, k.branch, k.position, COALESCE(u.uses, 0)
      FROM contact_kind k
      LEFT JOIN (SELECT lately.kind_id, COUNT(*) AS uses
                   FROM (SELECT kind_id
                           FROM contact
                          WHERE district_id = $1 AND coach_id = $2
                          ORDER BY happened_on DESC, happened_at DESC
                          LIMIT 200) lately
                  GROUP BY lately.kind_id) u ON u.kind_id = k.id
     WHERE k.district_id = $1 AND k.ended_at IS NULL
     UNION ALL
    SELECT 2, f.id, f.code, f.label, '', '', f.position, 0
      FROM focus f
     WHERE f.district_id = $1 AND f.ended_at IS NULL
     UNION ALL
    SELECT 3, t.id, '', t.name, '', '', 0, COUNT(*)
      FROM team t
      JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
     WHERE t.district_id = $1 AND t.ended_at IS NULL AND p.ended_on IS NULL
     GROUP BY t.id, t.name
     UNION ALL
    SELECT 4, b.id, '', b.name, b.zone, '', 0, 0
      FROM building b
     WHERE b.district_id = $1 AND b.ended_on IS NULL
     ORDER BY 1, 7;

-- contacts.find (src/coaching/contacts/history_store.cpp)
    SELECT c.id, c.happened_on, c.happened_at, k.code, k.label, c.minutes, c.coach_id, coach.name,
           c.people_count, c.next_step, c.next_step_on, c.next_done_at,
           CASE WHEN EXISTS (SELECT 1 FROM contact_person h
                              WHERE h.district_id = $1 AND h.contact_id = c.id
                                AND h.person_id = $3) THEN 1 ELSE 0 END
      FROM contact c
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      JOIN person coach ON coach.district_id = c.district_id AND coach.id = c.coach_id
     WHERE c.district_id = $1 AND c.id = $2
       AND (c.coach_id = $3 OR (c.replaced_by IS NULL AND c.withdrawn_at IS NULL));

-- contacts.find_own (src/coaching/contacts/contacts_store.cpp)
    SELECT c.id, c.coach_id, me.name, c.kind_id, k.code, k.label, c.happened_on, c.happened_at,
           c.minutes, c.building_id, b.name, c.began_by, c.place, c.people_count, c.student_count,
           c.request_id, c.next_step, c.next_step_on, c.next_done_at, c.entered_at, c.corrects_id,
           c.replaced_by, c.withdrawn_at, p.id, p.name
      FROM contact c
      JOIN person me ON me.district_id = c.district_id AND me.id = c.coach_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
      LEFT JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
      LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.id = $3
     ORDER BY p.sort_name;

-- contacts.focus_between (src/coaching/contacts/choices_store.cpp)
    SELECT f.contact_id, f.focus
      FROM contact c
      JOIN contact_focus f ON f.district_id = c.district_id AND f.contact_id = c.id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.happened_on BETWEEN $3 AND $4
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL;

-- contacts.focus_of (src/coaching/contacts/choices_store.cpp)
    SELECT focus
      FROM contact_focus
     WHERE district_id = $1 AND contact_id = $2;

-- contacts.forget (src/coaching/contacts/contacts_store.cpp)
    DELETE FROM acquaintance
     WHERE district_id = $1 AND coach_id = $2 AND person_id = $3;

-- contacts.forget_all (src/coaching/contacts/contacts_store.cpp)
    DELETE FROM acquaintance
     WHERE district_id = $1;

-- contacts.given (src/coaching/contacts/history_store.cpp)
    SELECT g.building_id, k.code, g.coach_id, g.contacts, g.minutes
      FROM (SELECT building_id, kind_id, coach_id, COUNT(*) AS contacts,
                   CAST(SUM(minutes) AS BIGINT) AS minutes
              FROM contact
             WHERE district_id = $1 AND happened_on BETWEEN $2 AND $3
               AND replaced_by IS NULL AND withdrawn_at IS NULL
             GROUP BY building_id, kind_id, coach_id) g
      JOIN contact_kind k ON k.district_id = $1 AND k.id = g.kind_id;

-- contacts.had (src/coaching/contacts/history_store.cpp)
    SELECT g.building_id, k.code, g.person_id, g.contacts, g.minutes
      FROM (SELECT c.building_id, c.kind_id, h.person_id, COUNT(*) AS contacts,
                   CAST(SUM(c.minutes) AS BIGINT) AS minutes
              FROM contact c
              JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
             WHERE c.district_id = $1 AND c.happened_on BETWEEN $2 AND $3
               AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
             GROUP BY c.building_id, c.kind_id, h.person_id) g
      JOIN contact_kind k ON k.district_id = $1 AND k.id = g.kind_id;

-- contacts.help_given_to (src/coaching/contacts/history_store.cpp)
    SELECT c.id, c.happened_on, c.happened_at, k.code, k.label, c.minutes, c.coach_id, coach.name,
           c.people_count, c.next_step, c.next_step_on, c.next_done_at
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      JOIN person coach ON coach.district_id = c.district_id AND coach.id = c.coach_id
     WHERE h.district_id = $1 AND h.person_id = $2 AND h.happened_on <= $3
       AND (h.happened_on, h.happened_at, h.contact_id) < ($3, $4, $5)
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
       AND (c.coach_id = $6 OR h.person_id = $6
            OR (EXISTS (SELECT 1 FROM role_held r
                         WHERE r.district_id = $1 AND r.person_id = $6
                           AND r.role IN ('coach', 'technician')
                           AND COALESCE(r.begins_on, $7) <= $7 AND COALESCE(r.ends_on, $7) >= $7)
                AND NOT EXISTS (SELECT 1 FROM role_held e
                                 WHERE e.district_id = $1 AND e.person_id = $6
                                   AND e.role = 'principal'
                                   AND COALESCE(e.begins_on, $7) <= $7
                                   AND COALESCE(e.ends_on, $7) >= $7)))
     ORDER BY h.happened_on DESC, h.happened_at DESC, h.contact_id DESC
     LIMIT $8;

-- contacts.insert (src/coaching/contacts/contacts_store.cpp)
    INSERT INTO contact (district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                         building_id, began_by, place, people_count, student_count, request_id,
                         next_step, next_step_on, next_done_at, entered_at, corrects_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- contacts.insert_focus (src/coaching/contacts/contacts_store.cpp)
    INSERT INTO contact_focus (district_id, contact_id, focus)
    VALUES ($1, $2, $3);

-- contacts.insert_person (src/coaching/contacts/contacts_store.cpp)
    INSERT INTO contact_person (district_id, contact_id, person_id, happened_on, happened_at)
    VALUES ($1, $2, $3, $4, $5);

-- contacts.mark_replaced (src/coaching/contacts/contacts_store.cpp)
    UPDATE contact
       SET replaced_by = $4
     WHERE district_id = $1 AND coach_id = $2 AND id = $3;

-- contacts.mark_step_done (src/coaching/contacts/contacts_store.cpp)
    UPDATE contact
       SET next_done_at = $4
     WHERE district_id = $1 AND coach_id = $2 AND id = $3
       AND next_step <> '' AND next_done_at IS NULL;

-- contacts.mark_withdrawn (src/coaching/contacts/contacts_store.cpp)
    UPDATE contact
       SET withdrawn_at = $4
     WHERE district_id = $1 AND coach_id = $2 AND id = $3;

-- contacts.meet (src/coaching/contacts/contacts_store.cpp)
    INSERT INTO acquaintance (district_id, coach_id, person_id, last_on, last_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, coach_id, person_id)
        DO UPDATE SET last_on = excluded.last_on, last_at = excluded.last_at
     WHERE (acquaintance.last_on, acquaintance.last_at) < (excluded.last_on, excluded.last_at);

-- contacts.meet_again (src/coaching/contacts/contacts_store.cpp)
    INSERT INTO acquaintance (district_id, coach_id, person_id, last_on, last_at)
    SELECT c.district_id, c.coach_id, h.person_id, h.happened_on, h.happened_at
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
     WHERE h.district_id = $1 AND h.person_id = $3 AND c.coach_id = $2
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
     ORDER BY h.happened_on DESC, h.happened_at DESC
     LIMIT 1;

-- contacts.meet_all (src/coaching/contacts/contacts_store.cpp)
    INSERT INTO acquaintance (district_id, coach_id, person_id, last_on, last_at)
    SELECT newest.district_id, newest.coach_id, newest.person_id, newest.happened_on,
           newest.happened_at
      FROM (SELECT c.district_id, c.coach_id, h.person_id, h.happened_on, h.happened_at,
                   ROW_NUMBER() OVER (PARTITION BY c.coach_id, h.person_id
                                      ORDER BY h.happened_on DESC, h.happened_at DESC,
                                               h.contact_id) AS place
              FROM contact_person h
              JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
             WHERE h.district_id = $1 AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
           ) newest
     WHERE newest.place = 1;

-- contacts.mine (src/coaching/contacts/contacts_store.cpp)
    SELECT c.id, c.coach_id, me.name, c.kind_id, k.code, k.label, c.happened_on, c.happened_at,
           c.minutes, c.building_id, b.name, c.began_by, c.place, c.people_count, c.student_count,
           c.request_id, c.next_step, c.next_step_on, c.next_done_at, c.entered_at, c.corrects_id,
           c.replaced_by, c.withdrawn_at, p.id, p.name
      FROM (SELECT district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                   building_id, began_by, place, people_count, student_count, request_id,
                   next_step, next_step_on, next_done_at, entered_at, corrects_id, replaced_by,
                   withdrawn_at
              FROM contact
             WHERE district_id = $1 AND coach_id = $2 AND happened_on >= $3 AND happened_on <= $4
               AND (happened_on, happened_at, id) < ($4, $5, $6)
               AND replaced_by IS NULL AND withdrawn_at IS NULL
             ORDER BY happened_on DESC, happened_at DESC, id DESC
             LIMIT $7) c
      JOIN person me ON me.district_id = c.district_id AND me.id = c.coach_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
      LEFT JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
      LEFT JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     ORDER BY c.happened_on DESC, c.happened_at DESC, c.id DESC, p.sort_name;

-- contacts.next_steps (src/coaching/contacts/history_store.cpp)
    SELECT s.id, s.next_step, s.next_step_on, s.happened_on, s.people_count, s.person_id, p.name
      FROM (SELECT c.district_id, c.id, c.next_step, c.next_step_on, c.happened_on,
                   c.happened_at, c.people_count,
                   (SELECT MIN(h.person_id)
                      FROM contact_person h
                     WHERE h.district_id = c.district_id AND h.contact_id = c.id) AS person_id
              FROM contact c
             WHERE c.district_id = $1 AND c.coach_id = $2 AND c.next_step_on IS NOT NULL
               AND c.next_done_at IS NULL AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
             ORDER BY c.next_step_on
             LIMIT $3) s
      LEFT JOIN person p ON p.district_id = s.district_id AND p.id = s.person_id
     ORDER BY s.next_step_on, s.happened_on, s.happened_at;

-- contacts.next_steps_with (src/coaching/contacts/history_store.cpp)
    SELECT c.id, c.next_step, c.next_step_on, c.happened_on, c.people_count, p.id, p.name
      FROM contact c
      JOIN contact_person h
        ON h.district_id = c.district_id AND h.contact_id = c.id AND h.person_id = $3
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.next_step <> ''
       AND c.next_done_at IS NULL AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
     ORDER BY c.happened_on DESC, c.happened_at DESC
     LIMIT $4;

-- contacts.promises (src/coaching/contacts/history_store.cpp)
    SELECT s.id, s.next_step, s.next_step_on, s.happened_on, s.people_count, h.person_id, p.name
      FROM (SELECT district_id, id, next_step, next_step_on, happened_on, happened_at,
                   people_count
              FROM contact
             WHERE district_id = $1 AND coach_id = $2 AND next_step <> ''
               AND next_done_at IS NULL AND replaced_by IS NULL AND withdrawn_at IS NULL
             ORDER BY happened_on DESC, happened_at DESC
             LIMIT $3) s
      JOIN contact_person h ON h.district_id = s.district_id AND h.contact_id = s.id
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     ORDER BY s.happened_on DESC, s.happened_at DESC, p.name;

-- contacts.seers (src/coaching/contacts/history_store.cpp)
    SELECT p.name, MIN(seen.why)
      FROM (SELECT c.coach_id AS person_id, 1 AS why
              FROM contact c
             WHERE c.district_id = $1 AND c.id = $2
             UNION ALL
            SELECT h.person_id, 2
              FROM contact c
              JOIN contact_person h ON h.district_id = c.district_id AND h.contact_id = c.id
             WHERE c.district_id = $1 AND c.id = $2
               AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
             UNION ALL
            SELECT r.person_id, 3
              FROM contact c
              JOIN role_held r ON r.district_id = c.district_id
             WHERE c.district_id = $1 AND c.id = $2 AND r.role IN ('coach', 'technician')
               AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL
               AND COALESCE(r.begins_on, $3) <= $3 AND COALESCE(r.ends_on, $3) >= $3
               AND NOT EXISTS (SELECT 1 FROM role_held e
                                WHERE e.district_id = $1 AND e.person_id = r.person_id
                                  AND e.role = 'principal'
                                  AND COALESCE(e.begins_on, $3) <= $3
                                  AND COALESCE(e.ends_on, $3) >= $3)) seen
      JOIN person p ON p.district_id = $1 AND p.id = seen.person_id
     WHERE p.ended_on IS NULL
     GROUP BY p.id, p.name
     ORDER BY MIN(seen.why), p.name;

-- contacts.where (src/coaching/contacts/contacts_store.cpp)
    SELECT d.zone, me.building_id, home.zone, b.id, b.zone
      FROM person me
      JOIN district d ON d.id = me.district_id
      LEFT JOIN building home ON home.district_id = me.district_id AND home.id = me.building_id
      LEFT JOIN building b ON b.district_id = me.district_id AND b.id = $3
     WHERE me.district_id = $1 AND me.id = $2;

-- credentials.all (src/design/credentials/credentials_store.cpp)
    SELECT c.id, c.person_id, p.name, c.type, c.edition, c.name, c.obtained_on, c.expires_on,
           c.evidence, c.confirmed_at, COALESCE(b.name, ''), c.version
      FROM credential c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      LEFT JOIN person b ON b.district_id = c.district_id AND b.id = c.confirmed_by
     WHERE c.district_id = $1
     ORDER BY p.sort_name, p.id, c.entered_at, c.id;

-- credentials.confirm (src/design/credentials/credentials_store.cpp)
    UPDATE credential
       SET confirmed_by = $3, confirmed_at = $4
     WHERE district_id = $1 AND id = $2;

-- credentials.districts (src/design/credentials/credentials_store.cpp)
    SELECT id
      FROM district
     WHERE network_id = $1
     ORDER BY id;

-- credentials.erase (src/design/credentials/credentials_store.cpp)
    DELETE FROM credential
     WHERE district_id = $1 AND id = $2;

-- credentials.erase_plan (src/design/credentials/credentials_store.cpp)
    DELETE FROM credential_plan
     WHERE district_id = $1 AND id = $2 AND person_id = $3;

-- credentials.held (src/design/credentials/credentials_store.cpp)
    SELECT DISTINCT person_id, type
      FROM credential
     WHERE district_id = $1 AND type <> 'other'
       AND (expires_on IS NULL OR expires_on >= $2)
       AND (obtained_on IS NULL OR obtained_on <= $2);

-- credentials.hoped (src/design/credentials/credentials_store.cpp)
    SELECT person_id, type
      FROM credential_plan
     WHERE district_id = $1;

-- credentials.insert (src/design/credentials/credentials_store.cpp)
    INSERT INTO credential (district_id, id, person_id, type, edition, name, obtained_on,
                            expires_on, evidence, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- credentials.insert_plan (src/design/credentials/credentials_store.cpp)
    INSERT INTO credential_plan (district_id, id, person_id, type, by_on, made_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING;

-- credentials.insert_release (src/design/credentials/credentials_store.cpp)
    INSERT INTO credential_release (network_id, as_of, type, place, holders, willing)
    VALUES ($1, $2, $3, $4, $5, $6);

-- credentials.integrators (src/design/credentials/credentials_store.cpp)
    SELECT DISTINCT r.person_id
      FROM role_held r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.person_id
     WHERE r.district_id = $1 AND r.role = 'coach'
       AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2
       AND (p.ended_on IS NULL OR p.ended_on > $2);

-- credentials.is_released (src/design/credentials/credentials_store.cpp)
    SELECT COUNT(*)
      FROM credential_release
     WHERE network_id = $1 AND as_of = $2;

-- credentials.last_release (src/design/credentials/credentials_store.cpp)
    SELECT as_of
      FROM credential_release
     WHERE network_id = $1
     ORDER BY as_of DESC
     LIMIT 1;

-- credentials.network (src/design/credentials/credentials_store.cpp)
    SELECT n.id, n.name
      FROM district d
      JOIN network n ON n.id = d.network_id
     WHERE d.id = $1;

-- credentials.networks (src/design/credentials/credentials_store.cpp)
    SELECT id, name
      FROM network
     ORDER BY id;

-- credentials.of (src/design/credentials/credentials_store.cpp)
    SELECT c.id, c.person_id, p.name, c.type, c.edition, c.name, c.obtained_on, c.expires_on,
           c.evidence, c.confirmed_at, COALESCE(b.name, ''), c.version
      FROM credential c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      LEFT JOIN person b ON b.district_id = c.district_id AND b.id = c.confirmed_by
     WHERE c.district_id = $1 AND c.person_id = $2
     ORDER BY c.entered_at, c.id;

-- credentials.one (src/design/credentials/credentials_store.cpp)
    SELECT c.id, c.person_id, p.name, c.type, c.edition, c.name, c.obtained_on, c.expires_on,
           c.evidence, c.confirmed_at, COALESCE(b.name, ''), c.version
      FROM credential c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      LEFT JOIN person b ON b.district_id = c.district_id AND b.id = c.confirmed_by
     WHERE c.district_id = $1 AND c.id = $2;

-- credentials.plans (src/design/credentials/credentials_store.cpp)
    SELECT id, type, by_on
      FROM credential_plan
     WHERE district_id = $1 AND person_id = $2
     ORDER BY made_at, id;

-- credentials.put (src/design/credentials/credentials_store.cpp)
    UPDATE credential
       SET type = $3, edition = $4, name = $5, obtained_on = $6, expires_on = $7, evidence = $8,
           confirmed_by = NULL, confirmed_at = NULL, version = version + 1
     WHERE district_id = $1 AND id = $2;

-- credentials.released (src/design/credentials/credentials_store.cpp)
    SELECT r.type, r.place, COALESCE(d.name, ''), r.holders, r.willing
      FROM credential_release r
      LEFT JOIN district d ON d.id = r.place
     WHERE r.network_id = $1 AND r.as_of = $2
     ORDER BY r.type, COALESCE(d.name, ''), r.place;

-- cycles.append_event (src/coaching/cycles/cycles_store.cpp)
    INSERT INTO cycle_event (district_id, cycle_id, seq, at, actor_id, act, stage)
    SELECT $1, $2, COALESCE(MAX(e.seq), 0) + 1, $3, $4, $5, $6
      FROM cycle_event e
     WHERE e.district_id = $1 AND e.cycle_id = $2;

-- cycles.evidence (src/coaching/cycles/cycles_things_store.cpp)
    SELECT id, moment, looked_on, source, not_yet, on_the_way, there, beyond, words
      FROM cycle_evidence
     WHERE district_id = $1 AND cycle_id = $2
     ORDER BY looked_on, kept_at, id;

-- cycles.insert (src/coaching/cycles/cycles_store.cpp)
    INSERT INTO cycle (district_id, id, coach_id, template, template_number, topic, state, goal,
                       unit, standard, target, toward, try_words, with_words, moves, weeks, made_at,
                       follows_id, follows_as)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19);

-- cycles.insert_evidence (src/coaching/cycles/cycles_things_store.cpp)
    INSERT INTO cycle_evidence (district_id, id, cycle_id, moment, looked_on, source, not_yet,
                                on_the_way, there, beyond, words, kept_by, kept_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- cycles.insert_stage (src/coaching/cycles/templates_store.cpp)
    INSERT INTO cycle_stage (district_id, code, number, position, phase, stage, name, prompt)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- cycles.insert_step (src/coaching/cycles/cycles_things_store.cpp)
    INSERT INTO cycle_step (district_id, id, cycle_id, who_id, words, check_on, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- cycles.insert_template (src/coaching/cycles/templates_store.cpp)
    INSERT INTO cycle_template (district_id, code, number, name, weeks, rhythm_days, is_offered,
                                made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- cycles.members (src/coaching/cycles/cycles_store.cpp)
    SELECT m.cycle_id, m.person_id, p.name, m.agreed_at, a.last_on
      FROM cycle c
      JOIN cycle_member m ON m.district_id = c.district_id AND m.cycle_id = c.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
      LEFT JOIN acquaintance a
        ON a.district_id = c.district_id AND a.coach_id = c.coach_id AND a.person_id = m.person_id
     WHERE c.district_id = $1 AND ($3 = '' OR c.id = $3) AND m.left_at IS NULL
       AND (c.coach_id = $2
            OR EXISTS (SELECT 1
                         FROM cycle_member o
                        WHERE o.district_id = $1 AND o.cycle_id = c.id AND o.person_id = $2
                          AND o.left_at IS NULL))
     ORDER BY p.sort_name, p.id;

-- cycles.principals (src/coaching/cycles/cycles_things_store.cpp)
    SELECT p.name, MAX(CASE WHEN m.profile = 'open' THEN 1 ELSE 0 END)
      FROM cycle_member m
      JOIN person t ON t.district_id = m.district_id AND t.id = m.person_id
      JOIN role_held h
        ON h.district_id = m.district_id AND h.role = 'principal'
       AND (h.building_id IS NULL OR h.building_id = t.building_id)
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE m.district_id = $1 AND m.cycle_id = $2 AND m.profile IN ('topic', 'open')
       AND m.left_at IS NULL AND m.agreed_at IS NOT NULL
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
     GROUP BY p.id, p.name, p.sort_name
     ORDER BY p.sort_name;

-- cycles.put_member (src/coaching/cycles/cycles_store.cpp)
    INSERT INTO cycle_member (district_id, cycle_id, person_id, asked_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, cycle_id, person_id)
        DO UPDATE SET asked_at = excluded.asked_at, agreed_at = NULL, left_at = NULL,
                      profile = NULL;

-- cycles.remove_evidence (src/coaching/cycles/cycles_things_store.cpp)
    DELETE FROM cycle_evidence
     WHERE district_id = $1 AND cycle_id = $2 AND id = $3;

-- cycles.save (src/coaching/cycles/cycles_store.cpp)
    UPDATE cycle
       SET state = $3, stage = $4, outcome = $5, topic = $6, goal = $7, peers = $8, unit = $9,
           standard = $10, target = $11, toward = $12, try_words = $13, with_words = $14,
           moves = $15, celebration = $16, begun_on = $17, closed_at = $18, version = $19
     WHERE district_id = $1 AND id = $2;

-- cycles.seen (src/coaching/cycles/cycles_store.cpp)
    SELECT c.id, c.coach_id, p.name, c.template, c.template_number, c.state, c.stage, c.outcome,
           c.topic, c.goal, c.peers, c.unit, c.standard, c.target, c.toward, c.try_words,
           c.with_words, c.moves, c.celebration, c.weeks, c.made_at, c.begun_on, c.closed_at,
           c.follows_id, COALESCE(c.follows_as, ''), c.version,
           (SELECT MIN(s.check_on)
              FROM cycle_step s
             WHERE s.district_id = $1 AND s.cycle_id = c.id AND s.done_at IS NULL)
      FROM cycle c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.coach_id
     WHERE c.district_id = $1 AND ($3 = '' OR c.id = $3)
       AND (c.coach_id = $2
            OR EXISTS (SELECT 1
                         FROM cycle_member m
                        WHERE m.district_id = $1 AND m.cycle_id = c.id AND m.person_id = $2
                          AND m.left_at IS NULL))
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4)
     ORDER BY CASE WHEN c.closed_at IS NULL THEN 0 ELSE 1 END, c.made_at DESC, c.id DESC;

-- cycles.set_agreed (src/coaching/cycles/cycles_store.cpp)
    UPDATE cycle_member
       SET agreed_at = $4, profile = $5
     WHERE district_id = $1 AND cycle_id = $2 AND person_id = $3;

-- cycles.set_left (src/coaching/cycles/cycles_store.cpp)
    UPDATE cycle_member
       SET left_at = $4
     WHERE district_id = $1 AND cycle_id = $2 AND person_id = $3;

-- cycles.set_step_done (src/coaching/cycles/cycles_things_store.cpp)
    UPDATE cycle_step
       SET done_at = $4
     WHERE district_id = $1 AND cycle_id = $2 AND id = $3;

-- cycles.shared (src/coaching/cycles/cycles_things_store.cpp)
    SELECT t.name, p.name, c.topic, c.goal, m.profile, COALESCE(c.outcome, ''), c.state
      FROM cycle_member m
      JOIN cycle c ON c.district_id = m.district_id AND c.id = m.cycle_id
      JOIN person t ON t.district_id = m.district_id AND t.id = m.person_id
      JOIN person p ON p.district_id = c.district_id AND p.id = c.coach_id
     WHERE m.district_id = $1 AND m.profile IN ('topic', 'open') AND m.left_at IS NULL
       AND m.agreed_at IS NOT NULL
       AND EXISTS (SELECT 1
                     FROM role_held h
                    WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                      AND (h.building_id IS NULL OR h.building_id = t.building_id)
                      AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY t.sort_name, t.id, c.made_at DESC
     LIMIT 500;

-- cycles.steps (src/coaching/cycles/cycles_things_store.cpp)
    SELECT s.id, s.who_id, p.name, s.words, s.check_on, s.done_at
      FROM cycle_step s
      JOIN person p ON p.district_id = s.district_id AND p.id = s.who_id
     WHERE s.district_id = $1 AND s.cycle_id = $2
     ORDER BY CASE WHEN s.done_at IS NULL THEN 0 ELSE 1 END, s.check_on, s.made_at, s.id;

-- cycles.templates (src/coaching/cycles/templates_store.cpp)
    SELECT t.code, t.number, t.name, t.weeks, t.rhythm_days, t.is_offered, s.phase, s.stage,
           s.name, s.prompt
      FROM cycle_template t
      JOIN cycle_stage s
        ON s.district_id = t.district_id AND s.code = t.code AND s.number = t.number
     WHERE t.district_id = $1 AND ($2 = '' OR t.code = $2)
     ORDER BY t.code, t.number, s.position;

-- db.applied (src/kernel/db/migrate.cpp)
    SELECT name, checksum FROM migration ORDER BY name;

-- db.begin_job (src/kernel/db/sqlite_writer.cpp)SAVEPOINT job;

-- db.begin_read (src/kernel/db/sqlite.cpp)BEGIN;

-- db.begin_write (src/kernel/db/sqlite_writer.cpp)BEGIN IMMEDIATE;

-- db.broken_keys (src/kernel/db/copy_engines.cpp)
    SELECT "table", "parent" FROM pragma_foreign_key_check LIMIT 20;

-- db.commit (src/kernel/db/sqlite_writer.cpp)COMMIT;

-- db.end_read (src/kernel/db/sqlite.cpp)COMMIT;

-- db.has_history (src/kernel/db/copy_engines.cpp)
    SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration';

-- db.integrity (src/kernel/db/copy_engines.cpp)PRAGMA integrity_check(20);

-- db.keep_job (src/kernel/db/sqlite_writer.cpp)RELEASE job;

-- db.open_log (src/kernel/db/sqlite_log.cpp)SELECT COUNT(*) FROM sqlite_schema;

-- db.postgres_columns (src/kernel/db/copy_engines.cpp)
    SELECT c.relname, a.attname, t.typname,
           CAST(COALESCE(array_position(CAST(i.indkey AS int2[]), a.attnum), -1) + 1 AS BIGINT)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname <> 'migration'
       AND c.relname <> 'search_text'
     ORDER BY c.relname, a.attnum;

-- db.postgres_has_history (src/kernel/db/copy_engines.cpp)
    SELECT COUNT(*)
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relname = 'migration';

-- db.postgres_has_text (src/kernel/db/text_index.cpp)
    SELECT (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relname = 'search_document')
         - (SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = current_schema() AND c.relname = 'search_text');

-- db.postgres_keys (src/kernel/db/copy_engines.cpp)
    SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND k.contype = 'f'
     ORDER BY c.relname, k.conname;

-- db.postgres_text (src/kernel/db/text_index.cpp)
    SELECT number
      FROM search_text
     WHERE words @@ CAST($1 AS tsquery) AND number + 0 BETWEEN $2 AND $3
     ORDER BY ts_rank('{0.05, 0.1, 0.2, 1.0}', words, CAST($1 AS tsquery), 1) DESC, number
     LIMIT $4 OFFSET $5;

-- db.rollback (src/kernel/db/sqlite_writer.cpp)ROLLBACK;

-- db.schema (src/kernel/db/migrate.cpp)
    SELECT sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
       AND name NOT LIKE 'search\_text\_%' ESCAPE '\'
     ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, tbl_name, name;

-- db.seen (src/kernel/db/copy_engines.cpp)
    SELECT name, checksum FROM migration ORDER BY name;

-- db.sqlite_columns (src/kernel/db/copy_engines.cpp)
    SELECT t.name, c.name, c.type, c.pk
      FROM sqlite_schema t
      JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND t.name <> 'migration' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
       AND t.name NOT LIKE 'search\_text%' ESCAPE '\'
     ORDER BY t.name, c.cid;

-- db.sqlite_has_documents (src/kernel/db/text_index.cpp)
    SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search_document';

-- db.sqlite_has_text (src/kernel/db/text_index.cpp)
    SELECT (SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search_document')
         - (SELECT COUNT(*) FROM sqlite_schema WHERE name = 'search_text');

-- db.sqlite_missed (src/kernel/db/text_index.cpp)
    SELECT (SELECT COUNT(*) FROM main.search_document)
         - (SELECT COUNT(*) FROM search_text_docsize);

-- db.sqlite_text (src/kernel/db/text_index.cpp)
    SELECT rowid
      FROM search_text
     WHERE search_text MATCH $1 AND rowid BETWEEN $2 AND $3
     ORDER BY rank
     LIMIT $4 OFFSET $5;

-- db.sqlite_text_add (src/kernel/db/text_index.cpp)
    INSERT INTO search_text (rowid, title, words, also)
    VALUES ($1, $2, $3, $4);

-- db.sqlite_text_remove (src/kernel/db/text_index.cpp)
    INSERT INTO search_text (search_text, rowid, title, words, also)
    VALUES ('delete', $1, $2, $3, $4);

-- db.undo_job (src/kernel/db/sqlite_writer.cpp)ROLLBACK TO job;

-- db.unfenced (src/kernel/db/migrate.cpp)
    SELECT c.relname
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'district_id'
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema()
       AND c.relkind IN ('r', 'p')
       AND NOT a.attisdropped
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                AND EXISTS (SELECT 1 FROM pg_policy p
                             WHERE p.polrelid = c.oid AND p.polname = 'district_fence'))
     ORDER BY c.relname;

-- db.version (src/kernel/db/sqlite.cpp)PRAGMA data_version;

-- db.wait_for_keys (src/kernel/db/copy_engines.cpp)PRAGMA defer_foreign_keys = ON;

-- directory.add (src/design/directory/directory_store.cpp)
    INSERT INTO directory_school (district_id, scheme, identifier, source_name, name, level,
                                  street, city, region, county, postal_code, country, phone,
                                  website, agency, latitude, longitude)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- directory.change (src/design/directory/directory_store.cpp)
    UPDATE directory_school
       SET source_name = $4, name = $5, level = $6, street = $7, city = $8, region = $9,
           county = $10, postal_code = $11, country = $12, phone = $13, website = $14,
           agency = $15, latitude = $16, longitude = $17
     WHERE district_id = $1 AND scheme = $2 AND identifier = $3;

-- directory.count (src/design/directory/directory_store.cpp)
    SELECT COUNT(*)
      FROM directory_school
     WHERE district_id = $1;

-- directory.count_source (src/design/directory/directory_store.cpp)
    UPDATE directory_source
       SET rows_read = $3, rows_refused = $4
     WHERE district_id = $1 AND name = $2;

-- directory.keep_source (src/design/directory/directory_store.cpp)
    INSERT INTO directory_source (district_id, name, source, licence, read_at, rows_read,
                                  rows_refused)
    VALUES ($1, $2, $3, $4, $5, 0, 0)
    ON CONFLICT (district_id, name) DO UPDATE
       SET source = excluded.source, licence = excluded.licence, read_at = excluded.read_at;

-- directory.school (src/design/directory/directory_store.cpp)
    SELECT scheme, identifier, name, level, street, city, region, county, postal_code, country,
           phone, website, agency, latitude, longitude
      FROM directory_school
     WHERE district_id = $1 AND scheme = $2 AND identifier = $3;

-- districts.add (src/platform/districts/districts_store.cpp)
    INSERT INTO district (id, network_id, name, zone, language, created_at)
    VALUES ($1, $2, $3, $4, $5, $6);

-- districts.add_building (src/platform/districts/districts_store.cpp)
    INSERT INTO building (district_id, id, name, zone, identifier)
    VALUES ($1, $2, $3, $4, $5);

-- districts.add_division (src/platform/districts/districts_store.cpp)
    INSERT INTO division (district_id, id, building_id, name)
    VALUES ($1, $2, $3, $4);

-- districts.add_network (src/platform/districts/districts_store.cpp)
    INSERT INTO network (id, name)
    VALUES ($1, $2);

-- districts.all (src/platform/districts/districts_store.cpp)
    SELECT id
      FROM district
     ORDER BY id;

-- districts.buildings (src/platform/districts/districts_store.cpp)
    SELECT b.id, b.name, b.zone, COUNT(p.id)
      FROM building b
      LEFT JOIN person p ON p.district_id = b.district_id AND p.building_id = b.id
                        AND p.ended_on IS NULL
     WHERE b.district_id = $1 AND b.ended_on IS NULL
     GROUP BY b.id, b.name, b.zone
     ORDER BY b.name, b.id;

-- districts.by_name (src/platform/districts/districts_store.cpp)
    SELECT id
      FROM district
     WHERE name = $1;

-- districts.name (src/platform/districts/districts_store.cpp)
    SELECT name
      FROM district
     WHERE id = $1;

-- districts.zone (src/platform/districts/districts_store.cpp)
    SELECT zone
      FROM district
     WHERE id = $1;

-- escrow.add (src/platform/escrow/escrow_store.cpp)
    INSERT INTO escrow (district_id, id, chosen_by, chosen_at)
    VALUES ($1, $2, $3, $4);

-- escrow.add_holder (src/platform/escrow/escrow_store.cpp)
    INSERT INTO escrow_holder (district_id, escrow_id, person_id)
    VALUES ($1, $2, $3);

-- escrow.agreed (src/platform/escrow/escrow_store.cpp)
    UPDATE escrow_holder
       SET generation = $4, public_key = $5, agreed_at = $6
     WHERE district_id = $1 AND escrow_id = $2 AND person_id = $3;

-- escrow.begin (src/platform/escrow/escrow_store.cpp)
    UPDATE escrow
       SET begun_at = $3
     WHERE district_id = $1 AND id = $2;

-- escrow.destroy_keys (src/platform/escrow/matters_store.cpp)
    DELETE FROM notes_epoch_key
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3;

-- escrow.destroy_opened (src/platform/escrow/matters_store.cpp)
    DELETE FROM escrow_opened
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3;

-- escrow.destroy_server_copy (src/platform/escrow/matters_store.cpp)
    DELETE FROM notes_epoch_server
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3;

-- escrow.destroy_shares (src/platform/escrow/matters_store.cpp)
    DELETE FROM escrow_share
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3;

-- escrow.destroyed (src/platform/escrow/matters_store.cpp)
    UPDATE notes_epoch
       SET destroyed_at = $4, ended_at = COALESCE(ended_at, $4)
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3;

-- escrow.drop_opened (src/platform/escrow/matters_store.cpp)
    DELETE FROM escrow_opened
     WHERE district_id = $1 AND matter_id = $2;

-- escrow.end (src/platform/escrow/escrow_store.cpp)
    UPDATE escrow
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2;

-- escrow.end_in_force (src/platform/escrow/escrow_store.cpp)
    UPDATE escrow
       SET ended_at = $2
     WHERE district_id = $1 AND begun_at IS NOT NULL AND ended_at IS NULL;

-- escrow.end_prepared (src/platform/escrow/escrow_store.cpp)
    UPDATE escrow
       SET ended_at = $2
     WHERE district_id = $1 AND begun_at IS NULL AND ended_at IS NULL;

-- escrow.evaluates (src/platform/escrow/escrow_store.cpp)
    SELECT COUNT(*)
      FROM role_held
     WHERE district_id = $1 AND person_id = $2 AND role = 'principal'
       AND COALESCE(begins_on, $3) <= $3 AND COALESCE(ends_on, $3) >= $3;

-- escrow.expired (src/platform/escrow/matters_store.cpp)
    SELECT e.circle_id, e.epoch
      FROM notes_epoch e
      JOIN notes_circle c ON c.district_id = e.district_id AND c.id = e.circle_id
     WHERE e.district_id = $1 AND e.keep_until <= $2 AND e.destroyed_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM escrow_matter m
                        WHERE m.district_id = $1 AND m.members = c.members AND m.kind = 'holding'
                          AND m.ended_at IS NULL AND m.refused_at IS NULL
                          AND (m.agreed_at IS NOT NULL OR m.asked_at >= $3))
     ORDER BY e.circle_id, e.epoch
     LIMIT 200;

-- escrow.holders (src/platform/escrow/escrow_store.cpp)
    SELECT h.person_id, p.name, h.agreed_at
      FROM escrow_holder h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.escrow_id = $2
     ORDER BY p.name, h.person_id;

-- escrow.holders_to_tell (src/platform/escrow/matters_store.cpp)
    SELECT h.person_id
      FROM escrow e
      JOIN escrow_holder h ON h.district_id = e.district_id AND h.escrow_id = e.id
     WHERE e.district_id = $1 AND e.begun_at IS NOT NULL AND e.ended_at IS NULL
     ORDER BY h.person_id;

-- escrow.in_force (src/platform/escrow/escrow_store.cpp)
    SELECT id, begun_at
      FROM escrow
     WHERE district_id = $1 AND begun_at IS NOT NULL AND ended_at IS NULL;

-- escrow.insert_matter (src/platform/escrow/matters_store.cpp)
    INSERT INTO escrow_matter (district_id, id, kind, members, reason, from_on, until_on, asked_by,
                               asked_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- escrow.insert_matter_person (src/platform/escrow/matters_store.cpp)
    INSERT INTO escrow_matter_person (district_id, matter_id, person_id)
    VALUES ($1, $2, $3);

-- escrow.is_held (src/platform/escrow/matters_store.cpp)
    SELECT COUNT(*)
      FROM escrow_matter_person whose
      JOIN escrow_matter m ON m.district_id = whose.district_id AND m.id = whose.matter_id
     WHERE whose.district_id = $1 AND whose.person_id = $2 AND m.kind = 'holding'
       AND m.ended_at IS NULL AND m.refused_at IS NULL
       AND (m.agreed_at IS NOT NULL OR m.asked_at >= $3);

-- escrow.keep_opened_of (src/platform/escrow/matters_store.cpp)
    DELETE FROM escrow_opened
     WHERE district_id = $1 AND matter_id = $2 AND person_id <> $3 AND person_id <> $4;

-- escrow.lift_holds (src/platform/escrow/matters_store.cpp)
    UPDATE escrow_matter
       SET ended_at = $3
     WHERE district_id = $1 AND members = $2 AND kind = 'holding' AND ended_at IS NULL;

-- escrow.mark_agreed (src/platform/escrow/matters_store.cpp)
    UPDATE escrow_matter
       SET answered_by = $3, agreed_at = $4
     WHERE district_id = $1 AND id = $2;

-- escrow.mark_ended (src/platform/escrow/matters_store.cpp)
    UPDATE escrow_matter
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2;

-- escrow.mark_refused (src/platform/escrow/matters_store.cpp)
    UPDATE escrow_matter
       SET answered_by = $3, refused_at = $4
     WHERE district_id = $1 AND id = $2;

-- escrow.matter (src/platform/escrow/matters_store.cpp)
    SELECT m.id, m.kind, m.members, m.reason, m.from_on, m.until_on, m.asked_by, m.answered_by,
           p.name, COALESCE(q.name, ''), m.asked_at, m.agreed_at, m.refused_at, m.ended_at,
           who.name
      FROM escrow_matter m
      JOIN person p ON p.district_id = m.district_id AND p.id = m.asked_by
      LEFT JOIN person q ON q.district_id = m.district_id AND q.id = m.answered_by
      JOIN escrow_matter_person w ON w.district_id = m.district_id AND w.matter_id = m.id
      JOIN person who ON who.district_id = w.district_id AND who.id = w.person_id
     WHERE m.district_id = $1 AND m.id = $2
     ORDER BY who.name, who.id;

-- escrow.matters_about (src/platform/escrow/matters_store.cpp)
    SELECT m.id, m.kind, m.members, m.reason, m.from_on, m.until_on, m.asked_by, m.answered_by,
           p.name, COALESCE(q.name, ''), m.asked_at, m.agreed_at, m.refused_at, m.ended_at,
           who.name
      FROM escrow_matter_person mine
      JOIN escrow_matter m ON m.district_id = mine.district_id AND m.id = mine.matter_id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.asked_by
      LEFT JOIN person q ON q.district_id = m.district_id AND q.id = m.answered_by
      JOIN escrow_matter_person w ON w.district_id = m.district_id AND w.matter_id = m.id
      JOIN person who ON who.district_id = w.district_id AND who.id = w.person_id
     WHERE mine.district_id = $1 AND mine.person_id = $2 AND m.agreed_at IS NOT NULL
     ORDER BY m.agreed_at DESC, m.id DESC, who.name, who.id;

-- escrow.newest_matters (src/platform/escrow/matters_store.cpp)
    SELECT m.id, m.kind, m.members, m.reason, m.from_on, m.until_on, m.asked_by, m.answered_by,
           p.name, COALESCE(q.name, ''), m.asked_at, m.agreed_at, m.refused_at, m.ended_at,
           who.name
      FROM (SELECT id
              FROM escrow_matter
             WHERE district_id = $1
             ORDER BY asked_at DESC, id DESC
             LIMIT 50) one
      JOIN escrow_matter m ON m.district_id = $1 AND m.id = one.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.asked_by
      LEFT JOIN person q ON q.district_id = m.district_id AND q.id = m.answered_by
      JOIN escrow_matter_person w ON w.district_id = m.district_id AND w.matter_id = m.id
      JOIN person who ON who.district_id = w.district_id AND who.id = w.person_id
     ORDER BY m.asked_at DESC, m.id DESC, who.name, who.id;

-- escrow.opened_for (src/platform/escrow/matters_store.cpp)
    SELECT circle_id, epoch, person_id, wrapped
      FROM escrow_opened
     WHERE district_id = $1 AND matter_id = $2 AND person_id = $3
     ORDER BY epoch;

-- escrow.over (src/platform/escrow/matters_store.cpp)
    SELECT id
      FROM escrow_matter
     WHERE district_id = $1 AND kind <> 'holding' AND ended_at IS NULL
       AND (refused_at IS NOT NULL OR agreed_at < $3
            OR (agreed_at IS NULL AND asked_at < $2))
     ORDER BY id;

-- escrow.people_of (src/platform/escrow/matters_store.cpp)
    SELECT person_id
      FROM escrow_matter_person
     WHERE district_id = $1 AND matter_id = $2
     ORDER BY person_id;

-- escrow.people_with_notes (src/platform/escrow/matters_store.cpp)
    SELECT DISTINCT person_id
      FROM notes_epoch_key
     WHERE district_id = $1
     ORDER BY person_id;

-- escrow.person_at (src/platform/escrow/escrow_store.cpp)
    SELECT p.id
      FROM person p
      LEFT JOIN account a ON a.id = p.account_id
     WHERE p.district_id = $1 AND (p.email = $2 OR a.email = $2)
     ORDER BY p.id;

-- escrow.prepared (src/platform/escrow/escrow_store.cpp)
    SELECT id, begun_at
      FROM escrow
     WHERE district_id = $1 AND begun_at IS NULL AND ended_at IS NULL;

-- escrow.put_opened (src/platform/escrow/matters_store.cpp)
    INSERT INTO escrow_opened (district_id, matter_id, circle_id, epoch, person_id, wrapped)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, matter_id, epoch, person_id)
        DO UPDATE SET wrapped = excluded.wrapped;

-- escrow.put_server_copy (src/platform/escrow/escrow_store.cpp)
    INSERT INTO notes_epoch_server (district_id, circle_id, epoch, wrapped)
    VALUES ($1, $2, $3, $4);

-- escrow.put_share (src/platform/escrow/escrow_store.cpp)
    INSERT INTO escrow_share (district_id, circle_id, epoch, first_id, second_id, wrapped)
    VALUES ($1, $2, $3, $4, $5, $6);

-- escrow.ready (src/platform/escrow/escrow_store.cpp)
    SELECT h.person_id, p.name, h.public_key
      FROM escrow e
      JOIN escrow_holder h ON h.district_id = e.district_id AND h.escrow_id = e.id
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
      JOIN notes_key k
        ON k.district_id = h.district_id AND k.person_id = h.person_id
       AND k.generation = h.generation AND k.guard = 'own' AND k.ended_at IS NULL
     WHERE e.district_id = $1 AND e.begun_at IS NOT NULL AND e.ended_at IS NULL
       AND COALESCE(p.ended_on, $2) >= $2
       AND NOT EXISTS (SELECT 1 FROM role_held r
                        WHERE r.district_id = $1 AND r.person_id = h.person_id
                          AND r.role = 'principal'
                          AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2)
     ORDER BY p.name, h.person_id;

-- escrow.server_copies (src/platform/escrow/escrow_store.cpp)
    SELECT epoch, wrapped
      FROM notes_epoch_server
     WHERE district_id = $1 AND circle_id = $2
     ORDER BY epoch;

-- escrow.shares (src/platform/escrow/escrow_store.cpp)
    SELECT s.circle_id, s.epoch, s.first_id, s.second_id, s.wrapped
      FROM notes_circle c
      JOIN escrow_share s ON s.district_id = c.district_id AND s.circle_id = c.id
     WHERE c.district_id = $1 AND c.members = $2 AND s.first_id = $3
       AND (EXISTS (SELECT 1 FROM note n
                     WHERE n.district_id = $1 AND n.circle_id = s.circle_id AND n.epoch = s.epoch
                       AND n.written_at >= $4 AND n.written_at < $5)
            OR EXISTS (SELECT 1 FROM cycle_writing w
                        WHERE w.district_id = $1 AND w.circle_id = s.circle_id
                          AND w.epoch = s.epoch AND w.written_at >= $4 AND w.written_at < $5))
     ORDER BY s.epoch, s.second_id;

-- escrow.zone (src/platform/escrow/escrow_store.cpp)
    SELECT zone
      FROM district
     WHERE id = $1;

-- exchange.adopted_document (src/design/exchange/publishing_store.cpp)
    SELECT document, public_key, address
      FROM exchange_adoption
     WHERE district_id = $1 AND post_id = $2
     ORDER BY adopted_at DESC, id
     LIMIT 1;

-- exchange.adoption (src/design/exchange/adopting_store.cpp)
    SELECT a.id, a.address, a.item_id, a.public_key, a.digest, a.document, a.number, a.post_id,
           a.adopted_by, a.adopted_at, a.changed_at, a.withdrawn_at, c.id
      FROM exchange_adoption a
      LEFT JOIN exchange_peer p ON p.district_id = a.district_id AND p.address = a.address
      LEFT JOIN exchange_copy c ON c.district_id = p.district_id AND c.peer_id = p.id
                               AND c.item_id = a.item_id
     WHERE a.district_id = $1 AND a.id = $2;

-- exchange.adoptions (src/design/exchange/adopting_store.cpp)
    SELECT a.id, a.address, a.item_id, a.public_key, a.digest, a.document, a.number, a.post_id,
           a.adopted_by, a.adopted_at, a.changed_at, a.withdrawn_at, c.id
      FROM exchange_adoption a
      LEFT JOIN exchange_peer p ON p.district_id = a.district_id AND p.address = a.address
      LEFT JOIN exchange_copy c ON c.district_id = p.district_id AND c.peer_id = p.id
                               AND c.item_id = a.item_id
     WHERE a.district_id = $1
     ORDER BY a.adopted_at DESC, a.id;

-- exchange.adoptions_of_item (src/design/exchange/adopting_store.cpp)
    SELECT a.id, a.address, a.item_id, a.public_key, a.digest, a.document, a.number, a.post_id,
           a.adopted_by, a.adopted_at, a.changed_at, a.withdrawn_at, NULL
      FROM exchange_adoption a
     WHERE a.district_id = $1 AND a.address = $2 AND a.item_id = $3;

-- exchange.claim (src/design/exchange/peers_store.cpp)
    UPDATE exchange_peer
       SET next_at = $4
     WHERE district_id = $1 AND id = $2 AND next_at = $3;

-- exchange.claim_followed (src/design/exchange/followed_store.cpp)
    UPDATE exchange_followed
       SET next_at = $4
     WHERE district_id = $1 AND id = $2 AND next_at = $3;

-- exchange.contacts (src/design/exchange/publishing_store.cpp)
    SELECT p.id, p.name
      FROM person p
     WHERE p.district_id = $1 AND (p.ended_on IS NULL OR p.ended_on > $2)
       AND EXISTS (SELECT 1 FROM role_held h
                    WHERE h.district_id = $1 AND h.person_id = p.id
                      AND h.role IN ('coach', 'director', 'district_admin')
                      AND (h.begins_on IS NULL OR h.begins_on <= $2)
                      AND (h.ends_on IS NULL OR h.ends_on >= $2))
     ORDER BY p.name, p.id;

-- exchange.copies (src/design/exchange/peers_store.cpp)
    SELECT c.id, c.peer_id, p.name, p.address, p.public_key, c.item_id, c.title, c.author,
           c.digest, c.kind, c.number, c.read_at, c.folded
      FROM exchange_copy c
      JOIN exchange_peer p ON p.district_id = c.district_id AND p.id = c.peer_id
     WHERE c.district_id = $1 AND ($2 = '' OR c.kind = $2)
     ORDER BY c.title, c.id;

-- exchange.copy (src/design/exchange/peers_store.cpp)
    SELECT c.id, c.peer_id, p.name, p.address, p.public_key, c.item_id, c.title, c.author,
           c.digest, c.kind, c.number, c.read_at, c.document
      FROM exchange_copy c
      JOIN exchange_peer p ON p.district_id = c.district_id AND p.id = c.peer_id
     WHERE c.district_id = $1 AND c.id = $2;

-- exchange.curated_entries (src/design/exchange/curating_store.cpp)
    SELECT id, address, item_id, kind, title, credit, number, digest, words, is_public
      FROM curated_entry
     WHERE network_id = $1
     ORDER BY kind, title, id;

-- exchange.curated_list (src/design/exchange/curating_store.cpp)
    SELECT address, name, introduction, language, public_key, sequence, version, is_public,
           published_at
      FROM curated_list
     WHERE network_id = $1;

-- exchange.district_at (src/design/exchange/publishing_store.cpp)
    SELECT district_id
      FROM exchange_address
     WHERE address = $1;

-- exchange.districts_of (src/design/exchange/curating_store.cpp)
    SELECT id
      FROM district
     WHERE network_id = $1
     ORDER BY id;

-- exchange.due (src/design/exchange/peers_store.cpp)
    SELECT id, next_at
      FROM exchange_peer
     WHERE district_id = $1 AND next_at IS NOT NULL AND next_at <= $2
     ORDER BY next_at, id
     LIMIT $3;

-- exchange.due_followed (src/design/exchange/followed_store.cpp)
    SELECT id, next_at
      FROM exchange_followed
     WHERE district_id = $1 AND next_at IS NOT NULL AND next_at <= $2
     ORDER BY next_at, id
     LIMIT $3;

-- exchange.followed (src/design/exchange/followed_store.cpp)
    SELECT id, purpose, address, name, public_key, other_key, quarantine, digest, etag, '',
           trouble, sequence, tries, next_at, read_at
      FROM exchange_followed
     WHERE district_id = $1 AND purpose = $2
     ORDER BY name, made_at, id;

-- exchange.followed_sources (src/design/exchange/followed_store.cpp)
    SELECT id, purpose, address, name, public_key, other_key, quarantine, digest, etag, document,
           trouble, sequence, tries, next_at, read_at
      FROM exchange_followed
     WHERE district_id = $1 AND purpose = 'source' AND document <> ''
     ORDER BY name, made_at, id;

-- exchange.index_document (src/design/exchange/publishing_store.cpp)
    SELECT index_document
      FROM exchange_profile
     WHERE district_id = $1;

-- exchange.insert_adoption (src/design/exchange/adopting_store.cpp)
    INSERT INTO exchange_adoption (district_id, id, address, item_id, public_key, number, digest,
                                   document, post_id, adopted_by, adopted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- exchange.insert_curated_entry (src/design/exchange/curating_store.cpp)
    INSERT INTO curated_entry (network_id, id, address, item_id, kind, title, credit, number,
                               digest, words, is_public)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, FALSE)
        ON CONFLICT DO NOTHING;

-- exchange.insert_followed (src/design/exchange/followed_store.cpp)
    INSERT INTO exchange_followed (district_id, id, purpose, address, name, public_key, other_key,
                                   quarantine, sequence, digest, etag, document, tries, trouble,
                                   made_by, made_at, next_at)
    VALUES ($1, $2, $3, $4, '', '', '', '', 0, '', '', '', 0, '', $5, $6, $6);

-- exchange.insert_list (src/design/exchange/curating_store.cpp)
    INSERT INTO curated_list (network_id, address, name, introduction, language, public_key,
                              signing_key, sequence, document, is_public, version)
    VALUES ($1, $2, '', '', '', $3, $4, 0, '', FALSE, 0)
        ON CONFLICT DO NOTHING;

-- exchange.insert_peer (src/design/exchange/peers_store.cpp)
    INSERT INTO exchange_peer (district_id, id, address, name, public_key, other_key, quarantine,
                               sequence, digest, etag, tries, trouble, made_by, made_at, next_at)
    VALUES ($1, $2, $3, '', '', '', '', 0, '', '', 0, '', $4, $5, $5);

-- exchange.insert_piece (src/design/exchange/pieces_store.cpp)
    INSERT INTO exchange_piece (district_id, id, kind, title, language, model, teachers, buildings,
                                fte_percent, cost, first_words, situation, did, again,
                                origin_address, origin_key, origin_document, version, made_by,
                                made_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, $18,
            $19, $19);

-- exchange.insert_profile (src/design/exchange/publishing_store.cpp)
    INSERT INTO exchange_profile (district_id, name, contact_id, licence, public_key, signing_key,
                                  sequence, index_document, published_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, 0, '', $7, 0);

-- exchange.insert_question (src/design/exchange/publishing_store.cpp)
    INSERT INTO exchange_question (district_id, id, item_id, name, reply_to, words, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- exchange.insert_refusal (src/design/exchange/peers_store.cpp)
    INSERT INTO exchange_refusal (district_id, peer_id, item_id, title, reason, at)
    VALUES ($1, $2, $3, $4, $5, $6);

-- exchange.item (src/design/exchange/publishing_store.cpp)
    SELECT id, kind, thing, title, digest, document, number, published_at, withdrawn_at, source
      FROM exchange_item
     WHERE district_id = $1 AND id = $2;

-- exchange.items (src/design/exchange/publishing_store.cpp)
    SELECT id, kind, thing, title, digest, document, number, published_at, withdrawn_at, source
      FROM exchange_item
     WHERE district_id = $1
     ORDER BY kind, title, id;

-- exchange.kept (src/design/exchange/peers_store.cpp)
    SELECT item_id, digest, number, bytes
      FROM exchange_copy
     WHERE district_id = $1 AND peer_id = $2;

-- exchange.list_key (src/design/exchange/curating_store.cpp)
    SELECT signing_key
      FROM curated_list
     WHERE network_id = $1;

-- exchange.network (src/design/exchange/curating_store.cpp)
    SELECT n.id, n.name
      FROM district d
      JOIN network n ON n.id = d.network_id
     WHERE d.id = $1;

-- exchange.networks_with_lists (src/design/exchange/curating_store.cpp)
    SELECT n.id, n.name
      FROM curated_list l
      JOIN network n ON n.id = l.network_id
     ORDER BY n.id;

-- exchange.note_changed (src/design/exchange/adopting_store.cpp)
    UPDATE exchange_adoption
       SET changed_at = $3, withdrawn_at = NULL
     WHERE district_id = $1 AND id = $2;

-- exchange.note_withdrawn (src/design/exchange/adopting_store.cpp)
    UPDATE exchange_adoption
       SET withdrawn_at = $3
     WHERE district_id = $1 AND id = $2;

-- exchange.one_followed (src/design/exchange/followed_store.cpp)
    SELECT id, purpose, address, name, public_key, other_key, quarantine, digest, etag, document,
           trouble, sequence, tries, next_at, read_at
      FROM exchange_followed
     WHERE district_id = $1 AND id = $2;

-- exchange.peer (src/design/exchange/peers_store.cpp)
    SELECT p.id, p.address, p.name, p.public_key, p.other_key, p.quarantine, p.digest, p.etag,
           p.trouble, p.sequence, p.tries, p.made_at, p.next_at, p.read_at,
           (SELECT COUNT(*) FROM exchange_copy c
             WHERE c.district_id = $1 AND c.peer_id = p.id),
           (SELECT COUNT(*) FROM exchange_refusal r
             WHERE r.district_id = $1 AND r.peer_id = p.id)
      FROM exchange_peer p
     WHERE p.district_id = $1 AND p.id = $2;

-- exchange.peers (src/design/exchange/peers_store.cpp)
    SELECT p.id, p.address, p.name, p.public_key, p.other_key, p.quarantine, p.digest, p.etag,
           p.trouble, p.sequence, p.tries, p.made_at, p.next_at, p.read_at,
           (SELECT COUNT(*) FROM exchange_copy c
             WHERE c.district_id = $1 AND c.peer_id = p.id),
           (SELECT COUNT(*) FROM exchange_refusal r
             WHERE r.district_id = $1 AND r.peer_id = p.id)
      FROM exchange_peer p
     WHERE p.district_id = $1
     ORDER BY p.made_at, p.id;

-- exchange.piece (src/design/exchange/pieces_store.cpp)
    SELECT id, kind, title, language, model, teachers, buildings, fte_percent, cost, first_words,
           situation, did, again, origin_address, origin_key, origin_document, version, changed_at
      FROM exchange_piece
     WHERE district_id = $1 AND id = $2;

-- exchange.pieces (src/design/exchange/pieces_store.cpp)
    SELECT id, kind, title, language, model, teachers, buildings, fte_percent, cost, first_words,
           situation, did, again, origin_address, origin_key, '', version, changed_at
      FROM exchange_piece
     WHERE district_id = $1
     ORDER BY kind, title, id;

-- exchange.profile (src/design/exchange/publishing_store.cpp)
    SELECT a.address, p.name, c.name, p.licence, p.public_key, p.contact_id, p.sequence, p.version,
           p.published_at
      FROM exchange_profile p
      JOIN exchange_address a ON a.district_id = p.district_id
      JOIN person c ON c.district_id = p.district_id AND c.id = p.contact_id
     WHERE p.district_id = $1;

-- exchange.public_list (src/design/exchange/curating_store.cpp)
    SELECT n.id, n.name, l.document, l.public_key, l.is_public
      FROM curated_list l
      JOIN network n ON n.id = l.network_id
     WHERE l.address = $1;

-- exchange.published_here (src/design/exchange/curating_store.cpp)
    SELECT a.address, p.name, i.id, i.kind, i.title, i.digest, i.number
      FROM district d
      JOIN exchange_address a ON a.district_id = d.id
      JOIN exchange_profile p ON p.district_id = a.district_id
      JOIN exchange_item i ON i.district_id = a.district_id
     WHERE d.network_id = $1 AND i.withdrawn_at IS NULL
     ORDER BY i.kind, i.title, i.id;

-- exchange.put_copy (src/design/exchange/peers_store.cpp)
    INSERT INTO exchange_copy (district_id, id, peer_id, item_id, kind, title, author, number,
                               digest, document, bytes, folded, read_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (district_id, peer_id, item_id)
        DO UPDATE SET kind = excluded.kind, title = excluded.title, author = excluded.author,
                      number = excluded.number, digest = excluded.digest,
                      document = excluded.document, bytes = excluded.bytes,
                      folded = excluded.folded, read_at = excluded.read_at;

-- exchange.put_curated_entry (src/design/exchange/curating_store.cpp)
    UPDATE curated_entry
       SET title = $3, credit = $4, number = $5, digest = $6, words = $7, is_public = $8
     WHERE network_id = $1 AND id = $2;

-- exchange.put_followed (src/design/exchange/followed_store.cpp)
    UPDATE exchange_followed
       SET name = $3, public_key = $4, other_key = $5, quarantine = $6, sequence = $7,
           digest = $8, etag = $9, document = $10, tries = $11, trouble = $12, next_at = $13,
           read_at = $14
     WHERE district_id = $1 AND id = $2;

-- exchange.put_item (src/design/exchange/publishing_store.cpp)
    INSERT INTO exchange_item (district_id, id, kind, thing, title, number, document, digest,
                               published_at, source)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (district_id, id)
        DO UPDATE SET title = excluded.title, number = excluded.number,
                      document = excluded.document, digest = excluded.digest,
                      published_at = excluded.published_at, source = excluded.source,
                      withdrawn_at = NULL;

-- exchange.put_key (src/design/exchange/publishing_store.cpp)
    UPDATE exchange_profile
       SET public_key = $2, signing_key = $3
     WHERE district_id = $1;

-- exchange.put_list (src/design/exchange/curating_store.cpp)
    UPDATE curated_list
       SET name = $2, introduction = $3, language = $4, sequence = $5, document = $6,
           is_public = $7, published_at = $8, version = $9
     WHERE network_id = $1;

-- exchange.put_list_key (src/design/exchange/curating_store.cpp)
    UPDATE curated_list
       SET public_key = $2, signing_key = $3
     WHERE network_id = $1;

-- exchange.put_peer (src/design/exchange/peers_store.cpp)
    UPDATE exchange_peer
       SET name = $3, public_key = $4, other_key = $5, quarantine = $6, sequence = $7,
           digest = $8, etag = $9, tries = $10, trouble = $11, next_at = $12, read_at = $13
     WHERE district_id = $1 AND id = $2;

-- exchange.put_piece (src/design/exchange/pieces_store.cpp)
    UPDATE exchange_piece
       SET title = $3, model = $4, teachers = $5, buildings = $6, fte_percent = $7, cost = $8,
           first_words = $9, situation = $10, did = $11, again = $12, version = $13,
           changed_at = $14
     WHERE district_id = $1 AND id = $2;

-- exchange.put_profile (src/design/exchange/publishing_store.cpp)
    UPDATE exchange_profile
       SET name = $2, contact_id = $3, licence = $4, sequence = $5, index_document = $6,
           published_at = $7, version = $8
     WHERE district_id = $1;

-- exchange.questions (src/design/exchange/publishing_store.cpp)
    SELECT i.title, q.name, q.reply_to, q.words, q.made_at
      FROM exchange_question q
      JOIN exchange_item i ON i.district_id = q.district_id AND i.id = q.item_id
     WHERE q.district_id = $1
     ORDER BY q.made_at DESC, q.id
     LIMIT 200;

-- exchange.refusals (src/design/exchange/peers_store.cpp)
    SELECT item_id, title, reason, at
      FROM exchange_refusal
     WHERE district_id = $1 AND peer_id = $2
     ORDER BY title, item_id
     LIMIT 100;

-- exchange.remove_copies (src/design/exchange/peers_store.cpp)
    DELETE FROM exchange_copy
     WHERE district_id = $1 AND peer_id = $2;

-- exchange.remove_copy (src/design/exchange/peers_store.cpp)
    DELETE FROM exchange_copy
     WHERE district_id = $1 AND peer_id = $2 AND item_id = $3;

-- exchange.remove_curated_entry (src/design/exchange/curating_store.cpp)
    DELETE FROM curated_entry
     WHERE network_id = $1 AND id = $2;

-- exchange.remove_followed (src/design/exchange/followed_store.cpp)
    DELETE FROM exchange_followed
     WHERE district_id = $1 AND id = $2;

-- exchange.remove_peer (src/design/exchange/peers_store.cpp)
    DELETE FROM exchange_peer
     WHERE district_id = $1 AND id = $2;

-- exchange.remove_piece (src/design/exchange/pieces_store.cpp)
    DELETE FROM exchange_piece
     WHERE district_id = $1 AND id = $2;

-- exchange.remove_refusals (src/design/exchange/peers_store.cpp)
    DELETE FROM exchange_refusal
     WHERE district_id = $1 AND peer_id = $2;

-- exchange.signing_key (src/design/exchange/publishing_store.cpp)
    SELECT signing_key
      FROM exchange_profile
     WHERE district_id = $1;

-- exchange.take_address (src/design/exchange/publishing_store.cpp)
    INSERT INTO exchange_address (district_id, address)
    VALUES ($1, $2)
        ON CONFLICT DO NOTHING;

-- exchange.withdraw_item (src/design/exchange/publishing_store.cpp)
    UPDATE exchange_item
       SET title = '', document = '', digest = '', withdrawn_at = $3
     WHERE district_id = $1 AND id = $2;

-- frameworks.add (src/design/frameworks/frameworks_store.cpp)
    INSERT INTO framework (district_id, id, identifier, uri, title, creator, publisher, edition,
                           language, licence, status, changed, left_out, taken_by, taken_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- frameworks.add_item (src/design/frameworks/frameworks_store.cpp)
    INSERT INTO framework_item (district_id, framework_id, identifier, position, uri, code,
                                statement, short_name, kind, language, levels, changed, is_gone)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- frameworks.add_link (src/design/frameworks/frameworks_store.cpp)
    INSERT INTO framework_link (district_id, framework_id, identifier, position, uri, kind, origin,
                                origin_uri, destination, destination_uri, sequence)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- frameworks.add_look (src/design/frameworks/frameworks_store.cpp)
    INSERT INTO framework_look (district_id, id, actor_id, made_at, source_name, state, body)
    VALUES ($1, $2, $3, $4, $5, 'open', $6);

-- frameworks.change (src/design/frameworks/frameworks_store.cpp)
    UPDATE framework
       SET uri = $3, title = $4, creator = $5, publisher = $6, edition = $7, language = $8,
           licence = $9, status = $10, changed = $11, left_out = $12, taken_by = $13,
           taken_at = $14
     WHERE district_id = $1 AND id = $2;

-- frameworks.cited (src/design/frameworks/frameworks_store.cpp)
    SELECT identifier, uri, code, statement, short_name, kind, language, levels, changed, is_gone
      FROM framework_item
     WHERE district_id = $1 AND framework_id = $2 AND (code = $3 OR identifier = $3)
     ORDER BY is_gone, position, identifier
     LIMIT 2;

-- frameworks.is_author (src/design/frameworks/frameworks_store.cpp)
    SELECT COUNT(*)
      FROM role_held
     WHERE district_id = $1 AND person_id = $2 AND role IN ('director', 'district_admin');

-- frameworks.items (src/design/frameworks/frameworks_store.cpp)
    SELECT identifier, uri, code, statement, short_name, kind, language, levels, changed, is_gone
      FROM framework_item
     WHERE district_id = $1 AND framework_id = $2
     ORDER BY is_gone, position, identifier;

-- frameworks.links (src/design/frameworks/frameworks_store.cpp)
    SELECT identifier, uri, kind, origin, origin_uri, destination, destination_uri, sequence
      FROM framework_link
     WHERE district_id = $1 AND framework_id = $2
     ORDER BY position;

-- frameworks.look (src/design/frameworks/frameworks_store.cpp)
    SELECT id, source_name, state, body
      FROM framework_look
     WHERE district_id = $1 AND id = $2;

-- frameworks.remove_items (src/design/frameworks/frameworks_store.cpp)
    DELETE FROM framework_item
     WHERE district_id = $1 AND framework_id = $2;

-- frameworks.remove_links (src/design/frameworks/frameworks_store.cpp)
    DELETE FROM framework_link
     WHERE district_id = $1 AND framework_id = $2;

-- frameworks.row (src/design/frameworks/frameworks_store.cpp)
    SELECT f.id, f.identifier, f.uri, f.title, f.creator, f.publisher, f.edition, f.language,
           f.licence, f.status, f.changed, f.left_out, f.taken_at,
           (SELECT COUNT(*)
              FROM framework_item i
             WHERE i.district_id = $1 AND i.framework_id = f.id AND NOT i.is_gone)
      FROM framework f
     WHERE f.district_id = $1 AND f.id = $2;

-- frameworks.row_of (src/design/frameworks/frameworks_store.cpp)
    SELECT f.id, f.identifier, f.uri, f.title, f.creator, f.publisher, f.edition, f.language,
           f.licence, f.status, f.changed, f.left_out, f.taken_at, 0
      FROM framework f
     WHERE f.district_id = $1 AND f.identifier = $2;

-- frameworks.rows (src/design/frameworks/frameworks_store.cpp)
    SELECT f.id, f.identifier, f.uri, f.title, f.creator, f.publisher, f.edition, f.language,
           f.licence, f.status, f.changed, f.left_out, f.taken_at,
           (SELECT COUNT(*)
              FROM framework_item i
             WHERE i.district_id = $1 AND i.framework_id = f.id AND NOT i.is_gone)
      FROM framework f
     WHERE f.district_id = $1
     ORDER BY f.title, f.id;

-- frameworks.supersede (src/design/frameworks/frameworks_store.cpp)
    UPDATE framework_look
       SET state = 'superseded', body = ''
     WHERE district_id = $1 AND state = 'open';

-- frameworks.take_look (src/design/frameworks/frameworks_store.cpp)
    UPDATE framework_look
       SET state = 'taken', body = ''
     WHERE district_id = $1 AND id = $2 AND state = 'open';

-- gate.by_cookie (src/platform/desk/gate_store.cpp)
    SELECT s.id, s.csrf_token, s.ends_at, s.seen_at, s.is_second_factor_due,
           a.id, a.email, COALESCE(a.language, ''), a.disabled_at,
           d.id, d.name, d.zone, d.language, d.settings_version,
           p.id, p.name, p.ended_on, COALESCE(b.zone, ''),
           r.role, r.building_id, r.begins_on, r.ends_on, '', s.notes_secret
      FROM session s
      JOIN account a ON a.id = s.account_id
      JOIN district d ON d.id = s.district_id
      JOIN person p ON p.district_id = s.district_id AND p.id = s.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE s.token_hash = $1;

-- gate.by_token (src/platform/desk/gate_store.cpp)
    SELECT t.id, '', t.made_at, t.made_at, FALSE,
           a.id, a.email, COALESCE(a.language, ''), a.disabled_at,
           d.id, d.name, d.zone, d.language, d.settings_version,
           p.id, p.name, p.ended_on, COALESCE(b.zone, ''),
           r.role, r.building_id, r.begins_on, r.ends_on, t.scopes, ''
      FROM api_token t
      JOIN account a ON a.id = t.account_id
      JOIN district d ON d.id = t.district_id
      JOIN person p ON p.district_id = t.district_id AND p.id = t.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE t.token_hash = $1 AND t.revoked_at IS NULL;

-- gate.touch (src/platform/desk/gate_store.cpp)
    UPDATE session
       SET seen_at = $2,
           notes_secret = CASE WHEN $2 - seen_at > $3 THEN '' ELSE notes_secret END
     WHERE token_hash = $1 AND seen_at < $2;

-- gatherings.attendees (src/design/gatherings/gatherings_store.cpp)
    SELECT a.gathering_id, a.person_id, p.name, a.words, a.is_public
      FROM gathering_attendee a
      JOIN gathering g ON g.district_id = a.district_id AND g.id = a.gathering_id
      JOIN person p ON p.district_id = a.district_id AND p.id = a.person_id
     WHERE a.district_id = $1 AND g.last_on >= $2 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id, a.gathering_id;

-- gatherings.coming (src/design/gatherings/gatherings_store.cpp)
    SELECT id, kind, name, first_on, last_on, place, link, words, entered_by, version
      FROM gathering
     WHERE district_id = $1 AND last_on >= $2
     ORDER BY first_on, last_on, name, id
     LIMIT $3;

-- gatherings.district_at (src/design/gatherings/gatherings_store.cpp)
    SELECT district_id
      FROM gathering_page
     WHERE id = $1;

-- gatherings.erase (src/design/gatherings/gatherings_store.cpp)
    DELETE FROM gathering
     WHERE district_id = $1 AND id = $2;

-- gatherings.erase_attendee (src/design/gatherings/gatherings_store.cpp)
    DELETE FROM gathering_attendee
     WHERE district_id = $1 AND gathering_id = $2 AND person_id = $3;

-- gatherings.erase_attendees (src/design/gatherings/gatherings_store.cpp)
    DELETE FROM gathering_attendee
     WHERE district_id = $1 AND gathering_id = $2;

-- gatherings.erase_page (src/design/gatherings/gatherings_store.cpp)
    DELETE FROM gathering_page
     WHERE district_id = $1;

-- gatherings.find (src/design/gatherings/gatherings_store.cpp)
    SELECT id, kind, name, first_on, last_on, place, link, words, entered_by, version
      FROM gathering
     WHERE district_id = $1 AND id = $2;

-- gatherings.insert (src/design/gatherings/gatherings_store.cpp)
    INSERT INTO gathering (district_id, id, kind, name, first_on, last_on, place, link, words,
                           entered_by, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- gatherings.insert_page (src/design/gatherings/gatherings_store.cpp)
    INSERT INTO gathering_page (id, district_id, published_at)
    VALUES ($1, $2, $3)
        ON CONFLICT DO NOTHING;

-- gatherings.page (src/design/gatherings/gatherings_store.cpp)
    SELECT id
      FROM gathering_page
     WHERE district_id = $1;

-- gatherings.past (src/design/gatherings/gatherings_store.cpp)
    SELECT id, kind, name, first_on, last_on, place, link, words, entered_by, version
      FROM gathering
     WHERE district_id = $1 AND last_on < $2
     ORDER BY last_on DESC, name, id
     LIMIT $3;

-- gatherings.put (src/design/gatherings/gatherings_store.cpp)
    UPDATE gathering
       SET kind = $4, name = $5, first_on = $6, last_on = $7, place = $8, link = $9, words = $10,
           version = version + 1
     WHERE district_id = $1 AND id = $2 AND version = $3;

-- gatherings.put_attendee (src/design/gatherings/gatherings_store.cpp)
    INSERT INTO gathering_attendee (district_id, gathering_id, person_id, words, is_public, said_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, gathering_id, person_id)
        DO UPDATE SET words = excluded.words, is_public = excluded.is_public,
                      said_at = excluded.said_at;

-- home.beat (src/platform/home/home_store.cpp)
    INSERT INTO heartbeat (id, at)
    VALUES (1, $1)
        ON CONFLICT (id) DO UPDATE SET at = excluded.at;

-- idempotency.forget (src/platform/desk/idempotency_store.cpp)
    DELETE FROM idempotency
     WHERE at < $1;

-- idempotency.keep (src/platform/desk/idempotency_store.cpp)
    INSERT INTO idempotency (district_id, actor_id, key, request_hash, status, location, body,
                             notice, seen, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9);

-- idempotency.recall (src/platform/desk/idempotency_store.cpp)
    SELECT request_hash, status, location, body, notice
      FROM idempotency
     WHERE district_id = $1 AND actor_id = $2 AND key = $3;

-- idempotency.seen (src/platform/desk/idempotency_store.cpp)
    UPDATE idempotency
       SET seen = seen + 1
     WHERE district_id = $1 AND actor_id = $2 AND key = $3;

-- inquiries.add_coding (src/design/inquiries/coding_store.cpp)
    INSERT INTO inquiry_coding (district_id, category_id, response_id)
    VALUES ($1, $2, $3)
    ON CONFLICT (district_id, category_id, response_id) DO NOTHING;

-- inquiries.answers (src/design/inquiries/inquiries_store.cpp)
    SELECT a.response_id, a.position, a.words
      FROM inquiry_response r
      JOIN inquiry_answer a ON a.district_id = r.district_id AND a.response_id = r.id
     WHERE r.district_id = $1 AND r.inquiry_id = $2
     ORDER BY r.made_at, r.id, a.position;

-- inquiries.any (src/design/inquiries/inquiries_store.cpp)
    SELECT id, state, title, about, language, made_at, opened_on, closed_on, published_at,
           conclusion, pairs, follows, chain, version,
           (SELECT COUNT(*)
              FROM inquiry_response r
             WHERE r.district_id = $1 AND r.inquiry_id = $2)
      FROM inquiry
     WHERE district_id = $1 AND id = $2;

-- inquiries.categories (src/design/inquiries/coding_store.cpp)
    SELECT id, position, name, looks_for
      FROM inquiry_category
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY position, made_at, id;

-- inquiries.codings (src/design/inquiries/coding_store.cpp)
    SELECT c.category_id, c.response_id
      FROM inquiry_category g
      JOIN inquiry_coding c ON c.district_id = g.district_id AND c.category_id = g.id
     WHERE g.district_id = $1 AND g.inquiry_id = $2;

-- inquiries.count_from (src/design/inquiries/inquiries_store.cpp)
    SELECT COUNT(*)
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2 AND source = $3 AND made_at > $4;

-- inquiries.district_of (src/design/inquiries/inquiries_store.cpp)
    SELECT district_id
      FROM inquiry_link
     WHERE inquiry_id = $1;

-- inquiries.erase_answers (src/design/inquiries/inquiries_store.cpp)
    DELETE FROM inquiry_answer
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3);

-- inquiries.erase_category (src/design/inquiries/coding_store.cpp)
    DELETE FROM inquiry_category
     WHERE district_id = $1 AND inquiry_id = $2 AND id = $3;

-- inquiries.erase_codings (src/design/inquiries/inquiries_store.cpp)
    DELETE FROM inquiry_coding
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3);

-- inquiries.erase_keys (src/design/inquiries/inquiries_store.cpp)
    DELETE FROM inquiry_key
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3);

-- inquiries.erase_names (src/design/inquiries/inquiries_store.cpp)
    UPDATE inquiry_response
       SET name = '', source = CASE channel WHEN 'mail' THEN '' ELSE source END,
           whole = CASE WHEN is_checked THEN '' ELSE whole END
     WHERE district_id = $1
       AND (name <> '' OR (channel = 'mail' AND source <> '') OR (is_checked AND whole <> ''))
       AND inquiry_id IN (SELECT id
                            FROM inquiry
                           WHERE district_id = $1 AND state = 'closed' AND closed_on < $2);

-- inquiries.erase_of_category (src/design/inquiries/coding_store.cpp)
    DELETE FROM inquiry_coding
     WHERE district_id = $1
       AND category_id IN (SELECT id
                             FROM inquiry_category
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3);

-- inquiries.erase_questions (src/design/inquiries/inquiries_store.cpp)
    DELETE FROM inquiry_question
     WHERE district_id = $1 AND inquiry_id = $2;

-- inquiries.erase_quote (src/design/inquiries/coding_store.cpp)
    DELETE FROM inquiry_quote
     WHERE district_id = $1 AND response_id = $2 AND position = $3;

-- inquiries.erase_quotes (src/design/inquiries/inquiries_store.cpp)
    DELETE FROM inquiry_quote
     WHERE district_id = $1
       AND response_id IN (SELECT id
                             FROM inquiry_response
                            WHERE district_id = $1 AND inquiry_id = $2 AND id = $3);

-- inquiries.erase_response (src/design/inquiries/inquiries_store.cpp)
    DELETE FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2 AND id = $3;

-- inquiries.insert (src/design/inquiries/inquiries_store.cpp)
    INSERT INTO inquiry (district_id, id, state, title, about, language, asked_by, made_at,
                         pairs, follows, chain)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- inquiries.insert_answer (src/design/inquiries/inquiries_store.cpp)
    INSERT INTO inquiry_answer (district_id, response_id, position, words)
    VALUES ($1, $2, $3, $4);

-- inquiries.insert_category (src/design/inquiries/coding_store.cpp)
    INSERT INTO inquiry_category (district_id, id, inquiry_id, position, name, looks_for,
                                  made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- inquiries.insert_key (src/design/inquiries/inquiries_store.cpp)
    INSERT INTO inquiry_key (district_id, response_id, digest)
    VALUES ($1, $2, $3);

-- inquiries.insert_question (src/design/inquiries/inquiries_store.cpp)
    INSERT INTO inquiry_question (district_id, inquiry_id, position, words, why)
    VALUES ($1, $2, $3, $4, $5);

-- inquiries.insert_response (src/design/inquiries/inquiries_store.cpp)
    INSERT INTO inquiry_response (district_id, id, inquiry_id, channel, school, name, source,
                                  may_quote, made_at, whole, digest, is_checked,
                                  pair)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- inquiries.is_known (src/design/inquiries/inquiries_store.cpp)
    SELECT COUNT(*)
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2 AND digest = $3;

-- inquiries.link (src/design/inquiries/inquiries_store.cpp)
    INSERT INTO inquiry_link (inquiry_id, district_id)
    VALUES ($2, $1);

-- inquiries.of_actor (src/design/inquiries/inquiries_store.cpp)
    SELECT i.id, i.state, i.title, i.about, i.language, i.made_at, i.opened_on, i.closed_on,
           i.published_at, i.conclusion, i.pairs, i.follows, i.chain, i.version,
           COUNT(r.id)
      FROM inquiry i
      LEFT JOIN inquiry_response r ON r.district_id = i.district_id AND r.inquiry_id = i.id
     WHERE i.district_id = $1 AND i.asked_by = $2
     GROUP BY i.id, i.state, i.title, i.about, i.language, i.made_at, i.opened_on, i.closed_on,
              i.published_at, i.conclusion, i.pairs, i.follows, i.chain, i.version
     ORDER BY i.made_at DESC, i.id DESC;

-- inquiries.own (src/design/inquiries/inquiries_store.cpp)
    SELECT id, state, title, about, language, made_at, opened_on, closed_on, published_at,
           conclusion, pairs, follows, chain, version,
           (SELECT COUNT(*)
              FROM inquiry_response r
             WHERE r.district_id = $1 AND r.inquiry_id = $2)
      FROM inquiry
     WHERE district_id = $1 AND id = $2 AND asked_by = $3;

-- inquiries.published (src/design/inquiries/inquiries_store.cpp)
    SELECT id
      FROM inquiry
     WHERE district_id = $1 AND published_at IS NOT NULL;

-- inquiries.put (src/design/inquiries/inquiries_store.cpp)
    UPDATE inquiry
       SET state = $3, title = $4, about = $5, language = $6, opened_on = $7, closed_on = $8,
           published_at = $9, conclusion = $10, pairs = $11, version = version + 1
     WHERE district_id = $1 AND id = $2;

-- inquiries.put_quote (src/design/inquiries/coding_store.cpp)
    INSERT INTO inquiry_quote (district_id, response_id, position, words)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (district_id, response_id, position) DO UPDATE
       SET words = excluded.words;

-- inquiries.put_response (src/design/inquiries/inquiries_store.cpp)
    UPDATE inquiry_response
       SET school = $4, name = $5, may_quote = $6, is_checked = $7
     WHERE district_id = $1 AND inquiry_id = $2 AND id = $3;

-- inquiries.questions (src/design/inquiries/inquiries_store.cpp)
    SELECT words, why
      FROM inquiry_question
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY position;

-- inquiries.quotes (src/design/inquiries/coding_store.cpp)
    SELECT q.response_id, q.position, q.words
      FROM inquiry_response r
      JOIN inquiry_quote q ON q.district_id = r.district_id AND q.response_id = r.id
     WHERE r.district_id = $1 AND r.inquiry_id = $2
     ORDER BY r.made_at, r.id, q.position;

-- inquiries.remove_coding (src/design/inquiries/coding_store.cpp)
    DELETE FROM inquiry_coding
     WHERE district_id = $1 AND category_id = $2 AND response_id = $3;

-- inquiries.response_of_key (src/design/inquiries/inquiries_store.cpp)
    SELECT r.id
      FROM inquiry_key k
      JOIN inquiry_response r ON r.district_id = k.district_id AND r.id = k.response_id
     WHERE k.district_id = $1 AND k.digest = $3 AND r.inquiry_id = $2;

-- inquiries.responses (src/design/inquiries/inquiries_store.cpp)
    SELECT id, channel, school, name, source, may_quote, made_at, whole, is_checked, pair
      FROM inquiry_response
     WHERE district_id = $1 AND inquiry_id = $2
     ORDER BY made_at, id;

-- intake.bounce (src/coaching/intake/intake_store.cpp)
    INSERT INTO mail_bounce (district_id, address, status, is_permanent, last_at)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (district_id, address) DO UPDATE
       SET status = excluded.status, is_permanent = excluded.is_permanent,
           last_at = excluded.last_at;

-- intake.bounced (src/coaching/intake/intake_store.cpp)
    SELECT address, status, is_permanent, last_at
      FROM mail_bounce
     WHERE district_id = $1
     ORDER BY last_at DESC, address
     LIMIT $2;

-- intake.by_digest (src/coaching/intake/intake_store.cpp)
    SELECT id
      FROM mail_in
     WHERE district_id = $1 AND digest = $2;

-- intake.count_from (src/coaching/intake/intake_store.cpp)
    SELECT COUNT(*)
      FROM mail_in
     WHERE district_id = $1 AND from_address = $2 AND received_at > $3;

-- intake.discard (src/coaching/intake/intake_store.cpp)
    UPDATE mail_in
       SET fate = 'discarded'
     WHERE district_id = $1 AND id = $2 AND fate = 'waiting';

-- intake.insert (src/coaching/intake/intake_store.cpp)
    INSERT INTO mail_in (district_id, id, digest, received_at, from_name, from_address, subject,
                         words, left_out, fate, reason, person_id, request_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- intake.insert_token (src/coaching/intake/intake_store.cpp)
    INSERT INTO mail_token (district_id, token_hash, person_id, request_id, ends_at)
    VALUES ($1, $2, $3, $4, $5);

-- intake.keep_place (src/coaching/intake/intake_store.cpp)
    INSERT INTO mailbox (name, validity, last_uid, looked_at)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (name) DO UPDATE
       SET validity = excluded.validity, last_uid = excluded.last_uid,
           looked_at = excluded.looked_at;

-- intake.people_at (src/coaching/intake/intake_store.cpp)
    SELECT p.id
      FROM person p
      LEFT JOIN account a ON a.id = p.account_id
     WHERE p.district_id = $1 AND (p.email = $2 OR a.email = $2)
       AND (p.ended_on IS NULL OR p.ended_on > $3)
     ORDER BY p.id;

-- intake.place (src/coaching/intake/intake_store.cpp)
    SELECT validity, last_uid, looked_at
      FROM mailbox
     WHERE name = $1;

-- intake.token (src/coaching/intake/intake_store.cpp)
    SELECT person_id, request_id, ends_at
      FROM mail_token
     WHERE district_id = $1 AND token_hash = $2;

-- intake.waiting (src/coaching/intake/intake_store.cpp)
    SELECT id, received_at, from_name, from_address, subject, reason
      FROM mail_in
     WHERE district_id = $1 AND fate = 'waiting'
     ORDER BY received_at DESC, id
     LIMIT $2;

-- jobs.add (src/kernel/jobs/jobs_store.cpp)
    INSERT INTO job (district_id, id, kind, dedup, payload, run_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, kind, dedup) DO NOTHING;

-- jobs.count_parked (src/kernel/jobs/jobs_store.cpp)
    SELECT COUNT(*) FROM job WHERE parked_at IS NOT NULL AND done_at IS NULL;

-- jobs.due (src/kernel/jobs/jobs_store.cpp)
    SELECT district_id, id, kind, dedup, payload, tries
      FROM job
     WHERE done_at IS NULL AND parked_at IS NULL AND run_at <= $1 AND leased_until <= $1
     ORDER BY run_at, id
     LIMIT $2;

-- jobs.finish (src/kernel/jobs/jobs_store.cpp)
    UPDATE job SET done_at = $4, leased_until = 0, payload = ''
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL;

-- jobs.is_any_due (src/kernel/jobs/jobs_store.cpp)
    SELECT COUNT(*)
      FROM (SELECT id FROM job
             WHERE done_at IS NULL AND parked_at IS NULL AND run_at <= $1 AND leased_until <= $1
             LIMIT 1) due;

-- jobs.keep (src/kernel/jobs/jobs_store.cpp)
    UPDATE job SET leased_until = $4
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL;

-- jobs.lease (src/kernel/jobs/jobs_store.cpp)
    UPDATE job SET leased_until = $4, tries = tries + 1
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL;

-- jobs.park (src/kernel/jobs/jobs_store.cpp)
    UPDATE job SET parked_at = $4, leased_until = 0, last_error = $5
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL;

-- jobs.put_back (src/kernel/jobs/jobs_store.cpp)
    UPDATE job SET run_at = $4, leased_until = 0, last_error = $5
     WHERE district_id = $1 AND id = $2 AND tries = $3 AND done_at IS NULL AND parked_at IS NULL;

-- keys.add_circle (src/platform/keys/keys_store.cpp)
    INSERT INTO notes_circle (district_id, id, members, made_at)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, members) DO NOTHING;

-- keys.add_pair (src/platform/keys/keys_store.cpp)
    INSERT INTO notes_key (district_id, person_id, generation, public_key, guard, made_at, proof,
                           proof_tries)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- keys.add_server_key (src/platform/keys/keys_store.cpp)
    INSERT INTO server_key (id, name, since)
    VALUES (1, $1, $2);

-- keys.begin_epoch (src/platform/keys/keys_store.cpp)
    INSERT INTO notes_epoch (district_id, circle_id, epoch, begun_at, keep_until)
    VALUES ($1, $2, $3, $4, $5);

-- keys.circle_of (src/platform/keys/keys_store.cpp)
    SELECT id
      FROM notes_circle
     WHERE district_id = $1 AND members = $2;

-- keys.departed_in (src/platform/keys/keys_store.cpp)
    SELECT COUNT(*)
      FROM notes_epoch_key k
      JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id
     WHERE k.district_id = $1 AND k.circle_id = $2 AND k.epoch = $3 AND p.ended_on < $4;

-- keys.drop_epoch_keys (src/platform/keys/keys_store.cpp)
    DELETE FROM notes_epoch_key
     WHERE district_id = $1 AND person_id = $2;

-- keys.drop_private_keys (src/platform/keys/keys_store.cpp)
    DELETE FROM notes_epoch_key
     WHERE district_id = $1 AND person_id = $2
       AND circle_id IN (SELECT id FROM notes_circle
                          WHERE district_id = $1 AND members = $2);

-- keys.drop_wrapper (src/platform/keys/keys_store.cpp)
    DELETE FROM notes_key_wrapper
     WHERE district_id = $1 AND person_id = $2 AND generation = $3 AND kind = $4;

-- keys.drop_wrappers (src/platform/keys/keys_store.cpp)
    DELETE FROM notes_key_wrapper
     WHERE district_id = $1 AND person_id = $2;

-- keys.end_all_epochs (src/platform/keys/keys_store.cpp)
    UPDATE notes_epoch
       SET ended_at = $2
     WHERE district_id = $1 AND ended_at IS NULL;

-- keys.end_epoch (src/platform/keys/keys_store.cpp)
    UPDATE notes_epoch
       SET ended_at = $3
     WHERE district_id = $1 AND circle_id = $2 AND ended_at IS NULL;

-- keys.end_epochs_of (src/platform/keys/keys_store.cpp)
    UPDATE notes_epoch
       SET ended_at = $3
     WHERE district_id = $1 AND ended_at IS NULL
       AND EXISTS (SELECT 1 FROM notes_epoch_key k
                    WHERE k.district_id = $1 AND k.circle_id = notes_epoch.circle_id
                      AND k.person_id = $2);

-- keys.end_pair (src/platform/keys/keys_store.cpp)
    UPDATE notes_key
       SET ended_at = $3
     WHERE district_id = $1 AND person_id = $2 AND ended_at IS NULL;

-- keys.end_private_epochs (src/platform/keys/keys_store.cpp)
    UPDATE notes_epoch
       SET ended_at = $3
     WHERE district_id = $1 AND ended_at IS NULL
       AND circle_id IN (SELECT id FROM notes_circle
                          WHERE district_id = $1 AND members = $2);

-- keys.epoch_key (src/platform/keys/keys_store.cpp)
    SELECT circle_id, epoch, person_id, generation, wrapped
      FROM notes_epoch_key
     WHERE district_id = $1 AND circle_id = $2 AND epoch = $3 AND person_id = $4;

-- keys.epoch_keys_of (src/platform/keys/keys_store.cpp)
    SELECT circle_id, epoch, person_id, generation, wrapped
      FROM notes_epoch_key
     WHERE district_id = $1 AND person_id = $2
     ORDER BY circle_id, epoch;

-- keys.is_here (src/platform/keys/keys_store.cpp)
    SELECT COUNT(*)
      FROM person
     WHERE district_id = $1 AND id = $2 AND (ended_on IS NULL OR ended_on >= $3);

-- keys.keep_in_session (src/platform/keys/keys_store.cpp)
    UPDATE session
       SET notes_secret = $2
     WHERE token_hash = $1;

-- keys.last_epoch (src/platform/keys/keys_store.cpp)
    SELECT COALESCE(MAX(epoch), 0)
      FROM notes_epoch
     WHERE district_id = $1 AND circle_id = $2;

-- keys.leading (src/platform/keys/keys_store.cpp)
    SELECT r.person_id, r.role, r.begins_on, MIN(e.begun_at)
      FROM role_held r
      JOIN notes_circle c ON c.district_id = r.district_id AND c.members = r.person_id
      JOIN notes_epoch_key k
        ON k.district_id = c.district_id AND k.circle_id = c.id AND k.person_id = r.person_id
      JOIN notes_epoch e
        ON e.district_id = k.district_id AND e.circle_id = k.circle_id AND e.epoch = k.epoch
     WHERE r.district_id = $1 AND r.role IN ('principal', 'director', 'district_admin')
       AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2
     GROUP BY r.person_id, r.role, r.begins_on
     ORDER BY r.person_id, r.role, r.begins_on;

-- keys.long_gone (src/platform/keys/keys_store.cpp)
    SELECT p.id
      FROM notes_key k
      JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id
     WHERE k.district_id = $1 AND k.ended_at IS NULL AND p.ended_on < $2
     ORDER BY p.id;

-- keys.newest (src/platform/keys/keys_store.cpp)
    SELECT COALESCE(MAX(generation), 0)
      FROM notes_key
     WHERE district_id = $1 AND person_id = $2;

-- keys.open_epoch (src/platform/keys/keys_store.cpp)
    SELECT epoch
      FROM notes_epoch
     WHERE district_id = $1 AND circle_id = $2 AND ended_at IS NULL AND keep_until = $3;

-- keys.pair_of (src/platform/keys/keys_store.cpp)
    SELECT generation, public_key, guard, proof, proof_tries
      FROM notes_key
     WHERE district_id = $1 AND person_id = $2 AND ended_at IS NULL;

-- keys.put_epoch_key (src/platform/keys/keys_store.cpp)
    INSERT INTO notes_epoch_key (district_id, circle_id, epoch, person_id, generation, wrapped)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, circle_id, epoch, person_id)
        DO UPDATE SET generation = excluded.generation, wrapped = excluded.wrapped;

-- keys.put_wrapper (src/platform/keys/keys_store.cpp)
    INSERT INTO notes_key_wrapper (district_id, person_id, generation, kind, salt, wrapped, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (district_id, person_id, generation, kind)
        DO UPDATE SET salt = excluded.salt, wrapped = excluded.wrapped,
                      made_at = excluded.made_at;

-- keys.readers_keys (src/platform/keys/keys_store.cpp)
    SELECT circle_id, epoch, person_id, generation, wrapped
      FROM notes_epoch_key
     WHERE district_id = $1 AND circle_id = $2 AND person_id = $3
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $3 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4)
     ORDER BY epoch;

-- keys.server_key (src/platform/keys/keys_store.cpp)
    SELECT name
      FROM server_key
     WHERE id = 1;

-- keys.set_proof (src/platform/keys/keys_store.cpp)
    UPDATE notes_key
       SET proof = $3, proof_tries = $4
     WHERE district_id = $1 AND person_id = $2 AND ended_at IS NULL;

-- keys.shared_with (src/platform/keys/keys_store.cpp)
    SELECT mine.circle_id, mine.epoch, mine.person_id, mine.generation, mine.wrapped
      FROM notes_epoch_key mine
      JOIN notes_epoch_key theirs
        ON theirs.district_id = mine.district_id AND theirs.circle_id = mine.circle_id
       AND theirs.epoch = mine.epoch
     WHERE mine.district_id = $1 AND mine.person_id = $2 AND theirs.person_id = $3
       AND theirs.generation < $4
     ORDER BY mine.circle_id, mine.epoch;

-- keys.waiting_for (src/platform/keys/keys_store.cpp)
    SELECT DISTINCT p.id, p.name
      FROM notes_key k
      JOIN person p ON p.district_id = k.district_id AND p.id = k.person_id
      JOIN notes_epoch_key theirs
        ON theirs.district_id = k.district_id AND theirs.person_id = k.person_id
       AND theirs.generation < k.generation
      JOIN notes_epoch_key mine
        ON mine.district_id = theirs.district_id AND mine.circle_id = theirs.circle_id
       AND mine.epoch = theirs.epoch
     WHERE k.district_id = $1 AND mine.person_id = $2 AND k.person_id <> $2
       AND k.ended_at IS NULL AND k.proof <> ''
     ORDER BY p.name, p.id;

-- keys.wrapper (src/platform/keys/keys_store.cpp)
    SELECT salt, wrapped
      FROM notes_key_wrapper
     WHERE district_id = $1 AND person_id = $2 AND generation = $3 AND kind = $4;

-- kinds.all (src/coaching/kinds/kinds_store.cpp)
    SELECT id, code, label, shape, branch, ended_at
      FROM contact_kind
     WHERE district_id = $1
     ORDER BY position, id;

-- kinds.all_focus (src/coaching/kinds/kinds_store.cpp)
    SELECT id, code, label, ended_at
      FROM focus
     WHERE district_id = $1
     ORDER BY position, id;

-- kinds.find (src/coaching/kinds/kinds_store.cpp)
    SELECT id, code, label, shape, branch, ended_at
      FROM contact_kind
     WHERE district_id = $1 AND id = $2;

-- kinds.find_focus (src/coaching/kinds/kinds_store.cpp)
    SELECT id, code, label, ended_at
      FROM focus
     WHERE district_id = $1 AND id = $2;

-- kinds.focus_places (src/coaching/kinds/kinds_store.cpp)
    SELECT id, position
      FROM focus
     WHERE district_id = $1
     ORDER BY position, id;

-- kinds.insert (src/coaching/kinds/kinds_store.cpp)
    INSERT INTO contact_kind (district_id, id, code, label, shape, branch, position)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- kinds.insert_focus (src/coaching/kinds/kinds_store.cpp)
    INSERT INTO focus (district_id, id, code, label, position)
    VALUES ($1, $2, $3, $4, $5);

-- kinds.places (src/coaching/kinds/kinds_store.cpp)
    SELECT id, position
      FROM contact_kind
     WHERE district_id = $1
     ORDER BY position, id;

-- kinds.put_at (src/coaching/kinds/kinds_store.cpp)
    UPDATE contact_kind
       SET position = $3
     WHERE district_id = $1 AND id = $2;

-- kinds.put_focus_at (src/coaching/kinds/kinds_store.cpp)
    UPDATE focus
       SET position = $3
     WHERE district_id = $1 AND id = $2;

-- kinds.relabel (src/coaching/kinds/kinds_store.cpp)
    UPDATE contact_kind
       SET label = $3
     WHERE district_id = $1 AND id = $2;

-- kinds.relabel_focus (src/coaching/kinds/kinds_store.cpp)
    UPDATE focus
       SET label = $3
     WHERE district_id = $1 AND id = $2;

-- kinds.set_end (src/coaching/kinds/kinds_store.cpp)
    UPDATE contact_kind
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2;

-- kinds.set_focus_end (src/coaching/kinds/kinds_store.cpp)
    UPDATE focus
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2;

-- ledger.forget_answers (src/coaching/ledger/ledger_store.cpp)
    DELETE FROM idempotency
     WHERE district_id = $1 AND substr(notice, 1, 7) = 'ledger.';

-- ledger.insert (src/coaching/ledger/ledger_store.cpp)
    INSERT INTO stretch_invitation (district_id, id, coach_id, teacher_id, words, asked_on, advised,
                                    reply, replied_on, reason, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- ledger.invitations (src/coaching/ledger/ledger_store.cpp)
    SELECT i.id, i.teacher_id, p.name, i.words, i.asked_on, i.advised, i.reply, i.replied_on,
           i.reason
      FROM stretch_invitation i
      JOIN person p ON p.district_id = i.district_id AND p.id = i.teacher_id
     WHERE i.district_id = $1 AND i.coach_id = $2
     ORDER BY i.asked_on DESC, i.made_at DESC, i.id DESC
     LIMIT 2000;

-- ledger.keeper (src/coaching/ledger/ledger_store.cpp)
    SELECT d.zone, COALESCE(o.value, ''), COALESCE(h.value, ''), COALESCE(r.role, ''),
           r.begins_on, r.ends_on
      FROM district d
      LEFT JOIN setting o ON o.district_id = $1 AND o.name = 'ledger.is_off'
      LEFT JOIN setting h ON h.district_id = $1 AND h.name = 'ledger.half_life_weeks'
      LEFT JOIN role_held r ON r.district_id = $1 AND r.person_id = $2
     WHERE d.id = $1;

-- ledger.material (src/coaching/ledger/ledger_store.cpp)
    SELECT 'help' AS what, c.happened_on, c.minutes, c.people_count, k.code, k.label, k.branch,
           '' AS words, CAST(NULL AS BIGINT) AS done_at, '' AS due_on
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
     WHERE h.district_id = $1 AND h.person_id = $3 AND h.happened_on >= $4 AND c.coach_id = $2
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL AND k.shape <> 'alone'
    UNION ALL
    SELECT 'step', c.happened_on, 0, c.people_count, '', '', '', c.next_step, c.next_done_at,
           COALESCE(c.next_step_on, '')
      FROM contact_person h
      JOIN contact c ON c.district_id = h.district_id AND c.id = h.contact_id
     WHERE h.district_id = $1 AND h.person_id = $3 AND h.happened_on >= $4 AND c.coach_id = $2
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL AND c.next_step <> ''
    UNION ALL
    SELECT 'step', s.check_on, 0, 1, '', '', '', s.words, s.done_at, s.check_on
      FROM cycle_member m
      JOIN cycle y ON y.district_id = m.district_id AND y.id = m.cycle_id
      JOIN cycle_step s ON s.district_id = y.district_id AND s.cycle_id = y.id
     WHERE m.district_id = $1 AND m.person_id = $3 AND m.agreed_at IS NOT NULL
       AND m.left_at IS NULL AND y.coach_id = $2 AND s.who_id = $2 AND s.check_on >= $4
    UNION ALL
    SELECT 'visit', v.on_day, 0, 1, '', '', '', '', CAST(NULL AS BIGINT), ''
      FROM wish_person w
      JOIN visit v ON v.district_id = w.district_id AND v.wish_id = w.wish_id
     WHERE w.district_id = $1 AND w.person_id = $3 AND v.coach_id = $2 AND v.state = 'missed'
       AND v.on_day >= $4
    UNION ALL
    SELECT 'everybody', c.happened_on, c.minutes, c.people_count, k.code, k.label, k.branch, '',
           CAST(NULL AS BIGINT), ''
      FROM contact c
      JOIN contact_kind k ON k.district_id = c.district_id AND k.id = c.kind_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.happened_on >= $5
       AND c.replaced_by IS NULL AND c.withdrawn_at IS NULL AND k.shape <> 'alone';

-- ledger.remove (src/coaching/ledger/ledger_store.cpp)
    DELETE FROM stretch_invitation
     WHERE district_id = $1 AND coach_id = $2 AND id = $3;

-- ledger.remove_all (src/coaching/ledger/ledger_store.cpp)
    DELETE FROM stretch_invitation
     WHERE district_id = $1;

-- ledger.set_reply (src/coaching/ledger/ledger_store.cpp)
    UPDATE stretch_invitation
       SET reply = $4, replied_on = $5, reason = $6
     WHERE district_id = $1 AND coach_id = $2 AND id = $3;

-- ledger.teacher (src/coaching/ledger/ledger_store.cpp)
    SELECT p.name
      FROM person p
      JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE p.district_id = $1 AND p.id = $2 AND p.id <> $3 AND p.ended_on IS NULL
       AND r.role = 'teacher'
       AND COALESCE(r.begins_on, $4) <= $4 AND COALESCE(r.ends_on, $4) >= $4;

-- letters.reader (src/platform/letters/letters_store.cpp)
    SELECT p.name, COALESCE(a.email, p.email, ''), COALESCE(a.language, d.language), d.zone
      FROM person p
      JOIN district d ON d.id = p.district_id
      LEFT JOIN account a ON a.id = p.account_id
     WHERE p.district_id = $1 AND p.id = $2
       AND ($4 = 'who_has_left_too'
            OR (a.disabled_at IS NULL AND (p.ended_on IS NULL OR p.ended_on > $3)));

-- meetings.append (src/coaching/meetings/meetings_store.cpp)
    INSERT INTO cycle_writing (district_id, meeting_id, part, number, seen, author_id, written_at,
                               is_merged, sealed, circle_id, epoch)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- meetings.cycle_of (src/coaching/meetings/meetings_store.cpp)
    SELECT cycle_id
      FROM cycle_meeting
     WHERE district_id = $1 AND id = $2;

-- meetings.everybody (src/coaching/meetings/meetings_store.cpp)
    SELECT p.id, p.name
      FROM cycle c
      JOIN person p ON p.district_id = c.district_id
     WHERE c.district_id = $1 AND c.id = $2
       AND (p.id = c.coach_id
            OR EXISTS (SELECT 1
                         FROM cycle_member m
                        WHERE m.district_id = $1 AND m.cycle_id = $2 AND m.person_id = p.id));

-- meetings.insert (src/coaching/meetings/meetings_store.cpp)
    INSERT INTO cycle_meeting (district_id, id, cycle_id, meets_on, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6);

-- meetings.newcomers (src/coaching/meetings/meetings_store.cpp)
    SELECT DISTINCT p.name
      FROM cycle_writing w
      JOIN cycle_member m ON m.district_id = w.district_id AND m.cycle_id = $2
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
     WHERE w.district_id = $1 AND w.meeting_id = $3 AND m.left_at IS NULL
       AND m.agreed_at > w.written_at
       AND NOT EXISTS (SELECT 1
                         FROM cycle_writing o
                        WHERE o.district_id = $1 AND o.meeting_id = $3 AND o.part = w.part
                          AND o.number > w.number)
     ORDER BY p.name;

-- meetings.of_circle (src/coaching/meetings/escrow_store.cpp)
    SELECT w.meeting_id, w.part, w.number, m.meets_on, p.name, w.written_at, w.sealed, w.epoch
      FROM cycle_writing w
      JOIN cycle_meeting m ON m.district_id = w.district_id AND m.id = w.meeting_id
      JOIN person p ON p.district_id = w.district_id AND p.id = w.author_id
     WHERE w.district_id = $1 AND w.circle_id = $2 AND w.written_at >= $3 AND w.written_at < $4
     ORDER BY w.written_at, w.meeting_id, w.part, w.number;

-- meetings.of_cycle (src/coaching/meetings/meetings_store.cpp)
    SELECT m.id, m.meets_on,
           (SELECT COUNT(*)
              FROM cycle_writing w
             WHERE w.district_id = $1 AND w.meeting_id = m.id AND w.part = 'agenda'),
           (SELECT COUNT(*)
              FROM cycle_writing w
             WHERE w.district_id = $1 AND w.meeting_id = m.id AND w.part = 'notes')
      FROM cycle_meeting m
     WHERE m.district_id = $1 AND m.cycle_id = $2 AND ($3 = '' OR m.id = $3)
     ORDER BY m.meets_on DESC, m.made_at DESC, m.id;

-- meetings.set_day (src/coaching/meetings/meetings_store.cpp)
    UPDATE cycle_meeting
       SET meets_on = $3
     WHERE district_id = $1 AND id = $2;

-- meetings.since_merged (src/coaching/meetings/meetings_store.cpp)
    SELECT w.number, w.seen, w.author_id, p.name, w.written_at, w.is_merged, w.sealed, w.circle_id,
           w.epoch
      FROM cycle_writing w
      JOIN person p ON p.district_id = w.district_id AND p.id = w.author_id
     WHERE w.district_id = $1 AND w.meeting_id = $2 AND w.part = $3 AND w.number <= $4
       AND w.number >= COALESCE((SELECT MAX(o.number)
                                   FROM cycle_writing o
                                  WHERE o.district_id = $1 AND o.meeting_id = $2 AND o.part = $3
                                    AND o.number <= $4 AND o.is_merged),
                                1)
     ORDER BY w.number;

-- meetings.writings (src/coaching/meetings/meetings_store.cpp)
    SELECT w.number, w.seen, w.author_id, p.name, w.written_at, w.is_merged, w.sealed, w.circle_id,
           w.epoch
      FROM cycle_writing w
      JOIN person p ON p.district_id = w.district_id AND p.id = w.author_id
     WHERE w.district_id = $1 AND w.meeting_id = $2 AND w.part = $3
     ORDER BY w.number;

-- notes.beside_contact (src/coaching/notes/notes_store.cpp)
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
      JOIN contact c ON c.district_id = n.district_id AND c.id = n.contact_id
     WHERE n.district_id = $1 AND n.contact_id = $4
       AND (n.author_id = $2
            OR (n.tier = 'shared' AND c.withdrawn_at IS NULL
                AND EXISTS (SELECT 1 FROM contact_person cp
                             WHERE cp.district_id = $1 AND cp.contact_id = n.contact_id
                               AND cp.person_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY n.written_at, n.id;

-- notes.beside_request (src/coaching/notes/notes_store.cpp)
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
      JOIN request r ON r.district_id = n.district_id AND r.id = n.request_id
     WHERE n.district_id = $1 AND n.request_id = $4
       AND (n.author_id = $2 OR (n.tier = 'shared' AND r.teacher_id = $2))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY n.written_at, n.id;

-- notes.find (src/coaching/notes/notes_store.cpp)
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
      LEFT JOIN contact c ON c.district_id = n.district_id AND c.id = n.contact_id
     WHERE n.district_id = $1 AND n.id = $4
       AND (n.author_id = $2
            OR (n.tier = 'shared' AND c.withdrawn_at IS NULL
                AND EXISTS (SELECT 1 FROM contact_person cp
                             WHERE cp.district_id = $1 AND cp.contact_id = n.contact_id
                               AND cp.person_id = $2))
            OR (n.tier = 'shared'
                AND EXISTS (SELECT 1 FROM request r
                             WHERE r.district_id = $1 AND r.id = n.request_id
                               AND r.teacher_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3);

-- notes.follow (src/coaching/notes/notes_store.cpp)
    UPDATE note
       SET contact_id = $3
     WHERE district_id = $1 AND contact_id = $2;

-- notes.in_history_of (src/coaching/notes/notes_store.cpp)
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM contact_person helped
      JOIN contact c ON c.district_id = helped.district_id AND c.id = helped.contact_id
      JOIN note n ON n.district_id = c.district_id AND n.contact_id = c.id
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
     WHERE helped.district_id = $1 AND helped.person_id = $4
       AND helped.happened_on BETWEEN $5 AND $6
       AND c.withdrawn_at IS NULL AND c.replaced_by IS NULL
       AND (n.author_id = $2
            OR (n.tier = 'shared'
                AND EXISTS (SELECT 1 FROM contact_person cp
                             WHERE cp.district_id = $1 AND cp.contact_id = n.contact_id
                               AND cp.person_id = $2)))
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY n.written_at, n.id
     LIMIT 500;

-- notes.insert (src/coaching/notes/notes_store.cpp)
    INSERT INTO note (district_id, id, contact_id, request_id, author_id, tier, body, sealed,
                      circle_id, epoch, version, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, '', $7, $8, $9, $10, $11);

-- notes.is_own_contact (src/coaching/notes/notes_store.cpp)
    SELECT COUNT(*)
      FROM contact
     WHERE district_id = $1 AND coach_id = $2 AND id = $3 AND replaced_by IS NULL;

-- notes.mark_shared (src/coaching/notes/notes_store.cpp)
    UPDATE note
       SET tier = 'shared', shared_at = $4
     WHERE district_id = $1 AND id = $2 AND author_id = $3 AND tier = 'private';

-- notes.mine (src/coaching/notes/notes_store.cpp)
    SELECT n.id, n.contact_id, n.request_id, n.author_id, p.name, n.tier, n.sealed, n.written_at,
           n.shared_at, n.circle_id, n.epoch, n.version
      FROM contact c
      JOIN note n ON n.district_id = c.district_id AND n.contact_id = c.id
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND n.author_id = $2
       AND c.happened_on BETWEEN $4 AND $5
       AND c.withdrawn_at IS NULL AND c.replaced_by IS NULL
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY c.happened_on, c.happened_at, n.written_at, n.id;

-- notes.newest_of_mine (src/coaching/notes/notes_store.cpp)
    SELECT n.contact_id, n.id, n.sealed, n.circle_id, n.epoch, n.version
      FROM contact c
      JOIN note n ON n.district_id = c.district_id AND n.contact_id = c.id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND n.author_id = $2
       AND c.withdrawn_at IS NULL AND c.replaced_by IS NULL
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY c.happened_on DESC, c.happened_at DESC
     LIMIT 2000;

-- notes.of_circle (src/coaching/notes/escrow_store.cpp)
    SELECT n.id, p.name, n.written_at, n.sealed, n.epoch, n.version
      FROM note n
      JOIN person p ON p.district_id = n.district_id AND p.id = n.author_id
     WHERE n.district_id = $1 AND n.circle_id = $2 AND n.written_at >= $3 AND n.written_at < $4
     ORDER BY n.written_at, n.id;

-- notes.old_ones (src/coaching/notes/sealing_store.cpp)
    SELECT id, contact_id, request_id, author_id, tier, body
      FROM note
     WHERE district_id = $1 AND sealed = ''
     ORDER BY id
     LIMIT 200;

-- notes.people_of_contact (src/coaching/notes/notes_store.cpp)
    SELECT person_id
      FROM contact_person
     WHERE district_id = $1 AND contact_id = $2;

-- notes.readers (src/coaching/notes/notes_store.cpp)
    SELECT p.name, seen.why
      FROM (SELECT n.author_id AS person_id, 1 AS why
              FROM note n
             WHERE n.district_id = $1 AND n.id = $2
             UNION
            SELECT cp.person_id, 2
              FROM note n
              JOIN contact c ON c.district_id = n.district_id AND c.id = n.contact_id
              JOIN contact_person cp ON cp.district_id = c.district_id AND cp.contact_id = c.id
             WHERE n.district_id = $1 AND n.id = $2 AND $4 = 'shared'
               AND c.withdrawn_at IS NULL
             UNION
            SELECT r.teacher_id, 2
              FROM note n
              JOIN request r ON r.district_id = n.district_id AND r.id = n.request_id
             WHERE n.district_id = $1 AND n.id = $2 AND $4 = 'shared'
               AND r.teacher_id <> n.author_id) seen
      JOIN person p ON p.district_id = $1 AND p.id = seen.person_id
     WHERE p.ended_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = p.id AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3)
     ORDER BY seen.why, p.name;

-- notes.seal_anew (src/coaching/notes/notes_store.cpp)
    UPDATE note
       SET body = '', sealed = $3, circle_id = $4, epoch = $5, version = $6
     WHERE district_id = $1 AND id = $2;

-- notes.teacher_of_request (src/coaching/notes/notes_store.cpp)
    SELECT teacher_id
      FROM request
     WHERE district_id = $1 AND id = $2;

-- people.add (src/platform/people/people_store.cpp)
    INSERT INTO person (district_id, id, name, sort_name, folded, email, title, room, teaches,
                        building_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- people.coachee_find (src/coaching/people/people_store.cpp)
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on,
           CASE WHEN EXISTS (SELECT 1 FROM role_held r
                              WHERE r.district_id = $1 AND r.person_id = p.id
                                AND r.role = 'teacher' AND COALESCE(r.begins_on, $4) <= $4
                                AND COALESCE(r.ends_on, $4) >= $4) THEN 1 ELSE 0 END,
           (SELECT c.id || c.topic
              FROM cycle_member m
              JOIN cycle c ON c.district_id = m.district_id AND c.id = m.cycle_id
             WHERE m.district_id = $1 AND m.person_id = p.id AND m.left_at IS NULL
               AND c.coach_id = $2 AND c.state <> 'closed'
               AND NOT EXISTS (SELECT 1 FROM role_held h
                                WHERE h.district_id = $1 AND h.person_id = $2
                                  AND h.role = 'principal' AND COALESCE(h.begins_on, $4) <= $4
                                  AND COALESCE(h.ends_on, $4) >= $4)
             ORDER BY c.made_at DESC, c.id DESC
             LIMIT 1),
           CASE WHEN EXISTS (SELECT 1
                               FROM cycle_member m
                               JOIN cycle c ON c.district_id = m.district_id AND c.id = m.cycle_id
                              WHERE m.district_id = $1 AND m.person_id = p.id
                                AND m.agreed_at IS NOT NULL AND m.left_at IS NULL
                                AND c.coach_id = $2)
                 AND NOT EXISTS (SELECT 1 FROM role_held h
                                  WHERE h.district_id = $1 AND h.person_id = $2
                                    AND h.role = 'principal' AND COALESCE(h.begins_on, $4) <= $4
                                    AND COALESCE(h.ends_on, $4) >= $4) THEN 1 ELSE 0 END
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.id = $3;

-- people.coachee_named (src/coaching/people/people_store.cpp)
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.id = $3 AND p.ended_on IS NULL;

-- people.coachees (src/coaching/people/people_store.cpp)
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on, p.folded
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.ended_on IS NULL AND p.id <> $2;

-- people.coachees_in_building (src/coaching/people/people_store.cpp)
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM person p
      JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.district_id = $1 AND p.building_id = $3 AND p.ended_on IS NULL AND p.id <> $2
     ORDER BY p.sort_name
     LIMIT 1000;

-- people.coachees_lately (src/coaching/people/people_store.cpp)
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM acquaintance a
      JOIN person p ON p.district_id = a.district_id AND p.id = a.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE a.district_id = $1 AND a.coach_id = $2 AND p.ended_on IS NULL
     ORDER BY a.last_on DESC, a.last_at DESC
     LIMIT $3;

-- people.coachees_named (src/coaching/people/people_store.cpp)
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $4
    )
    SELECT p.id, p.name, p.sort_name, p.title, p.room, p.teaches, p.building_id, b.name,
           p.ended_on, a.last_on
      FROM wanted
      JOIN person p ON p.district_id = $1 AND p.id = SUBSTR($3, wanted.n * 26 + 1, 26)
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN acquaintance a
        ON a.district_id = p.district_id AND a.coach_id = $2 AND a.person_id = p.id
     WHERE p.ended_on IS NULL
     ORDER BY wanted.n;

-- people.correct (src/platform/people/people_store.cpp)
    UPDATE person
       SET name = $3, sort_name = $4, folded = $5, email = $6, title = $7, room = $8,
           teaches = $9, building_id = $10, corrected = $11
     WHERE district_id = $1 AND id = $2;

-- people.corrected (src/platform/people/people_store.cpp)
    SELECT corrected
      FROM person
     WHERE district_id = $1 AND id = $2;

-- people.end (src/platform/people/people_store.cpp)
    UPDATE person
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2;

-- people.end_sessions (src/platform/people/people_store.cpp)
    DELETE FROM session
     WHERE district_id = $1 AND person_id = $2;

-- people.find (src/platform/people/people_store.cpp)
    SELECT p.id, p.name, COALESCE(p.email, ''), COALESCE(p.title, ''), COALESCE(p.room, ''),
           COALESCE(p.teaches, ''), COALESCE(b.name, ''), p.building_id, p.account_id,
           p.ended_on IS NOT NULL, p.missing_since IS NOT NULL
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id = $2;

-- people.give_role (src/platform/people/people_store.cpp)
    INSERT INTO role_held (district_id, id, person_id, role, building_id, source)
    VALUES ($1, $2, $3, $4, $5, 'manual');

-- people.names (src/platform/people/people_store.cpp)
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, ''),
           p.missing_since IS NOT NULL, p.folded
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL;

-- people.one_building (src/coaching/people/people_store.cpp)
    SELECT id, name, zone
      FROM building
     WHERE district_id = $1 AND id = $2;

-- people.open_buildings (src/coaching/people/people_store.cpp)
    SELECT id, name, zone
      FROM building
     WHERE district_id = $1 AND ended_on IS NULL;

-- people.page (src/platform/people/people_store.cpp)
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, ''),
           p.missing_since IS NOT NULL, p.sort_name
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL AND (p.sort_name, p.id) > ($2, $3)
     ORDER BY p.sort_name, p.id
     LIMIT $4;

-- people.roles (src/platform/people/people_store.cpp)
    SELECT r.id, r.role, COALESCE(b.name, '')
      FROM role_held r
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.person_id = $2
     ORDER BY r.role, b.name, r.id;

-- people.standing (src/coaching/people/people_store.cpp)
    SELECT role
      FROM role_held
     WHERE district_id = $1 AND person_id = $2
       AND COALESCE(begins_on, $3) <= $3 AND COALESCE(ends_on, $3) >= $3;

-- people.take_role (src/platform/people/people_store.cpp)
    DELETE FROM role_held
     WHERE district_id = $1 AND id = $2;

-- places.insert (src/coaching/places/places_store.cpp)
    INSERT INTO cycle_wish (district_id, cycle_id, wish_id, step_id, asked_at)
    VALUES ($1, $2, $3, $4, $5);

-- places.of_cycle (src/coaching/places/places_store.cpp)
    SELECT c.wish_id, w.kind, c.step_id
      FROM cycle_wish c
      JOIN wish w ON w.district_id = c.district_id AND w.id = c.wish_id
     WHERE c.district_id = $1 AND c.cycle_id = $2
       AND (w.ended_at IS NULL
            OR EXISTS (SELECT 1
                         FROM visit v
                        WHERE v.district_id = $1 AND v.wish_id = c.wish_id))
     ORDER BY c.asked_at, c.wish_id
     LIMIT 200;

-- planner.absence (src/schedule/planner/weeks_store.cpp)
    SELECT a.id, a.coach_id, p.name, a.why, a.begins_on, a.ends_on, a.begins, a.ends
      FROM absence a
      JOIN person p ON p.district_id = a.district_id AND p.id = a.coach_id
     WHERE a.district_id = $1 AND a.id = $2;

-- planner.accept_move (src/schedule/planner/proposals_store.cpp)
    UPDATE proposal_move
       SET accepted_at = $3
     WHERE district_id = $1 AND id = $2;

-- planner.advance_proposal (src/schedule/planner/proposals_store.cpp)
    UPDATE proposal
       SET progress = $4, ended_at = $5, found = $6, failure = $7
     WHERE district_id = $1 AND id = $2 AND progress = $3;

-- planner.append_event (src/schedule/planner/proposals_store.cpp)
    INSERT INTO proposal_event (district_id, proposal_id, seq, seconds, value, bound, gap_percent)
    SELECT $1, $2, COALESCE(MAX(e.seq), 0) + 1, CAST($3 AS DOUBLE PRECISION),
           CAST($4 AS BIGINT), CAST($5 AS DOUBLE PRECISION), CAST($6 AS DOUBLE PRECISION)
      FROM proposal_event e
     WHERE e.district_id = $1 AND e.proposal_id = $2;

-- planner.append_step (src/schedule/planner/visits_store.cpp)
    INSERT INTO visit_step (district_id, visit_id, seq, batch_id, at, actor_id, step, coach_before,
                            on_before, begins_before, building_before, room_before, state_before,
                            words, nth)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
            (SELECT COALESCE(MAX(o.nth), 0) + 1
               FROM visit_step o
              WHERE o.district_id = $1 AND o.actor_id = $6 AND o.batch_id <> $4));

-- planner.events (src/schedule/planner/proposals_store.cpp)
    SELECT seq, seconds, value, bound, gap_percent
      FROM proposal_event
     WHERE district_id = $1 AND proposal_id = $2 AND seq > $3
     ORDER BY seq
     LIMIT 1000;

-- planner.forget_hours (src/schedule/planner/weeks_store.cpp)
    DELETE FROM coach_hours
     WHERE district_id = $1 AND coach_id = $2;

-- planner.has_visit (src/schedule/planner/wishes_store.cpp)
    SELECT COUNT(*)
      FROM visit
     WHERE district_id = $1 AND wish_id = $2 AND state IN ('proposed', 'agreed');

-- planner.has_wish (src/schedule/planner/wishes_store.cpp)
    SELECT COUNT(*)
      FROM wish
     WHERE district_id = $1 AND request_id = $2 AND ended_at IS NULL;

-- planner.insert_absence (src/schedule/planner/weeks_store.cpp)
    INSERT INTO absence (district_id, id, coach_id, why, begins_on, ends_on, begins, ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- planner.insert_move (src/schedule/planner/proposals_store.cpp)
    INSERT INTO proposal_move (district_id, id, proposal_id, fate, wish_id, occurrence, visit_id,
                               visit_version, was_promised, coach_before, on_before, begins_before,
                               coach_after, on_after, begins_after, building_after, minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- planner.insert_proposal (src/schedule/planner/proposals_store.cpp)
    INSERT INTO proposal (district_id, id, purpose, progress, made_by, made_at, ordered)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- planner.insert_reason (src/schedule/planner/proposals_store.cpp)
    INSERT INTO proposal_reason (district_id, proposal_id, wish_id, occurrence, reason)
    VALUES ($1, $2, $3, $4, $5);

-- planner.insert_visit (src/schedule/planner/visits_store.cpp)
    INSERT INTO visit (district_id, id, wish_id, occurrence, coach_id, on_day, begins, ends,
                       building_id, room, state, is_pinned, made_by, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1);

-- planner.insert_visit_people (src/schedule/planner/visits_store.cpp)
    INSERT INTO visit_person (district_id, visit_id, person_id)
    SELECT wp.district_id, $2, wp.person_id
      FROM wish_person wp
     WHERE wp.district_id = $1 AND wp.wish_id = $3;

-- planner.insert_window (src/schedule/planner/weeks_store.cpp)
    INSERT INTO capacity_window (district_id, id, kind, name, building_id, begins_on, ends_on,
                                 percent)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- planner.insert_wish (src/schedule/planner/wishes_store.cpp)
    INSERT INTO wish (district_id, id, kind, title, team_id, building_id, room, minutes, weight,
                      begins_on, ends_on, is_weekly, lesson, chain_id, step, gap_min, gap_max,
                      request_id, made_by, made_at, hours_begin, hours_end)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            $20, $21, $22);

-- planner.insert_wish_coach (src/schedule/planner/wishes_store.cpp)
    INSERT INTO wish_coach (district_id, wish_id, coach_id)
    VALUES ($1, $2, $3);

-- planner.insert_wish_person (src/schedule/planner/wishes_store.cpp)
    INSERT INTO wish_person (district_id, wish_id, person_id)
    VALUES ($1, $2, $3);

-- planner.is_building (src/schedule/planner/weeks_store.cpp)
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL;

-- planner.last_batch (src/schedule/planner/visits_store.cpp)
    SELECT batch_id
      FROM visit_step
     WHERE district_id = $1 AND actor_id = $2 AND undone_at IS NULL
       AND step IN ('booked', 'moved', 'cancelled')
     ORDER BY nth DESC
     LIMIT 1;

-- planner.last_helps (src/schedule/planner/wishes_store.cpp)
    SELECT person_id, MAX(last_on)
      FROM acquaintance
     WHERE district_id = $1
     GROUP BY person_id;

-- planner.last_steps (src/schedule/planner/visits_store.cpp)
    SELECT s.visit_id, s.step
      FROM visit v
      JOIN visit_step s ON s.district_id = v.district_id AND s.visit_id = v.id
     WHERE v.district_id = $1 AND v.on_day >= $2 AND v.on_day <= $3 AND s.at >= $4
       AND s.step IN ('booked', 'moved', 'agreed', 'undone')
     ORDER BY s.visit_id, s.seq;

-- planner.mark_undone (src/schedule/planner/visits_store.cpp)
    UPDATE visit_step
       SET undone_at = $3
     WHERE district_id = $1 AND batch_id = $2;

-- planner.moves (src/schedule/planner/proposals_store.cpp)
    SELECT id, fate, wish_id, occurrence, visit_id, visit_version, was_promised, coach_before,
           on_before, begins_before, coach_after, on_after, begins_after, building_after, minutes,
           accepted_at
      FROM proposal_move
     WHERE district_id = $1 AND proposal_id = $2
     ORDER BY COALESCE(on_after, on_before), COALESCE(begins_after, begins_before), id;

-- planner.newest_reasons (src/schedule/planner/proposals_store.cpp)
    SELECT r.id, r.ordered, x.wish_id, x.occurrence, x.reason
      FROM (SELECT id, ordered, made_at
              FROM proposal
             WHERE district_id = $1 AND progress IN ('ready', 'accepted') AND purpose <> 'what_if'
             ORDER BY made_at DESC, id
             LIMIT 5) r
      LEFT JOIN proposal_reason x
        ON x.district_id = $1 AND x.proposal_id = r.id AND ($2 = '' OR x.wish_id = $2)
     ORDER BY r.made_at DESC, r.id, x.wish_id, x.occurrence;

-- planner.next_visit (src/schedule/planner/visits_store.cpp)
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM (SELECT id
              FROM visit
             WHERE district_id = $1 AND coach_id = $2 AND on_day >= $3
               AND state IN ('proposed', 'agreed')
             ORDER BY on_day, begins
             LIMIT 24) n
      JOIN visit v ON v.district_id = $1 AND v.id = n.id
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     ORDER BY v.on_day, v.begins, v.id, p.sort_name, p.id;

-- planner.one_visit (src/schedule/planner/visits_store.cpp)
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM visit v
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE v.district_id = $1 AND v.id = $2
     ORDER BY p.sort_name, p.id;

-- planner.one_wish (src/schedule/planner/wishes_store.cpp)
    SELECT w.id, w.kind, w.title, w.team_id, COALESCE(t.name, ''), w.building_id,
           COALESCE(b.name, ''), w.room, w.minutes, w.weight, w.begins_on, w.ends_on, w.is_weekly,
           w.lesson, w.chain_id, w.step, w.gap_min, w.gap_max, w.request_id, w.made_by, w.ended_at,
           w.hours_begin, w.hours_end, o.what, o.id, o.name
      FROM wish w
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
      LEFT JOIN (SELECT 'person' AS what, p.id, p.name, p.sort_name AS sorts
                   FROM wish_person wp
                   JOIN person p ON p.district_id = wp.district_id AND p.id = wp.person_id
                  WHERE wp.district_id = $1 AND wp.wish_id = $2 AND p.ended_on IS NULL
                  UNION ALL
                 SELECT 'coach', coach_id, '', ''
                   FROM wish_coach
                  WHERE district_id = $1 AND wish_id = $2) o ON TRUE
     WHERE w.district_id = $1 AND w.id = $2
     ORDER BY o.sorts, o.id;

-- planner.park_visit (src/schedule/planner/visits_store.cpp)
    UPDATE visit
       SET begins = $3
     WHERE district_id = $1 AND id = $2;

-- planner.placed_elsewhere (src/schedule/planner/wishes_store.cpp)
    SELECT v.wish_id
      FROM visit v
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
     WHERE v.district_id = $1 AND v.state IN ('proposed', 'agreed', 'done') AND v.occurrence = ''
       AND (v.on_day < $2 OR v.on_day > $3) AND w.ended_at IS NULL
     ORDER BY v.wish_id;

-- planner.proposals (src/schedule/planner/proposals_store.cpp)
    SELECT r.id, r.purpose, r.progress, r.made_by, p.name, r.made_at, r.ended_at, r.ordered,
           r.found, r.failure
      FROM proposal r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.made_by
     WHERE r.district_id = $1 AND ($2 = '' OR r.id = $2)
     ORDER BY r.made_at DESC, r.id
     LIMIT $3;

-- planner.reach (src/schedule/planner/weeks_store.cpp)
    SELECT d.zone, COALESCE(h.role, ''), h.building_id, COALESCE(h.begins_on, ''),
           COALESCE(h.ends_on, '')
      FROM district d
      LEFT JOIN role_held h ON h.district_id = $1 AND h.person_id = $2
     WHERE d.id = $1;

-- planner.reasons (src/schedule/planner/proposals_store.cpp)
    SELECT wish_id, occurrence, reason
      FROM proposal_reason
     WHERE district_id = $1 AND proposal_id = $2
     ORDER BY wish_id, occurrence;

-- planner.remove_absence (src/schedule/planner/weeks_store.cpp)
    DELETE FROM absence
     WHERE district_id = $1 AND id = $2;

-- planner.remove_window (src/schedule/planner/weeks_store.cpp)
    DELETE FROM capacity_window
     WHERE district_id = $1 AND id = $2;

-- planner.running (src/schedule/planner/proposals_store.cpp)
    SELECT COUNT(*)
      FROM proposal
     WHERE district_id = $1 AND made_by = $2 AND progress IN ('waiting', 'working');

-- planner.save_hours (src/schedule/planner/weeks_store.cpp)
    INSERT INTO coach_hours (district_id, coach_id, weekday, meant_for, begins, ends, words)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- planner.save_travel (src/schedule/planner/weeks_store.cpp)
    INSERT INTO travel_time (district_id, from_id, to_id, minutes)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, from_id, to_id) DO UPDATE SET minutes = excluded.minutes;

-- planner.save_visit (src/schedule/planner/visits_store.cpp)
    UPDATE visit
       SET coach_id = $4, on_day = $5, begins = $6, ends = $7, building_id = $8, room = $9,
           state = $10, is_pinned = $11, contact_id = $12, made_by = $13, version = version + 1
     WHERE district_id = $1 AND id = $2 AND version = $3;

-- planner.save_week (src/schedule/planner/weeks_store.cpp)
    INSERT INTO coach_week (district_id, coach_id, home_id, fte_percent, capacity_minutes,
                            lunch_minutes, lunch_begins, lunch_ends, preparation_minutes, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
        ON CONFLICT (district_id, coach_id) DO UPDATE
       SET home_id = excluded.home_id, fte_percent = excluded.fte_percent,
           capacity_minutes = excluded.capacity_minutes, lunch_minutes = excluded.lunch_minutes,
           lunch_begins = excluded.lunch_begins, lunch_ends = excluded.lunch_ends,
           preparation_minutes = excluded.preparation_minutes, version = coach_week.version + 1;

-- planner.set_wish_ended (src/schedule/planner/wishes_store.cpp)
    UPDATE wish
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2;

-- planner.staff (src/schedule/planner/staff_store.cpp)
    SELECT 'zone' AS what, CAST(NULL AS TEXT) AS id, CAST(NULL AS TEXT) AS other, d.zone AS words,
           CAST(NULL AS TEXT) AS more, CAST(NULL AS TEXT) AS sorts, CAST(NULL AS TEXT) AS begins_on,
           CAST(NULL AS TEXT) AS ends_on, CAST(NULL AS BIGINT) AS n, CAST(NULL AS BIGINT) AS o,
           CAST(NULL AS BIGINT) AS p, CAST(NULL AS BIGINT) AS q, CAST(NULL AS BIGINT) AS r,
           CAST(NULL AS BIGINT) AS s, CAST(NULL AS BIGINT) AS t, CAST(NULL AS TEXT) AS left_on
      FROM district d
     WHERE d.id = $1
     UNION ALL
    SELECT 'role', h.person_id, h.building_id, p.name, h.role, p.sort_name, h.begins_on, h.ends_on,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, p.ended_on
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1
       AND (h.role IN ('coach', 'technician', 'principal') OR h.person_id = $2)
       AND ($5 = '' OR h.person_id = $5 OR h.person_id = $2)
     UNION ALL
    SELECT 'week', coach_id, home_id, NULL, NULL, NULL, NULL, NULL, fte_percent, capacity_minutes,
           lunch_minutes, lunch_begins, lunch_ends, preparation_minutes, version, NULL
      FROM coach_week
     WHERE district_id = $1 AND ($5 = '' OR coach_id = $5)
     UNION ALL
    SELECT 'hours', coach_id, NULL, words, meant_for, NULL, NULL, NULL, weekday, begins, ends, NULL,
           NULL, NULL, NULL, NULL
      FROM coach_hours
     WHERE district_id = $1 AND ($5 = '' OR coach_id = $5)
     UNION ALL
    SELECT 'absence', a.id, a.coach_id, p.name, a.why, p.sort_name, a.begins_on, a.ends_on,
           a.begins, a.ends, NULL, NULL, NULL, NULL, NULL, NULL
      FROM absence a
      JOIN person p ON p.district_id = a.district_id AND p.id = a.coach_id
     WHERE a.district_id = $1 AND a.ends_on >= $3 AND a.begins_on <= $4
       AND ($5 = '' OR a.coach_id = $5)
     UNION ALL
    SELECT 'window', w.id, w.building_id, w.name, w.kind, COALESCE(b.name, ''), w.begins_on,
           w.ends_on, w.percent, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM capacity_window w
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
     WHERE w.district_id = $1 AND w.ends_on >= $3 AND w.begins_on <= $4
     UNION ALL
    SELECT 'road', from_id, to_id, NULL, NULL, NULL, NULL, NULL, minutes, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL
      FROM travel_time
     WHERE district_id = $1 AND $6 = TRUE
     UNION ALL
    SELECT 'usual', NULL, NULL, value, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL
      FROM setting
     WHERE district_id = $1 AND name = 'planner.travel_minutes' AND $6 = TRUE
     UNION ALL
    SELECT 'building', id, NULL, name, zone, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL
      FROM building
     WHERE district_id = $1 AND ended_on IS NULL AND $6 = TRUE;

-- planner.steps (src/schedule/planner/visits_store.cpp)
    SELECT s.visit_id, s.seq, s.batch_id, s.at, s.actor_id, p.name, s.step, s.coach_before,
           s.on_before, s.begins_before, s.building_before, COALESCE(b.name, ''), s.room_before,
           s.state_before, s.words
      FROM visit_step s
      JOIN person p ON p.district_id = s.district_id AND p.id = s.actor_id
      LEFT JOIN building b ON b.district_id = s.district_id AND b.id = s.building_before
     WHERE s.district_id = $1 AND s.at >= $2 AND ($3 = '' OR s.batch_id = $3)
     ORDER BY s.at DESC, s.visit_id, s.seq DESC
     LIMIT $4;

-- planner.take_days (src/schedule/planner/visits_store.cpp)
    INSERT INTO taken_day (district_id, holder_id, on_day, times)
    SELECT $1, h.holder_id, $4, 1
      FROM (SELECT person_id AS holder_id FROM wish_person WHERE district_id = $1 AND wish_id = $2
             UNION
            SELECT id FROM person WHERE district_id = $1 AND id = $3) h
     WHERE TRUE
     ORDER BY h.holder_id
        ON CONFLICT (district_id, holder_id, on_day) DO UPDATE SET times = taken_day.times + 1;

-- planner.visits (src/schedule/planner/visits_store.cpp)
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM visit v
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE v.district_id = $1 AND v.on_day >= $2 AND v.on_day <= $3
       AND ($4 = '' OR EXISTS (SELECT 1 FROM visit_person o
                                WHERE o.district_id = $1 AND o.visit_id = v.id
                                  AND o.person_id = $4))
       AND ($5 = '' OR v.coach_id = $5)
       AND ($6 = TRUE OR v.id = $7 OR v.state IN ('proposed', 'agreed', 'done'))
     ORDER BY v.on_day, v.begins, c.sort_name, v.id, p.sort_name, p.id;

-- planner.visits_about (src/schedule/planner/visits_store.cpp)
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM (SELECT id
              FROM visit
             WHERE district_id = $1 AND coach_id = $4 AND on_day >= $2 AND on_day <= $3
             UNION
            SELECT vp.visit_id
              FROM wish_person wp
              JOIN visit_person vp
                ON vp.district_id = wp.district_id AND vp.person_id = wp.person_id
             WHERE wp.district_id = $1 AND wp.wish_id = $5
             UNION
            SELECT id
              FROM visit
             WHERE district_id = $1 AND $7 <> '' AND room = $7 AND building_id = $6
               AND on_day >= $2 AND on_day <= $3
             UNION
            SELECT id
              FROM visit
             WHERE district_id = $1 AND wish_id = $5) n
      JOIN visit v ON v.district_id = $1 AND v.id = n.id
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE v.on_day >= $2 AND v.on_day <= $3 AND v.state IN ('proposed', 'agreed', 'done')
     ORDER BY v.on_day, v.begins, v.id, p.sort_name, p.id;

-- planner.visits_of_chains (src/schedule/planner/visits_store.cpp)
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM wish w
      JOIN visit v ON v.district_id = w.district_id AND v.wish_id = w.id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     WHERE w.district_id = $1 AND v.state IN ('proposed', 'agreed', 'done')
       AND (w.chain_id = $2
            OR ($2 = '' AND w.chain_id IN (SELECT o.chain_id FROM wish o
                                            WHERE o.district_id = $1 AND o.chain_id IS NOT NULL
                                              AND o.ended_at IS NULL AND o.ends_on >= $3
                                              AND o.begins_on <= $4)))
     ORDER BY v.on_day, v.begins, v.id, p.sort_name, p.id;

-- planner.visits_of_steps (src/schedule/planner/visits_store.cpp)
    SELECT v.id, v.wish_id, v.occurrence, w.kind, w.title, COALESCE(t.name, ''), v.coach_id, c.name,
           v.on_day, v.begins, v.ends, v.building_id, COALESCE(b.name, ''),
           COALESCE(b.zone, (SELECT d.zone FROM district d WHERE d.id = $1)), v.room, v.state,
           v.is_pinned, v.contact_id, w.request_id,
           w.chain_id, w.step, v.made_by, v.version, p.id, p.name
      FROM (SELECT DISTINCT l.visit_id
              FROM (SELECT visit_id
                      FROM visit_step
                     WHERE district_id = $1 AND at >= $2
                     ORDER BY at DESC, visit_id, seq DESC
                     LIMIT $3) l) n
      JOIN visit v ON v.district_id = $1 AND v.id = n.visit_id
      JOIN wish w ON w.district_id = v.district_id AND w.id = v.wish_id
      JOIN person c ON c.district_id = v.district_id AND c.id = v.coach_id
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = v.district_id AND b.id = v.building_id
      LEFT JOIN visit_person vp ON vp.district_id = v.district_id AND vp.visit_id = v.id
      LEFT JOIN person p ON p.district_id = vp.district_id AND p.id = vp.person_id
     ORDER BY v.id, p.sort_name, p.id;

-- planner.waiting_wishes (src/schedule/planner/wishes_store.cpp)
    SELECT w.id, w.kind, w.title, w.team_id, COALESCE(t.name, ''), w.building_id,
           COALESCE(b.name, ''), w.room, w.minutes, w.weight, w.begins_on, w.ends_on, w.is_weekly,
           w.lesson, w.chain_id, w.step, w.gap_min, w.gap_max, w.request_id, w.made_by, w.ended_at,
           w.hours_begin, w.hours_end, p.id, p.name
      FROM wish w
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
      LEFT JOIN wish_person wp ON wp.district_id = w.district_id AND wp.wish_id = w.id
      LEFT JOIN person p ON p.district_id = wp.district_id AND p.id = wp.person_id
                        AND p.ended_on IS NULL
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3 AND w.ended_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM visit v
                        WHERE v.district_id = $1 AND v.wish_id = w.id
                          AND v.state IN ('proposed', 'agreed', 'done')
                          AND (v.occurrence = '' OR (v.on_day >= $2 AND v.on_day <= $3)))
     ORDER BY w.weight DESC, w.ends_on, w.made_at, w.id, p.sort_name, p.id;

-- planner.wish_coaches (src/schedule/planner/wishes_store.cpp)
    SELECT wc.wish_id, wc.coach_id
      FROM wish w
      JOIN wish_coach wc ON wc.district_id = w.district_id AND wc.wish_id = w.id
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3
     ORDER BY wc.coach_id;

-- planner.wish_people (src/schedule/planner/wishes_store.cpp)
    SELECT wp.wish_id, p.id, p.name
      FROM wish w
      JOIN wish_person wp ON wp.district_id = w.district_id AND wp.wish_id = w.id
      JOIN person p ON p.district_id = wp.district_id AND p.id = wp.person_id
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id;

-- planner.wishes (src/schedule/planner/wishes_store.cpp)
    SELECT w.id, w.kind, w.title, w.team_id, COALESCE(t.name, ''), w.building_id,
           COALESCE(b.name, ''), w.room, w.minutes, w.weight, w.begins_on, w.ends_on, w.is_weekly,
           w.lesson, w.chain_id, w.step, w.gap_min, w.gap_max, w.request_id, w.made_by, w.ended_at,
           w.hours_begin, w.hours_end
      FROM wish w
      LEFT JOIN team t ON t.district_id = w.district_id AND t.id = w.team_id
      LEFT JOIN building b ON b.district_id = w.district_id AND b.id = w.building_id
     WHERE w.district_id = $1 AND w.ends_on >= $2 AND w.begins_on <= $3
       AND ($4 = '' OR w.id IN (SELECT m.wish_id FROM proposal_move m
                                 WHERE m.district_id = $1 AND m.proposal_id = $4)
                    OR w.id IN (SELECT r.wish_id FROM proposal_reason r
                                 WHERE r.district_id = $1 AND r.proposal_id = $4))
       AND ($4 <> '' OR w.ended_at IS NULL)
     ORDER BY w.weight DESC, w.ends_on, w.made_at, w.id;

-- planner.workers (src/schedule/planner/weeks_store.cpp)
    SELECT p.id, p.name, h.building_id
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role IN ('coach', 'technician')
       AND (h.begins_on IS NULL OR h.begins_on <= $2)
       AND (h.ends_on IS NULL OR h.ends_on >= $2)
       AND (p.ended_on IS NULL OR p.ended_on > $2)
     ORDER BY p.sort_name, p.id, h.id;

-- posts.all (src/design/posts/posts_store.cpp)
    SELECT j.post_id, j.number, j.state, j.made_by, m.name, COALESCE(s.words, ''), j.made_at,
           j.consult_until, j.in_force_on, j.review_on, j.ended_on, j.version, c.asked_at
      FROM job_description j
      JOIN person m ON m.district_id = j.district_id AND m.id = j.made_by
      LEFT JOIN description_section s
        ON s.district_id = j.district_id AND s.post_id = j.post_id AND s.number = j.number
       AND s.code = 'title'
      LEFT JOIN consulted_person c
        ON c.district_id = j.district_id AND c.post_id = j.post_id AND c.number = j.number
       AND c.person_id = $2
     WHERE j.district_id = $1
     ORDER BY j.post_id, j.number DESC;

-- posts.append_event (src/design/posts/posts_people_store.cpp)
    INSERT INTO description_event (district_id, post_id, number, seq, at, actor_id, act, day, words)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- posts.ask (src/design/posts/posts_people_store.cpp)
    INSERT INTO consulted_person (district_id, post_id, number, person_id, asked_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, post_id, number, person_id) DO NOTHING;

-- posts.authors (src/design/posts/posts_people_store.cpp)
    SELECT DISTINCT p.id, p.name, p.sort_name
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role IN ('director', 'district_admin') AND p.ended_on IS NULL
       AND COALESCE(h.begins_on, $2) <= $2 AND COALESCE(h.ends_on, $2) >= $2
     ORDER BY p.sort_name, p.id;

-- posts.comments (src/design/posts/posts_people_store.cpp)
    SELECT m.id, m.duty_id, m.about, m.author_id, p.name, m.words, m.made_at, m.answer,
           COALESCE(a.name, ''), m.answered_at, m.is_taken_up
      FROM duty_comment m
      JOIN person p ON p.district_id = m.district_id AND p.id = m.author_id
      LEFT JOIN person a ON a.district_id = m.district_id AND a.id = m.answered_by
     WHERE m.district_id = $1 AND m.post_id = $2 AND m.number = $3
     ORDER BY m.made_at, m.id;

-- posts.consulted (src/design/posts/posts_people_store.cpp)
    SELECT c.person_id, p.name,
           (SELECT COUNT(*)
              FROM duty_comment m
             WHERE m.district_id = $1 AND m.post_id = $2 AND m.number = $3
               AND m.author_id = c.person_id)
      FROM consulted_person c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.post_id = $2 AND c.number = $3
     ORDER BY p.sort_name, p.id;

-- posts.duties (src/design/posts/posts_store.cpp)
    SELECT id, origin_id, place, heading, words, share, is_essential, version, changed_at
      FROM duty
     WHERE district_id = $1 AND post_id = $2 AND number = $3
     ORDER BY place DESC, position, id;

-- posts.duty_kinds (src/design/posts/posts_store.cpp)
    SELECT k.duty_id, k.kind_id
      FROM duty d
      JOIN duty_kind k ON k.district_id = d.district_id AND k.duty_id = d.id
     WHERE d.district_id = $1 AND d.post_id = $2 AND d.number = $3
     ORDER BY k.duty_id, k.kind_id;

-- posts.duty_standards (src/design/posts/posts_store.cpp)
    SELECT s.duty_id, s.framework, s.edition, s.code
      FROM duty d
      JOIN duty_standard s ON s.district_id = d.district_id AND s.duty_id = d.id
     WHERE d.district_id = $1 AND d.post_id = $2 AND d.number = $3
     ORDER BY s.duty_id, s.framework, s.edition, s.code;

-- posts.erase_duty (src/design/posts/posts_store.cpp)
    DELETE FROM duty
     WHERE district_id = $1 AND id = $2;

-- posts.erase_kinds (src/design/posts/posts_store.cpp)
    DELETE FROM duty_kind
     WHERE district_id = $1 AND duty_id = $2;

-- posts.erase_standards (src/design/posts/posts_store.cpp)
    DELETE FROM duty_standard
     WHERE district_id = $1 AND duty_id = $2;

-- posts.events (src/design/posts/posts_people_store.cpp)
    SELECT p.name, e.act, e.at, e.day, e.words
      FROM description_event e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.actor_id
     WHERE e.district_id = $1 AND e.post_id = $2 AND e.number = $3
     ORDER BY e.seq;

-- posts.holders (src/design/posts/posts_people_store.cpp)
    SELECT DISTINCT p.id
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role = $2 AND p.ended_on IS NULL
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
     ORDER BY p.id;

-- posts.insert (src/design/posts/posts_store.cpp)
    INSERT INTO job_description (district_id, post_id, number, state, made_by, made_at)
    VALUES ($1, $2, $3, 'draft', $4, $5);

-- posts.insert_comment (src/design/posts/posts_people_store.cpp)
    INSERT INTO duty_comment (district_id, id, post_id, number, duty_id, about, author_id, words,
                              made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- posts.insert_duty (src/design/posts/posts_store.cpp)
    INSERT INTO duty (district_id, id, post_id, number, origin_id, place, heading, position, words,
                      share, is_essential, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- posts.insert_kind (src/design/posts/posts_store.cpp)
    INSERT INTO duty_kind (district_id, duty_id, kind_id)
    VALUES ($1, $2, $3);

-- posts.insert_post (src/design/posts/posts_store.cpp)
    INSERT INTO post (district_id, id, made_at)
    VALUES ($1, $2, $3);

-- posts.insert_standard (src/design/posts/posts_store.cpp)
    INSERT INTO duty_standard (district_id, duty_id, framework, edition, code)
    VALUES ($1, $2, $3, $4, $5);

-- posts.is_here (src/design/posts/posts_people_store.cpp)
    SELECT COUNT(*)
      FROM person
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL;

-- posts.last_position (src/design/posts/posts_store.cpp)
    SELECT COALESCE(MAX(position), 0)
      FROM duty
     WHERE district_id = $1 AND post_id = $2 AND number = $3;

-- posts.next_seq (src/design/posts/posts_people_store.cpp)
    SELECT COALESCE(MAX(seq), 0) + 1
      FROM description_event
     WHERE district_id = $1 AND post_id = $2 AND number = $3;

-- posts.of_post (src/design/posts/posts_store.cpp)
    SELECT j.post_id, j.number, j.state, j.made_by, m.name, COALESCE(s.words, ''), j.made_at,
           j.consult_until, j.in_force_on, j.review_on, j.ended_on, j.version, c.asked_at
      FROM job_description j
      JOIN person m ON m.district_id = j.district_id AND m.id = j.made_by
      LEFT JOIN description_section s
        ON s.district_id = j.district_id AND s.post_id = j.post_id AND s.number = j.number
       AND s.code = 'title'
      LEFT JOIN consulted_person c
        ON c.district_id = j.district_id AND c.post_id = j.post_id AND c.number = j.number
       AND c.person_id = $2
     WHERE j.district_id = $1 AND j.post_id = $3
     ORDER BY j.number DESC;

-- posts.part_from_duty (src/design/posts/posts_store.cpp)
    UPDATE duty_comment
       SET duty_id = NULL
     WHERE district_id = $1 AND duty_id = $2;

-- posts.put (src/design/posts/posts_store.cpp)
    UPDATE job_description
       SET state = $4, consult_until = $5, in_force_on = $6, review_on = $7, ended_on = $8,
           version = version + 1
     WHERE district_id = $1 AND post_id = $2 AND number = $3;

-- posts.put_answer (src/design/posts/posts_people_store.cpp)
    UPDATE duty_comment
       SET answer = $3, is_taken_up = $4, answered_by = $5, answered_at = $6
     WHERE district_id = $1 AND id = $2;

-- posts.put_duty (src/design/posts/posts_store.cpp)
    UPDATE duty
       SET place = $3, heading = $4, words = $5, is_essential = $6, version = version + 1,
           changed_at = $7
     WHERE district_id = $1 AND id = $2;

-- posts.put_section (src/design/posts/posts_store.cpp)
    INSERT INTO description_section (district_id, post_id, number, code, words)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, post_id, number, code)
        DO UPDATE SET words = excluded.words, version = description_section.version + 1;

-- posts.put_share (src/design/posts/posts_store.cpp)
    UPDATE duty
       SET share = $3
     WHERE district_id = $1 AND id = $2;

-- posts.sections (src/design/posts/posts_store.cpp)
    SELECT code, words, version
      FROM description_section
     WHERE district_id = $1 AND post_id = $2 AND number = $3;

-- posts.standing (src/design/posts/posts_store.cpp)
    SELECT COUNT(CASE WHEN role IN ('director', 'district_admin') THEN 1 END),
           COUNT(CASE WHEN role = 'coach' THEN 1 END)
      FROM role_held
     WHERE district_id = $1 AND person_id = $2
       AND COALESCE(begins_on, $3) <= $3 AND COALESCE(ends_on, $3) >= $3;

-- programme.calendar (src/insight/programme/programme_store.cpp)
    SELECT 1, title, begins_on, ends_on, 0
      FROM term
     WHERE district_id = $1 AND ended_on IS NULL AND begins_on <= $2
     UNION ALL
    SELECT 2, title, from_on, to_on, 0
      FROM programme_release
     WHERE district_id = $1
     UNION ALL
    SELECT 3, '', first.happened_on, '', 0
      FROM (SELECT happened_on
              FROM contact
             WHERE district_id = $1
             ORDER BY happened_on
             LIMIT 1) first
     UNION ALL
    SELECT 4, '', '', '', asked.made_at
      FROM (SELECT made_at
              FROM request
             WHERE district_id = $1
             ORDER BY made_at
             LIMIT 1) asked
     ORDER BY 1, 3 DESC, 4;

-- programme.find (src/insight/programme/programme_store.cpp)
    SELECT title, from_on, to_on, body
      FROM programme_release
     WHERE district_id = $1 AND from_on = $2;

-- programme.keep (src/insight/programme/programme_store.cpp)
    INSERT INTO programme_release (district_id, from_on, to_on, title, body, released_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, from_on) DO NOTHING;

-- programme.keep_for_network (src/insight/programme/programme_store.cpp)
    INSERT INTO network_release (district_id, from_on, to_on, title, coaches, people, contacts,
                                 minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (district_id, from_on) DO NOTHING;

-- programme.network (src/insight/programme/programme_store.cpp)
    SELECT n.id, n.name
      FROM district d
      JOIN network n ON n.id = d.network_id
     WHERE d.id = $1;

-- programme.network_lines (src/insight/programme/programme_store.cpp)
    SELECT d.id, d.name, r.title, r.from_on, r.to_on, r.coaches, r.people, r.contacts, r.minutes
      FROM district d
      LEFT JOIN network_release r
        ON r.district_id = d.id
       AND r.to_on = (SELECT MAX(x.to_on)
                        FROM network_release x
                       WHERE x.district_id = d.id AND x.to_on <= $2)
     WHERE d.network_id = $1 AND (d.name, d.id) > ($3, $4)
     ORDER BY d.name, d.id
     LIMIT $5;

-- programme.network_times (src/insight/programme/programme_store.cpp)
    SELECT DISTINCT SUBSTR(r.to_on, 1, 7)
      FROM district d
      JOIN network_release r ON r.district_id = d.id
     WHERE d.network_id = $1
     ORDER BY 1 DESC
     LIMIT 12;

-- programme.released (src/insight/programme/programme_store.cpp)
    SELECT title, from_on, to_on
      FROM programme_release
     WHERE district_id = $1
     ORDER BY from_on DESC
     LIMIT 12;

-- programme.rules (src/insight/programme/programme_store.cpp)
    SELECT 'zone', zone
      FROM district
     WHERE id = $1
     UNION ALL
    SELECT name, value
      FROM setting
     WHERE district_id = $1 AND name IN ('programme.cell_min', 'contacts.close_day');

-- promises.move (src/coaching/requests/promises_store.cpp)
    UPDATE request
       SET answer_by = $3, finish_by = $4, due_at = $5
     WHERE district_id = $1 AND id = $2;

-- promises.open (src/coaching/requests/promises_store.cpp)
    SELECT r.id, r.state, r.branch, r.priority, r.made_at, r.answer_by, r.finish_by, r.answered_at,
           r.scheduled_for, r.due_at, r.building_id, COALESCE(b.zone, d.zone), s.step, s.at
      FROM request r
      JOIN district d ON d.id = r.district_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
      JOIN request_step s ON s.district_id = r.district_id AND s.request_id = r.id
     WHERE r.district_id = $1 AND r.closed_at IS NULL
       AND s.step IN ('asked', 'triaged', 'handed', 'split', 'split_off', 'reopened')
     ORDER BY r.id, s.seq;

-- ratings.append (src/coaching/ratings/ratings_store.cpp)
    INSERT INTO cycle_rating (district_id, id, cycle_id, rater_id, rater_role, framework, edition,
                              looked_on, levels, words, rated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- ratings.of_cycle (src/coaching/ratings/ratings_store.cpp)
    SELECT r.id, r.rater_id, p.name, r.rater_role, r.framework, r.edition, r.looked_on, r.levels,
           r.words, r.rated_at
      FROM cycle_rating r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.rater_id
     WHERE r.district_id = $1 AND r.cycle_id = $2
     ORDER BY r.rated_at DESC, r.id
     LIMIT 500;

-- requests.agreed (src/coaching/requests/agreed_store.cpp)
    SELECT r.id, r.version, r.scheduled_for, r.state, r.branch, r.teacher_id, t.name,
           COALESCE(h.name, ''), COALESCE(t.room, ''), COALESCE(b.name, ''),
           COALESCE(b.zone, d.zone),
           (SELECT MAX(s.at) FROM request_step s
             WHERE s.district_id = $1 AND s.request_id = r.id)
      FROM request r
      JOIN district d ON d.id = r.district_id
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.scheduled_for >= $4
       AND (r.teacher_id = $2 OR ($3 = TRUE AND r.holder_id = $2))
     ORDER BY r.scheduled_for, r.id
     LIMIT 1000;

-- requests.append (src/coaching/requests/requests_steps_store.cpp)
    INSERT INTO request_step (district_id, request_id, seq, at, actor_id, step, branch, other_id,
                              words, instead, planned_for)
    SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), COALESCE(MAX(seq), 0) + 1, CAST($3 AS BIGINT),
           CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT),
           CAST($8 AS TEXT), CAST($9 AS TEXT), CAST($10 AS BIGINT)
      FROM request_step
     WHERE district_id = $1 AND request_id = $2;

-- requests.around (src/coaching/requests/requests_people_store.cpp)
    SELECT r.teacher_id, r.holder_id, r.branch, r.building_id, COALESCE(b.zone, d.zone)
      FROM request r
      JOIN district d ON d.id = r.district_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.id = $2;

-- requests.branch (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.branch = $9 AND r.closed_at IS NULL
       AND (r.made_at, r.id) > ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $8;

-- requests.counted (src/coaching/requests/requests_counts_store.cpp)
    SELECT COALESCE(building_id, ''), COALESCE(branch, ''), teacher_id, state, made_at, answered_at,
           holder_id
      FROM request
     WHERE district_id = $1 AND made_at >= $2 AND made_at < $3 AND state <> 'duplicate'
     ORDER BY made_at;

-- requests.due (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NULL AND r.due_at > $9 AND r.due_at <= $10
       AND (r.due_at, r.id) > ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.due_at, r.id
     LIMIT $8;

-- requests.finished (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NOT NULL AND (r.closed_at, r.id) < ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.closed_at DESC, r.id DESC
     LIMIT $8;

-- requests.held (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.holder_id = $2 AND r.closed_at IS NULL
       AND (r.made_at, r.id) > ($6, $7)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $8;

-- requests.insert (src/coaching/requests/requests_steps_store.cpp)
    INSERT INTO request (district_id, id, teacher_id, entered_by, building_id, words, times, state,
                         branch, holder_id, severity, impact, priority, made_at, answer_by,
                         finish_by, answered_at, due_at, split_from_id, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
            1);

-- requests.last_actor (src/coaching/requests/requests_steps_store.cpp)
    SELECT COALESCE(a.name, '')
      FROM request_step s
      LEFT JOIN person a ON a.district_id = s.district_id AND a.id = s.actor_id
     WHERE s.district_id = $1 AND s.request_id = $2
     ORDER BY s.seq DESC
     LIMIT 1;

-- requests.of_teacher (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.teacher_id = $6
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at DESC, r.id DESC
     LIMIT $7;

-- requests.on_desk (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NULL
       AND (r.holder_id = $2
            OR (r.holder_id IS NULL
                AND (r.branch IS NULL OR (r.branch = 'coach' AND $6 = TRUE)
                     OR (r.branch = 'support' AND $7 = TRUE))))
       AND (r.scheduled_for IS NULL OR r.state <> 'scheduled' OR r.scheduled_for < $8)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $9;

-- requests.one (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.id = $6
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))));

-- requests.open (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.closed_at IS NULL AND (r.made_at, r.id) > ($6, $7)
       AND ($9 = '' OR r.state = $9)
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT $8;

-- requests.open_of (src/coaching/requests/requests_store.cpp)
    SELECT r.id, r.teacher_id, t.name, COALESCE(b.name, ''), COALESCE(b.zone, ''), r.words,
           r.times, r.state, r.branch, r.holder_id, COALESCE(h.name, ''), r.priority, r.made_at,
           r.answer_by, r.finish_by, r.answered_at, r.scheduled_for, r.closed_at, r.due_at,
           r.version, r.entered_by, e.name, r.building_id, r.severity, r.impact, r.split_from_id,
           r.duplicate_of_id
      FROM request r
      JOIN person t ON t.district_id = r.district_id AND t.id = r.teacher_id
      JOIN person e ON e.district_id = r.district_id AND e.id = r.entered_by
      LEFT JOIN person h ON h.district_id = r.district_id AND h.id = r.holder_id
      LEFT JOIN building b ON b.district_id = r.district_id AND b.id = r.building_id
     WHERE r.district_id = $1 AND r.teacher_id = $6 AND r.closed_at IS NULL
       AND (r.teacher_id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR r.entered_by = $2 OR r.holder_id = $2 OR r.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = r.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))))
     ORDER BY r.made_at, r.id
     LIMIT 50;

-- requests.people (src/coaching/requests/requests_people_store.cpp)
    SELECT p.id, p.name, p.folded, COALESCE(b.name, '')
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id <> $2 AND (p.ended_on IS NULL OR p.ended_on > $4)
       AND ($3 = TRUE OR p.building_id IS NULL
            OR EXISTS (SELECT 1 FROM role_held c
                        WHERE c.district_id = $1 AND c.person_id = $2
                          AND c.role IN ('coach', 'technician')
                          AND c.building_id = p.building_id
                          AND (c.begins_on IS NULL OR c.begins_on <= $4)
                          AND (c.ends_on IS NULL OR c.ends_on >= $4)))
     ORDER BY p.sort_name, p.id
     LIMIT 10000;

-- requests.reader (src/coaching/requests/requests_people_store.cpp)
    SELECT p.id, p.name, a.email, COALESCE(a.language, d.language)
      FROM person p
      JOIN account a ON a.id = p.account_id
      JOIN district d ON d.id = p.district_id
     WHERE p.district_id = $1 AND p.id = $2 AND a.disabled_at IS NULL
       AND (p.ended_on IS NULL OR p.ended_on > $3);

-- requests.save (src/coaching/requests/requests_steps_store.cpp)
    UPDATE request
       SET state = $4, branch = $5, holder_id = $6, severity = $7, impact = $8, priority = $9,
           answer_by = $10, finish_by = $11, answered_at = $12, scheduled_for = $13,
           closed_at = $14, due_at = $15, duplicate_of_id = $16, version = version + 1
     WHERE district_id = $1 AND id = $2 AND version = $3;

-- requests.seers (src/coaching/requests/requests_steps_store.cpp)
    SELECT p.name,
           CASE WHEN p.id = $2 THEN 1 ELSE 0 END,
           CASE WHEN w.covers = 1 THEN 1 ELSE 0 END,
           CASE WHEN p.id = $4 THEN 1 ELSE 0 END,
           CASE WHEN p.id = $3 THEN 1 ELSE 0 END,
           COALESCE(w.coaches, 0)
      FROM person p
      LEFT JOIN (SELECT c.person_id,
                        MAX(CASE WHEN c.building_id IS NULL OR $5 = '' OR c.building_id = $5
                                 THEN 1 ELSE 0 END) AS covers,
                        MAX(CASE WHEN c.role = 'coach' THEN 1 ELSE 0 END) AS coaches
                   FROM role_held c
                  WHERE c.district_id = $1 AND c.role IN ('coach', 'technician')
                    AND (c.begins_on IS NULL OR c.begins_on <= $6)
                    AND (c.ends_on IS NULL OR c.ends_on >= $6)
                    AND NOT EXISTS (SELECT 1 FROM role_held x
                                     WHERE x.district_id = $1 AND x.person_id = c.person_id
                                       AND x.role = 'principal'
                                       AND (x.begins_on IS NULL OR x.begins_on <= $6)
                                       AND (x.ends_on IS NULL OR x.ends_on >= $6))
                  GROUP BY c.person_id) w ON w.person_id = p.id
     WHERE p.district_id = $1 AND (p.ended_on IS NULL OR p.ended_on > $6)
       AND (p.id = $2 OR w.covers = 1 OR (w.covers = 0 AND (p.id = $3 OR p.id = $4)))
     ORDER BY p.sort_name, p.id;

-- requests.settings (src/coaching/requests/requests_people_store.cpp)
    SELECT name, value
      FROM setting
     WHERE district_id = $1
       AND name IN ('requests.matrix', 'requests.targets', 'requests.answer_days');

-- requests.sight (src/coaching/requests/requests_people_store.cpp)
    SELECT d.zone, COALESCE(h.role, ''), h.building_id, COALESCE(h.begins_on, ''),
           COALESCE(h.ends_on, '')
      FROM district d
      LEFT JOIN role_held h ON h.district_id = $1 AND h.person_id = $2
     WHERE d.id = $1;

-- requests.steps (src/coaching/requests/requests_steps_store.cpp)
    SELECT s.seq, s.at, s.actor_id, COALESCE(a.name, ''), s.step, s.branch,
           COALESCE(s.other_id, ''), COALESCE(o.name, ''), s.words, s.instead, s.planned_for
      FROM request_step s
      LEFT JOIN person a ON a.district_id = s.district_id AND a.id = s.actor_id
      LEFT JOIN person o ON o.district_id = s.district_id AND o.id = s.other_id
     WHERE s.district_id = $1 AND s.request_id = $2
     ORDER BY s.seq
     LIMIT 200;

-- requests.teacher (src/coaching/requests/requests_people_store.cpp)
    SELECT p.building_id, COALESCE(b.zone, '')
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.id = $6 AND (p.ended_on IS NULL OR p.ended_on > $5)
       AND (p.id = $2
            OR ($3 = TRUE
                AND ($4 = TRUE OR p.building_id IS NULL
                     OR EXISTS (SELECT 1 FROM role_held c
                                 WHERE c.district_id = $1 AND c.person_id = $2
                                   AND c.role IN ('coach', 'technician')
                                   AND c.building_id = p.building_id
                                   AND (c.begins_on IS NULL OR c.begins_on <= $5)
                                   AND (c.ends_on IS NULL OR c.ends_on >= $5)))));

-- requests.team (src/coaching/requests/requests_people_store.cpp)
    SELECT p.id, p.name, a.email, COALESCE(a.language, d.language),
           CASE WHEN c.building_id IS NULL THEN 1 ELSE 0 END AS is_district_wide
      FROM role_held c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
      JOIN account a ON a.id = p.account_id
      JOIN district d ON d.id = p.district_id
     WHERE c.district_id = $1 AND c.role = $2
       AND (c.building_id IS NULL OR $3 = '' OR c.building_id = $3)
       AND (c.begins_on IS NULL OR c.begins_on <= $4)
       AND (c.ends_on IS NULL OR c.ends_on >= $4)
       AND a.disabled_at IS NULL AND (p.ended_on IS NULL OR p.ended_on > $4)
     ORDER BY is_district_wide, p.sort_name, p.id
     LIMIT 5;

-- requests.workers (src/coaching/requests/requests_people_store.cpp)
    SELECT p.id, p.name,
           MAX(CASE WHEN c.role = 'coach' THEN 1 ELSE 0 END),
           MAX(CASE WHEN c.role = 'technician' THEN 1 ELSE 0 END)
      FROM role_held c
      JOIN person p ON p.district_id = c.district_id AND p.id = c.person_id
     WHERE c.district_id = $1 AND c.role IN ('coach', 'technician')
       AND (c.building_id IS NULL OR $2 = '' OR c.building_id = $2)
       AND (c.begins_on IS NULL OR c.begins_on <= $3)
       AND (c.ends_on IS NULL OR c.ends_on >= $3)
       AND (p.ended_on IS NULL OR p.ended_on > $3)
       AND NOT EXISTS (SELECT 1 FROM role_held x
                        WHERE x.district_id = $1 AND x.person_id = p.id AND x.role = 'principal'
                          AND (x.begins_on IS NULL OR x.begins_on <= $3)
                          AND (x.ends_on IS NULL OR x.ends_on >= $3))
     GROUP BY p.id, p.name, p.sort_name
     ORDER BY p.sort_name, p.id
     LIMIT 100;

-- role_page.district_at (src/design/role_page/role_page_store.cpp)
    SELECT district_id
      FROM role_address
     WHERE address = $1;

-- role_page.give_address_up (src/design/role_page/role_page_store.cpp)
    DELETE FROM role_address
     WHERE district_id = $1;

-- role_page.page (src/design/role_page/role_page_store.cpp)
    SELECT p.does, p.does_not, p.who_fixes, p.asking, p.evaluation, p.language, a.address,
           d.name, p.is_public, p.version
      FROM role_page p
      JOIN role_address a ON a.district_id = p.district_id
      JOIN district d ON d.id = p.district_id
     WHERE p.district_id = $1;

-- role_page.put (src/design/role_page/role_page_store.cpp)
    INSERT INTO role_page (district_id, does, does_not, who_fixes, asking, evaluation, language,
                           is_public, version, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (district_id)
        DO UPDATE SET does = excluded.does, does_not = excluded.does_not,
                      who_fixes = excluded.who_fixes, asking = excluded.asking,
                      evaluation = excluded.evaluation, language = excluded.language,
                      version = excluded.version, saved_by = excluded.saved_by,
                      saved_at = excluded.saved_at;

-- role_page.set_public (src/design/role_page/role_page_store.cpp)
    UPDATE role_page
       SET is_public = $2
     WHERE district_id = $1;

-- role_page.take_address (src/design/role_page/role_page_store.cpp)
    INSERT INTO role_address (district_id, address)
    VALUES ($1, $2)
        ON CONFLICT DO NOTHING;

-- roster.add_building (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO building (district_id, id, name, zone, identifier, source_key)
    VALUES ($1, $2, $3, $4, $5, $6);

-- roster.add_class (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO class (district_id, id, title, course, grades, subjects, room, building_id,
                       student_count, source_key, course_key, terms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- roster.add_import (src/platform/roster/roster_import_store.cpp)
    INSERT INTO roster_import (district_id, id, actor_id, made_at, source_name, state, is_stopped,
                               applied_at, applied_by, added, changed, ended, kept, left_out,
                               report)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- roster.add_part (src/platform/roster/roster_import_store.cpp)
    INSERT INTO roster_import_part (district_id, import_id, kind, label, seq, body)
    VALUES ($1, $2, $3, $4, $5, $6);

-- roster.add_person (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO person (district_id, id, name, sort_name, folded, email, title, room, teaches,
                        building_id, source_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- roster.add_role (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO role_held (district_id, id, person_id, role, building_id, begins_on, ends_on,
                           source)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'roster');

-- roster.add_term (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO term (district_id, id, title, kind, begins_on, ends_on, source_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- roster.all_parts (src/platform/roster/roster_import_store.cpp)
    SELECT body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3
     ORDER BY label, seq;

-- roster.building_keys (src/platform/roster/roster_store.cpp)
    SELECT source_key
      FROM building
     WHERE district_id = $1 AND source_key IS NOT NULL;

-- roster.buildings (src/platform/roster/roster_store.cpp)
    SELECT id, COALESCE(source_key, ''), name, COALESCE(identifier, ''), corrected,
           ended_on IS NOT NULL
      FROM building
     WHERE district_id = $1
     ORDER BY id;

-- roster.change_building (src/platform/roster/roster_apply_store.cpp)
    UPDATE building
       SET name = $3, identifier = COALESCE($4, identifier), source_key = $5, ended_on = NULL
     WHERE district_id = $1 AND id = $2;

-- roster.change_class (src/platform/roster/roster_apply_store.cpp)
    UPDATE class
       SET title = $3, course = $4, grades = $5, subjects = $6, room = $7, building_id = $8,
           course_key = $9, terms = $10, ended_on = NULL
     WHERE district_id = $1 AND id = $2;

-- roster.change_person (src/platform/roster/roster_apply_store.cpp)
    UPDATE person
       SET name = $3, sort_name = $4, folded = $5, email = $6, title = $7, room = $8, teaches = $9,
           building_id = $10, source_key = $11, missing_since = NULL, ended_on = NULL
     WHERE district_id = $1 AND id = $2;

-- roster.change_term (src/platform/roster/roster_apply_store.cpp)
    UPDATE term
       SET title = $3, kind = $4, begins_on = $5, ends_on = $6, ended_on = NULL
     WHERE district_id = $1 AND id = $2;

-- roster.class_keys (src/platform/roster/roster_store.cpp)
    SELECT source_key
      FROM class
     WHERE district_id = $1 AND source_key IS NOT NULL;

-- roster.classes (src/platform/roster/roster_store.cpp)
    SELECT id, COALESCE(source_key, ''), title, course, course_key, grades, subjects, room, terms,
           building_id, student_count, ended_on IS NOT NULL
      FROM class
     WHERE district_id = $1
     ORDER BY id;

-- roster.count_class (src/platform/roster/roster_apply_store.cpp)
    UPDATE class
       SET student_count = $3
     WHERE district_id = $1 AND id = $2;

-- roster.course_keys (src/platform/roster/roster_store.cpp)
    SELECT source_key
      FROM roster_course
     WHERE district_id = $1 AND source_key IS NOT NULL;

-- roster.courses (src/platform/roster/roster_store.cpp)
    SELECT source_key, title, ended_on IS NOT NULL
      FROM roster_course
     WHERE district_id = $1
     ORDER BY source_key;

-- roster.end_building (src/platform/roster/roster_apply_store.cpp)
    UPDATE building
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2;

-- roster.end_class (src/platform/roster/roster_apply_store.cpp)
    UPDATE class
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2;

-- roster.end_course (src/platform/roster/roster_apply_store.cpp)
    UPDATE roster_course
       SET ended_on = $3
     WHERE district_id = $1 AND source_key = $2;

-- roster.end_person (src/platform/roster/roster_apply_store.cpp)
    UPDATE person
       SET ended_on = $3, missing_since = NULL
     WHERE district_id = $1 AND id = $2;

-- roster.end_term (src/platform/roster/roster_apply_store.cpp)
    UPDATE term
       SET ended_on = $3
     WHERE district_id = $1 AND id = $2;

-- roster.find_import (src/platform/roster/roster_import_store.cpp)
    SELECT i.id, i.made_at, i.applied_at, i.source_name, i.state, COALESCE(p.name, ''), i.report,
           i.is_stopped, i.added, i.changed, i.ended, i.kept, i.left_out
      FROM roster_import i
      LEFT JOIN person p ON p.district_id = i.district_id AND p.id = i.actor_id
     WHERE i.district_id = $1 AND i.id = $2;

-- roster.first_parts (src/platform/roster/roster_import_store.cpp)
    SELECT label, body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = 'changes' AND seq = 0
     ORDER BY label
     LIMIT $3;

-- roster.flag_missing (src/platform/roster/roster_apply_store.cpp)
    UPDATE person
       SET missing_since = $3
     WHERE district_id = $1 AND id = $2;

-- roster.imports (src/platform/roster/roster_import_store.cpp)
    SELECT i.id, i.made_at, i.applied_at, i.source_name, i.state, COALESCE(p.name, ''), '',
           i.is_stopped, i.added, i.changed, i.ended, i.kept, i.left_out
      FROM roster_import i
      LEFT JOIN person p ON p.district_id = i.district_id AND p.id = i.actor_id
     WHERE i.district_id = $1
     ORDER BY i.made_at DESC, i.id DESC
     LIMIT $2;

-- roster.mark_applied (src/platform/roster/roster_import_store.cpp)
    UPDATE roster_import
       SET state = 'applied', is_stopped = $3, applied_at = $4, applied_by = $5, added = $6,
           changed = $7, ended = $8, kept = $9, report = $10
     WHERE district_id = $1 AND id = $2;

-- roster.open_work (src/platform/roster/roster_store.cpp)
    SELECT 1
     WHERE EXISTS (SELECT 1 FROM request r
                    WHERE r.district_id = $1 AND r.teacher_id = $2 AND r.closed_at IS NULL)
        OR EXISTS (SELECT 1 FROM request r
                    WHERE r.district_id = $1 AND r.holder_id = $2 AND r.closed_at IS NULL)
        OR EXISTS (SELECT 1 FROM contact c
                    WHERE c.district_id = $1 AND c.coach_id = $2 AND c.next_step <> ''
                      AND c.next_done_at IS NULL AND c.replaced_by IS NULL
                      AND c.withdrawn_at IS NULL)
        OR EXISTS (SELECT 1 FROM contact_person p
                     JOIN contact c ON c.district_id = p.district_id AND c.id = p.contact_id
                    WHERE p.district_id = $1 AND p.person_id = $2 AND c.next_step <> ''
                      AND c.next_done_at IS NULL AND c.replaced_by IS NULL
                      AND c.withdrawn_at IS NULL);

-- roster.parts (src/platform/roster/roster_import_store.cpp)
    SELECT label, body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3 AND label = $4
     ORDER BY seq;

-- roster.parts_from (src/platform/roster/roster_import_store.cpp)
    SELECT label, body
      FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3 AND label = $4 AND seq >= $5
     ORDER BY seq
     LIMIT $6;

-- roster.people (src/platform/roster/roster_store.cpp)
    SELECT id, COALESCE(source_key, ''), name, sort_name, COALESCE(email, ''),
           COALESCE(title, ''), COALESCE(room, ''), COALESCE(teaches, ''), corrected, building_id,
           missing_since IS NOT NULL, ended_on IS NOT NULL
      FROM person
     WHERE district_id = $1
     ORDER BY id;

-- roster.person_keys (src/platform/roster/roster_store.cpp)
    SELECT source_key
      FROM person
     WHERE district_id = $1 AND source_key IS NOT NULL;

-- roster.put_course (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO roster_course (district_id, source_key, title)
    VALUES ($1, $2, $3)
        ON CONFLICT (district_id, source_key)
        DO UPDATE SET title = excluded.title, ended_on = NULL;

-- roster.put_seat (src/platform/roster/roster_apply_store.cpp)
    INSERT INTO class_staff (district_id, class_id, person_id, role)
    VALUES ($1, $2, $3, $4)
        ON CONFLICT (district_id, class_id, person_id) DO UPDATE SET role = excluded.role;

-- roster.remove_old (src/platform/roster/roster_import_store.cpp)
    DELETE FROM roster_import_part
     WHERE district_id = $1 AND kind = 'rejects'
       AND import_id IN (SELECT i.id
                           FROM roster_import i
                          WHERE i.district_id = $1 AND i.made_at < $2);

-- roster.remove_parts (src/platform/roster/roster_import_store.cpp)
    DELETE FROM roster_import_part
     WHERE district_id = $1 AND import_id = $2 AND kind = $3;

-- roster.remove_role (src/platform/roster/roster_apply_store.cpp)
    DELETE FROM role_held
     WHERE district_id = $1 AND id = $2 AND source = 'roster';

-- roster.remove_seat (src/platform/roster/roster_apply_store.cpp)
    DELETE FROM class_staff
     WHERE district_id = $1 AND class_id = $2 AND person_id = $3;

-- roster.remove_stages (src/platform/roster/roster_import_store.cpp)
    DELETE FROM roster_import_part
     WHERE district_id = $1 AND kind = 'stage';

-- roster.rename_course (src/platform/roster/roster_apply_store.cpp)
    UPDATE class
       SET course = $3
     WHERE district_id = $1 AND course_key = $2;

-- roster.roles (src/platform/roster/roster_store.cpp)
    SELECT id, person_id, role, building_id, begins_on, ends_on, source = 'manual'
      FROM role_held
     WHERE district_id = $1 AND (ends_on IS NULL OR ends_on >= $2)
     ORDER BY person_id, id;

-- roster.seats (src/platform/roster/roster_store.cpp)
    SELECT class_id, person_id, role
      FROM class_staff
     WHERE district_id = $1;

-- roster.sign_out (src/platform/roster/roster_apply_store.cpp)
    DELETE FROM session
     WHERE district_id = $1 AND person_id = $2;

-- roster.supersede (src/platform/roster/roster_import_store.cpp)
    UPDATE roster_import
       SET state = 'superseded'
     WHERE district_id = $1 AND state = 'checked';

-- roster.term_keys (src/platform/roster/roster_store.cpp)
    SELECT source_key
      FROM term
     WHERE district_id = $1 AND source_key IS NOT NULL;

-- roster.terms (src/platform/roster/roster_store.cpp)
    SELECT id, COALESCE(source_key, ''), title, kind, begins_on, ends_on, ended_on IS NOT NULL
      FROM term
     WHERE district_id = $1
     ORDER BY id;

-- roster.zone (src/platform/roster/roster_store.cpp)
    SELECT zone
      FROM district
     WHERE id = $1;

-- rounds.accept (src/coaching/rounds/rounds_store.cpp)
    UPDATE enrolment
       SET coach_id = $3, accepted_at = $4, is_beyond = $5, round = $6
     WHERE district_id = $1 AND id = $2 AND accepted_at IS NULL AND round > 0;

-- rounds.add_rule (src/coaching/rounds/rounds_store.cpp)
    INSERT INTO priority_rule (district_id, number, criteria, published_by, published_at)
    VALUES ($1, $2, $3, $4, $5);

-- rounds.coaches (src/coaching/rounds/rounds_store.cpp)
    SELECT COUNT(*)
      FROM role_held h
     WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'coach'
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
       AND NOT EXISTS (SELECT 1 FROM role_held v
                        WHERE v.district_id = $1 AND v.person_id = $2 AND v.role = 'principal'
                          AND COALESCE(v.begins_on, $3) <= $3 AND COALESCE(v.ends_on, $3) >= $3);

-- rounds.cycles_now (src/coaching/rounds/rounds_store.cpp)
    SELECT COUNT(DISTINCT m.person_id)
      FROM cycle c
      JOIN cycle_member m ON m.district_id = c.district_id AND m.cycle_id = c.id
     WHERE c.district_id = $1 AND c.coach_id = $2 AND c.state <> 'closed'
       AND m.agreed_at IS NOT NULL AND m.left_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM enrolment e
                        WHERE e.district_id = $1 AND e.teacher_id = m.person_id
                          AND e.coach_id = $2 AND e.school_year = $3
                          AND e.accepted_at IS NOT NULL);

-- rounds.in_reach (src/coaching/rounds/rounds_store.cpp)
    SELECT COUNT(*)
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
     WHERE e.district_id = $1 AND e.id = $4 AND p.id <> $2
       AND EXISTS (SELECT 1 FROM role_held c
                    WHERE c.district_id = $1 AND c.person_id = $2 AND c.role = 'coach'
                      AND COALESCE(c.begins_on, $3) <= $3 AND COALESCE(c.ends_on, $3) >= $3
                      AND (c.building_id IS NULL OR c.building_id = p.building_id))
       AND NOT EXISTS (SELECT 1 FROM role_held v
                        WHERE v.district_id = $1 AND v.person_id = $2 AND v.role = 'principal'
                          AND COALESCE(v.begins_on, $3) <= $3 AND COALESCE(v.ends_on, $3) >= $3);

-- rounds.insert_invited (src/coaching/rounds/rounds_store.cpp)
    INSERT INTO enrolment (district_id, id, teacher_id, school_year, invited_by, invited_at)
    VALUES ($1, $2, $3, $4, $5, $6);

-- rounds.mine (src/coaching/rounds/rounds_store.cpp)
    SELECT e.id, e.teacher_id, p.name, '', e.invited_at, e.answered_at, e.accepted_at, e.round,
           e.coach_id, COALESCE(c.name, ''), e.is_beyond, 0, 0, 0, 0
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
      LEFT JOIN person c ON c.district_id = e.district_id AND c.id = e.coach_id
     WHERE e.district_id = $1 AND e.teacher_id = $2 AND e.school_year = $3;

-- rounds.not_invited (src/coaching/rounds/rounds_store.cpp)
    SELECT DISTINCT p.id, p.sort_name
      FROM role_held h
      JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
     WHERE h.district_id = $1 AND h.role = 'teacher' AND p.ended_on IS NULL AND p.id <> $2
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
       AND EXISTS (SELECT 1 FROM role_held c
                    WHERE c.district_id = $1 AND c.person_id = $2 AND c.role = 'coach'
                      AND COALESCE(c.begins_on, $3) <= $3 AND COALESCE(c.ends_on, $3) >= $3
                      AND (c.building_id IS NULL OR c.building_id = p.building_id))
       AND NOT EXISTS (SELECT 1 FROM enrolment e
                        WHERE e.district_id = $1 AND e.teacher_id = p.id AND e.school_year = $4
                          AND (e.invited_at IS NOT NULL OR e.answered_at IS NOT NULL))
     ORDER BY p.sort_name, p.id;

-- rounds.put_answer (src/coaching/rounds/rounds_store.cpp)
    INSERT INTO enrolment (district_id, id, teacher_id, school_year, round, answered_at)
    VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (district_id, teacher_id, school_year)
        DO UPDATE SET round = excluded.round, answered_at = excluded.answered_at, coach_id = NULL,
                      accepted_at = NULL, is_beyond = FALSE;

-- rounds.put_week (src/coaching/rounds/rounds_store.cpp)
    INSERT INTO coach_capacity (district_id, coach_id, week_minutes, fte_percent, cycle_percent,
                                meeting_minutes, visits, visit_minutes, preparation_minutes,
                                travel_minutes, taught_minutes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (district_id, coach_id)
        DO UPDATE SET week_minutes = excluded.week_minutes, fte_percent = excluded.fte_percent,
                      cycle_percent = excluded.cycle_percent,
                      meeting_minutes = excluded.meeting_minutes, visits = excluded.visits,
                      visit_minutes = excluded.visit_minutes,
                      preparation_minutes = excluded.preparation_minutes,
                      travel_minutes = excluded.travel_minutes,
                      taught_minutes = excluded.taught_minutes;

-- rounds.rule (src/coaching/rounds/rounds_store.cpp)
    SELECT number, criteria, published_at
      FROM priority_rule
     WHERE district_id = $1
     ORDER BY number DESC
     LIMIT 1;

-- rounds.taken (src/coaching/rounds/rounds_store.cpp)
    SELECT e.id, e.teacher_id, p.name, COALESCE(b.name, ''), e.invited_at, e.answered_at,
           e.accepted_at, e.round, e.coach_id, '', e.is_beyond, 0, 0, 0, 0
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE e.district_id = $1 AND e.coach_id = $2 AND e.school_year = $3
       AND e.accepted_at IS NOT NULL
     ORDER BY e.round, p.sort_name, p.id;

-- rounds.teaches (src/coaching/rounds/rounds_store.cpp)
    SELECT COUNT(*)
      FROM role_held h
     WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'teacher'
       AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3;

-- rounds.waiting (src/coaching/rounds/rounds_store.cpp)
    WITH mine (building_id) AS (
        SELECT h.building_id
          FROM role_held h
         WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'coach'
           AND COALESCE(h.begins_on, $3) <= $3 AND COALESCE(h.ends_on, $3) >= $3
           AND NOT EXISTS (SELECT 1 FROM role_held v
                            WHERE v.district_id = $1 AND v.person_id = $2 AND v.role = 'principal'
                              AND COALESCE(v.begins_on, $3) <= $3
                              AND COALESCE(v.ends_on, $3) >= $3)
    ), staff (building_id, size) AS (
        SELECT p.building_id, COUNT(DISTINCT p.id)
          FROM role_held h
          JOIN person p ON p.district_id = h.district_id AND p.id = h.person_id
         WHERE h.district_id = $1 AND h.role = 'teacher' AND p.ended_on IS NULL
         GROUP BY p.building_id
    ), served (building_id, size) AS (
        SELECT p.building_id, COUNT(*)
          FROM enrolment o
          JOIN person p ON p.district_id = o.district_id AND p.id = o.teacher_id
         WHERE o.district_id = $1 AND o.school_year = $4 AND o.accepted_at IS NOT NULL
         GROUP BY p.building_id
    )
    SELECT e.id, e.teacher_id, p.name, COALESCE(b.name, ''), e.invited_at, e.answered_at,
           e.accepted_at, e.round, e.coach_id, '', e.is_beyond,
           (SELECT COUNT(*) FROM cycle_member m
             WHERE m.district_id = $1 AND m.person_id = e.teacher_id AND m.agreed_at IS NOT NULL),
           (SELECT COUNT(*) FROM enrolment o
             WHERE o.district_id = $1 AND o.teacher_id = e.teacher_id AND o.school_year < $4
               AND o.round > 0 AND o.accepted_at IS NULL),
           COALESCE(served.size, 0), COALESCE(staff.size, 0)
      FROM enrolment e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.teacher_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
      LEFT JOIN staff ON staff.building_id = p.building_id
      LEFT JOIN served ON served.building_id = p.building_id
     WHERE e.district_id = $1 AND e.school_year = $4 AND e.round > 0 AND e.accepted_at IS NULL
       AND p.ended_on IS NULL AND p.id <> $2
       AND EXISTS (SELECT 1 FROM mine
                    WHERE mine.building_id IS NULL OR mine.building_id = p.building_id)
     ORDER BY e.answered_at, e.id;

-- rounds.week (src/coaching/rounds/rounds_store.cpp)
    SELECT week_minutes, fte_percent, cycle_percent, meeting_minutes, visits, visit_minutes,
           preparation_minutes, travel_minutes, taught_minutes
      FROM coach_capacity
     WHERE district_id = $1 AND coach_id = $2;

-- sample.add_closure (src/sample/sample_store.cpp)
    INSERT INTO closure (district_id, id, building_id, begins_on, ends_on, part, name)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- sample.add_contact (src/sample/sample_store.cpp)
    INSERT INTO contact (district_id, id, coach_id, kind_id, happened_on, happened_at, minutes,
                         building_id, began_by, place, people_count, request_id, next_step,
                         next_step_on, next_done_at, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $6);

-- sample.add_contact_person (src/sample/sample_store.cpp)
    INSERT INTO contact_person (district_id, contact_id, person_id, happened_on, happened_at)
    VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (district_id, contact_id, person_id) DO NOTHING;

-- sample.add_enrolment (src/sample/sample_store.cpp)
    INSERT INTO enrolment (district_id, id, teacher_id, school_year, invited_by, invited_at, round,
                           answered_at, coach_id, accepted_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- sample.add_member (src/sample/sample_store.cpp)
    INSERT INTO team_member (district_id, team_id, person_id)
    VALUES ($1, $2, $3);

-- sample.add_note (src/sample/sample_store.cpp)
    INSERT INTO note (district_id, id, contact_id, author_id, tier, body, written_at, shared_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- sample.add_request (src/sample/sample_store.cpp)
    INSERT INTO request (district_id, id, teacher_id, entered_by, building_id, words, times, state,
                         branch, holder_id, severity, impact, priority, made_at, answer_by,
                         finish_by, answered_at, scheduled_for, closed_at, due_at)
    VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19);

-- sample.add_step (src/sample/sample_store.cpp)
    INSERT INTO request_step (district_id, request_id, seq, at, actor_id, step, branch, other_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- sample.add_team (src/sample/sample_store.cpp)
    INSERT INTO team (district_id, id, name, building_id)
    VALUES ($1, $2, $3, $4);

-- sample.cast (src/sample/sample_store.cpp)
    SELECT r.role, p.name, a.email
      FROM account a
      JOIN person p ON p.account_id = a.id
      JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
     WHERE p.ended_on IS NULL
     ORDER BY a.created_at, a.email;

-- sample.kinds (src/sample/sample_store.cpp)
    SELECT id, code
      FROM contact_kind
     WHERE district_id = $1
     ORDER BY position, id;

-- sample.move_agreement (src/sample/sample_store.cpp)
    UPDATE agreement_version
       SET proposed_at = $3, signed_at = $3, begins_on = $4
     WHERE district_id = $1 AND agreement_id = $2 AND number = 1;

-- sample.move_cycle (src/sample/sample_store.cpp)
    UPDATE cycle
       SET made_at = $3, begun_on = $4, closed_at = $5
     WHERE district_id = $1 AND id = $2;

-- sample.move_events (src/sample/sample_store.cpp)
    UPDATE cycle_event
       SET at = $3
     WHERE district_id = $1 AND cycle_id = $2;

-- sample.move_evidence (src/sample/sample_store.cpp)
    UPDATE cycle_evidence
       SET looked_on = $3, kept_at = $4
     WHERE district_id = $1 AND cycle_id = $2;

-- sample.move_members (src/sample/sample_store.cpp)
    UPDATE cycle_member
       SET asked_at = $3, agreed_at = $3
     WHERE district_id = $1 AND cycle_id = $2;

-- search.add (src/design/search/search_store.cpp)
    INSERT INTO search_document (district_id, number, kind, thing, href, title, words,
                                 title_folded, words_folded, also_folded)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- search.all_kept (src/design/search/search_store.cpp)
    SELECT number, thing, href, title, words, title_folded, words_folded, also_folded
      FROM search_document
     WHERE district_id = $1 AND kind = $2;

-- search.change (src/design/search/search_store.cpp)
    UPDATE search_document
       SET href = $3, title = $4, words = $5, title_folded = $6, words_folded = $7,
           also_folded = $8
     WHERE district_id = $1 AND number = $2;

-- search.keep_followed (src/design/search/search_store.cpp)
    UPDATE search_space
       SET followed = $2, edition = $3
     WHERE district_id = $1;

-- search.kept (src/design/search/search_store.cpp)
    SELECT number, thing, href, title, words, title_folded, words_folded, also_folded
      FROM search_document
     WHERE district_id = $1 AND kind = $2 AND thing = $3;

-- search.last_number (src/design/search/search_store.cpp)
    SELECT COALESCE(MAX(number), 0)
      FROM search_document
     WHERE district_id = $1 AND number BETWEEN $2 AND $3;

-- search.make_space (src/design/search/search_store.cpp)
    INSERT INTO search_space (district_id, number, followed, edition)
    SELECT CAST($1 AS TEXT), COALESCE(MAX(number), 0) + 1, 0, ''
      FROM search_space;

-- search.news (src/design/search/search_store.cpp)
    SELECT seq, action
      FROM audit
     WHERE district_id = $1 AND seq > $2
     ORDER BY seq
     LIMIT $3;

-- search.remove (src/design/search/search_store.cpp)
    DELETE FROM search_document
     WHERE district_id = $1 AND number = $2;

-- search.shown (src/design/search/search_store.cpp)
    SELECT number, kind, thing, href, title, words
      FROM search_document
     WHERE district_id = $1
       AND number IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                      $19, $20, $21, $22);

-- search.space (src/design/search/search_store.cpp)
    SELECT number, followed, edition
      FROM search_space
     WHERE district_id = $1;

-- search.titles (src/design/search/search_store.cpp)
    SELECT title_folded
      FROM search_document
     WHERE district_id = $1;

-- session.end (src/platform/signin/session_store.cpp)
    DELETE FROM session
     WHERE token_hash = $1;

-- session.end_by_id (src/platform/signin/session_store.cpp)
    DELETE FROM session
     WHERE account_id = $1 AND id = $2;

-- session.end_others (src/platform/signin/session_store.cpp)
    DELETE FROM session
     WHERE account_id = $1 AND token_hash <> $2;

-- session.lines (src/platform/signin/session_store.cpp)
    SELECT id, device, started_at, seen_at
      FROM session
     WHERE account_id = $1 AND ends_at > $2
     ORDER BY seen_at DESC;

-- session.make_token (src/platform/signin/session_store.cpp)
    INSERT INTO api_token (token_hash, id, account_id, district_id, person_id, name, made_at,
                           scopes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- session.move (src/platform/signin/session_store.cpp)
    UPDATE session
       SET district_id = $2, person_id = $3, notes_secret = ''
     WHERE token_hash = $1;

-- session.pass_factor (src/platform/signin/session_store.cpp)
    UPDATE session
       SET is_second_factor_due = FALSE
     WHERE token_hash = $1;

-- session.revoke_token (src/platform/signin/session_store.cpp)
    UPDATE api_token
       SET revoked_at = $3
     WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL;

-- session.start (src/platform/signin/session_store.cpp)
    INSERT INTO session (token_hash, id, account_id, district_id, person_id, csrf_token,
                         started_at, seen_at, ends_at, is_second_factor_due, device)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10);

-- session.tokens (src/platform/signin/session_store.cpp)
    SELECT id, name, made_at
      FROM api_token
     WHERE account_id = $1 AND revoked_at IS NULL
     ORDER BY made_at DESC;

-- settings.all (src/platform/settings/settings_store.cpp)
    SELECT name, value
      FROM setting
     WHERE district_id = $1;

-- settings.bump (src/platform/settings/settings_store.cpp)
    UPDATE district
       SET settings_version = settings_version + 1
     WHERE id = $1;

-- settings.one (src/platform/settings/settings_store.cpp)
    SELECT value
      FROM setting
     WHERE district_id = $1 AND name = $2;

-- settings.put (src/platform/settings/settings_store.cpp)
    INSERT INTO setting (district_id, name, value)
    VALUES ($1, $2, $3)
        ON CONFLICT (district_id, name) DO UPDATE SET value = excluded.value;

-- signin.bind_person (src/platform/signin/signin_store.cpp)
    UPDATE person
       SET account_id = $3
     WHERE district_id = $1 AND id = $2;

-- signin.bucket (src/platform/signin/signin_store.cpp)
    SELECT level, at
      FROM throttle
     WHERE bucket = $1;

-- signin.by_email (src/platform/signin/signin_store.cpp)
    SELECT id, email, COALESCE(password_hash, ''), COALESCE(totp_secret, ''), totp_since,
           totp_last_step, disabled_at
      FROM account
     WHERE email = $1;

-- signin.by_id (src/platform/signin/signin_store.cpp)
    SELECT id, email, COALESCE(password_hash, ''), COALESCE(totp_secret, ''), totp_since,
           totp_last_step, disabled_at
      FROM account
     WHERE id = $1;

-- signin.confirm_totp (src/platform/signin/signin_store.cpp)
    UPDATE account
       SET totp_since = $2, totp_last_step = $3
     WHERE id = $1;

-- signin.end_links (src/platform/signin/signin_store.cpp)
    UPDATE one_time_link
       SET used_at = $2
     WHERE account_id = $1 AND purpose = $3 AND used_at IS NULL;

-- signin.fill_bucket (src/platform/signin/signin_store.cpp)
    INSERT INTO throttle (bucket, level, at)
    VALUES ($1, $2, $3)
        ON CONFLICT (bucket) DO UPDATE SET level = excluded.level, at = excluded.at;

-- signin.find_link (src/platform/signin/signin_store.cpp)
    SELECT a.id, a.email, COALESCE(a.password_hash, ''), COALESCE(a.totp_secret, ''),
           a.totp_since, a.totp_last_step, a.disabled_at,
           l.district_id, l.person_id, d.name, p.name, l.purpose
      FROM one_time_link l
      JOIN account a ON a.id = l.account_id
      JOIN district d ON d.id = l.district_id
      JOIN person p ON p.district_id = l.district_id AND p.id = l.person_id
     WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.ends_at > $2 AND p.ended_on IS NULL;

-- signin.make_account (src/platform/signin/signin_store.cpp)
    INSERT INTO account (id, email, created_at)
    VALUES ($1, $2, $3);

-- signin.make_link (src/platform/signin/signin_store.cpp)
    INSERT INTO one_time_link (token_hash, account_id, district_id, person_id, purpose, made_at,
                               ends_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- signin.places (src/platform/signin/signin_store.cpp)
    SELECT p.district_id, p.id, d.name, p.name
      FROM person p
      JOIN district d ON d.id = p.district_id
     WHERE p.account_id = $1 AND p.ended_on IS NULL
     ORDER BY d.name, p.id;

-- signin.remove_totp (src/platform/signin/signin_store.cpp)
    UPDATE account
       SET totp_secret = NULL, totp_since = NULL
     WHERE id = $1;

-- signin.set_language (src/platform/signin/signin_store.cpp)
    UPDATE account
       SET language = $2
     WHERE id = $1;

-- signin.set_password (src/platform/signin/signin_store.cpp)
    UPDATE account
       SET password_hash = $2
     WHERE id = $1;

-- signin.set_totp (src/platform/signin/signin_store.cpp)
    UPDATE account
       SET totp_secret = $2, totp_since = NULL
     WHERE id = $1;

-- signin.use_link (src/platform/signin/signin_store.cpp)
    UPDATE one_time_link
       SET used_at = $2
     WHERE token_hash = $1 AND used_at IS NULL AND ends_at > $2;

-- signin.use_step (src/platform/signin/signin_store.cpp)
    UPDATE account
       SET totp_last_step = $2
     WHERE id = $1 AND totp_last_step < $2;

-- standards.codes (src/design/standards/wording_store.cpp)
    SELECT code, words
      FROM standard_wording
     WHERE district_id = $1 AND framework = $2 AND edition = $3
     ORDER BY code;

-- standards.licence (src/design/standards/wording_store.cpp)
    SELECT licence, language, version
      FROM standard_licence
     WHERE district_id = $1 AND framework = $2 AND edition = $3;

-- standards.put_code (src/design/standards/wording_store.cpp)
    INSERT INTO standard_wording (district_id, framework, edition, code, words)
    VALUES ($1, $2, $3, $4, $5);

-- standards.put_licence (src/design/standards/wording_store.cpp)
    INSERT INTO standard_licence (district_id, framework, edition, licence, language, version,
                                  saved_by, saved_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (district_id, framework, edition)
        DO UPDATE SET licence = excluded.licence, language = excluded.language,
                      version = excluded.version, saved_by = excluded.saved_by,
                      saved_at = excluded.saved_at;

-- standards.remove_codes (src/design/standards/wording_store.cpp)
    DELETE FROM standard_wording
     WHERE district_id = $1 AND framework = $2 AND edition = $3;

-- standards.remove_licence (src/design/standards/wording_store.cpp)
    DELETE FROM standard_licence
     WHERE district_id = $1 AND framework = $2 AND edition = $3;

-- starter_kit.all (src/design/starter_kit/starter_kit_store.cpp)
    SELECT step, answers, made, version
      FROM starter_step
     WHERE district_id = $1;

-- starter_kit.clear (src/design/starter_kit/starter_kit_store.cpp)
    DELETE FROM starter_step
     WHERE district_id = $1;

-- starter_kit.insert (src/design/starter_kit/starter_kit_store.cpp)
    INSERT INTO starter_step (district_id, step, answers, made, version, saved_by, saved_at)
    VALUES ($1, $2, $3, $4, 1, $5, $6)
        ON CONFLICT DO NOTHING;

-- starter_kit.update (src/design/starter_kit/starter_kit_store.cpp)
    UPDATE starter_step
       SET answers = $3, made = $4, version = version + 1, saved_by = $5, saved_at = $6
     WHERE district_id = $1 AND step = $2 AND version = $7;

-- teams.add_member (src/coaching/teams/teams_store.cpp)
    INSERT INTO team_member (district_id, team_id, person_id)
    SELECT p.district_id, $2, p.id
      FROM person p
     WHERE p.district_id = $1 AND p.id = $3 AND p.ended_on IS NULL
        ON CONFLICT (district_id, team_id, person_id) DO UPDATE SET team_id = excluded.team_id;

-- teams.all (src/coaching/teams/teams_store.cpp)
    SELECT t.id, t.name, t.building_id, COALESCE(b.name, ''), t.ended_at, COUNT(p.id)
      FROM team t
      LEFT JOIN building b ON b.district_id = t.district_id AND b.id = t.building_id
      LEFT JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      LEFT JOIN person p
        ON p.district_id = m.district_id AND p.id = m.person_id AND p.ended_on IS NULL
     WHERE t.district_id = $1 AND (t.id = $2 OR $2 = '')
     GROUP BY t.id, t.name, t.building_id, b.name, t.ended_at;

-- teams.building (src/coaching/teams/teams_store.cpp)
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL;

-- teams.insert (src/coaching/teams/teams_store.cpp)
    INSERT INTO team (district_id, id, name, building_id)
    VALUES ($1, $2, $3, $4);

-- teams.members (src/coaching/teams/teams_store.cpp)
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, '')
      FROM team_member m
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE m.district_id = $1 AND m.team_id = $2 AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id;

-- teams.of_person (src/coaching/teams/teams_store.cpp)
    SELECT t.id, t.name, t.building_id, COALESCE(b.name, ''), t.ended_at, COUNT(p.id)
      FROM team_member mine
      JOIN team t ON t.district_id = mine.district_id AND t.id = mine.team_id
      LEFT JOIN building b ON b.district_id = t.district_id AND b.id = t.building_id
      JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      LEFT JOIN person p
        ON p.district_id = m.district_id AND p.id = m.person_id AND p.ended_on IS NULL
     WHERE mine.district_id = $1 AND mine.person_id = $2 AND t.ended_at IS NULL
     GROUP BY t.id, t.name, t.building_id, b.name, t.ended_at;

-- teams.outsiders (src/coaching/teams/teams_store.cpp)
    SELECT p.id, p.name, COALESCE(p.title, ''), COALESCE(b.name, ''), p.folded
      FROM person p
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL
       AND NOT EXISTS (SELECT 1
                         FROM team_member m
                        WHERE m.district_id = $1 AND m.team_id = $2 AND m.person_id = p.id);

-- teams.people_of (src/coaching/teams/teams_store.cpp)
    SELECT m.person_id
      FROM team t
      JOIN team_member m ON m.district_id = t.district_id AND m.team_id = t.id
      JOIN person p ON p.district_id = m.district_id AND p.id = m.person_id
     WHERE t.district_id = $1 AND t.id = $2 AND t.ended_at IS NULL AND p.ended_on IS NULL
     ORDER BY p.sort_name, p.id;

-- teams.remove_member (src/coaching/teams/teams_store.cpp)
    DELETE FROM team_member
     WHERE district_id = $1 AND team_id = $2 AND person_id = $3;

-- teams.rename (src/coaching/teams/teams_store.cpp)
    UPDATE team
       SET name = $3, building_id = $4
     WHERE district_id = $1 AND id = $2;

-- teams.set_ended (src/coaching/teams/teams_store.cpp)
    UPDATE team
       SET ended_at = $3
     WHERE district_id = $1 AND id = $2;

-- timetables.add_file (src/platform/timetables/source_store.cpp)
    INSERT INTO timetable_file (district_id, source_id, seq, name, body)
    VALUES ($1, $2, $3, $4, $5);

-- timetables.candidates (src/platform/timetables/source_store.cpp)
    SELECT id, name, folded, COALESCE(email, ''), building_id
      FROM person
     WHERE district_id = $1 AND ended_on IS NULL
     ORDER BY sort_name, id;

-- timetables.end_meeting (src/platform/timetables/source_store.cpp)
    UPDATE meeting
       SET source_key = NULL,
           ends_on = CASE WHEN ends_on < $3 THEN ends_on ELSE $3 END
     WHERE district_id = $1 AND id = $2;

-- timetables.files (src/platform/timetables/source_store.cpp)
    SELECT name, body
      FROM timetable_file
     WHERE district_id = $1 AND source_id = $2
     ORDER BY seq;

-- timetables.forget_files (src/platform/timetables/source_store.cpp)
    DELETE FROM timetable_file
     WHERE district_id = $1 AND source_id = $2;

-- timetables.forget_waiting (src/platform/timetables/source_store.cpp)
    DELETE FROM timetable_file
     WHERE district_id = $1
       AND source_id IN (SELECT id
                           FROM timetable_source
                          WHERE district_id = $1 AND building_id = $2 AND state = 'looked');

-- timetables.insert_attendee (src/platform/timetables/pattern_store.cpp)
    INSERT INTO meeting_person (district_id, meeting_id, teacher_key, person_id)
    VALUES ($1, $2, $3, $4);

-- timetables.insert_dated (src/platform/timetables/pattern_store.cpp)
    INSERT INTO dated_day (district_id, building_id, falls_on, day_type_id, grid_id, begins, ends,
                           name)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- timetables.insert_day_type (src/platform/timetables/pattern_store.cpp)
    INSERT INTO day_type (district_id, id, building_id, seq, label, grid_id, weekday, week)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- timetables.insert_grid (src/platform/timetables/pattern_store.cpp)
    INSERT INTO bell_grid (district_id, id, building_id, seq, name)
    VALUES ($1, $2, $3, $4, $5);

-- timetables.insert_hours (src/platform/timetables/pattern_store.cpp)
    INSERT INTO contract_hours (district_id, id, building_id, person_id, begins, ends, lunch_begins,
                                lunch_ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- timetables.insert_meeting (src/platform/timetables/pattern_store.cpp)
    INSERT INTO meeting (district_id, id, building_id, source_key, purpose, subject, classes, room,
                         term, begins_on, ends_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- timetables.insert_period (src/platform/timetables/pattern_store.cpp)
    INSERT INTO bell_period (district_id, id, grid_id, seq, label, begins, ends)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- timetables.insert_plan (src/platform/timetables/pattern_store.cpp)
    INSERT INTO day_plan (district_id, building_id, begins_on, kind, length, on_closure)
    VALUES ($1, $2, $3, $4, $5, $6);

-- timetables.insert_plan_day (src/platform/timetables/pattern_store.cpp)
    INSERT INTO day_plan_day (district_id, building_id, begins_on, seq, day_type_id)
    VALUES ($1, $2, $3, $4, $5);

-- timetables.insert_slot (src/platform/timetables/pattern_store.cpp)
    INSERT INTO meeting_slot (district_id, meeting_id, day_type_id, period_id)
    VALUES ($1, $2, $3, $4);

-- timetables.insert_source (src/platform/timetables/source_store.cpp)
    INSERT INTO timetable_source (district_id, id, building_id, actor_id, made_at, file_name,
                                  format, state, begins_on, bells, terms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'looked', $8, $9, $10);

-- timetables.is_building (src/platform/timetables/timetables_store.cpp)
    SELECT COUNT(*)
      FROM building
     WHERE district_id = $1 AND id = $2 AND ended_on IS NULL;

-- timetables.is_slot_of (src/platform/timetables/timetables_store.cpp)
    SELECT COUNT(*)
      FROM day_type t
      JOIN bell_grid g ON g.district_id = t.district_id AND g.building_id = t.building_id
      JOIN bell_period b ON b.district_id = g.district_id AND b.grid_id = g.id AND b.id = $4
     WHERE t.district_id = $1 AND t.id = $3
       AND (EXISTS (SELECT 1
                      FROM person p
                     WHERE p.district_id = $1 AND p.id = $2 AND p.building_id = t.building_id
                       AND p.ended_on IS NULL)
            OR EXISTS (SELECT 1
                         FROM meeting_person x
                         JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
                        WHERE x.district_id = $1 AND x.person_id = $2
                          AND m.building_id = t.building_id));

-- timetables.kept_meetings (src/platform/timetables/source_store.cpp)
    SELECT id, source_key, purpose, subject, classes, room, term, begins_on, ends_on
      FROM meeting
     WHERE district_id = $1 AND building_id = $2 AND source_key IS NOT NULL
     ORDER BY source_key;

-- timetables.kept_people (src/platform/timetables/source_store.cpp)
    SELECT x.meeting_id, x.teacher_key
      FROM meeting m
      JOIN meeting_person x ON x.district_id = m.district_id AND x.meeting_id = m.id
     WHERE m.district_id = $1 AND m.building_id = $2 AND m.source_key IS NOT NULL
     ORDER BY x.meeting_id, x.teacher_key;

-- timetables.kept_slots (src/platform/timetables/source_store.cpp)
    SELECT s.meeting_id, s.day_type_id, s.period_id
      FROM meeting m
      JOIN meeting_slot s ON s.district_id = m.district_id AND s.meeting_id = m.id
     WHERE m.district_id = $1 AND m.building_id = $2 AND m.source_key IS NOT NULL;

-- timetables.lives (src/platform/timetables/lives_store.cpp)
    WITH RECURSIVE wanted (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM wanted WHERE n + 1 < $3
    ), asked (n) AS (
        SELECT 0
         UNION ALL
        SELECT n + 1 FROM asked WHERE n + 1 < $5
    ), one (n, id, building_id) AS (
        SELECT wanted.n, p.id, p.building_id
          FROM wanted
          JOIN person p ON p.district_id = $1 AND p.id = SUBSTR($2, wanted.n * 26 + 1, 26)
         WHERE p.ended_on IS NULL
    ), met (n, person_id, id, building_id, purpose, subject, classes, room, begins_on, ends_on) AS (
        SELECT one.n, one.id, m.id, m.building_id, m.purpose, m.subject, m.classes, m.room,
               m.begins_on, m.ends_on
          FROM one
          JOIN meeting_person x ON x.district_id = $1 AND x.person_id = one.id
          JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
         WHERE COALESCE(m.ends_on, $6) >= $6 AND COALESCE(m.begins_on, $7) <= $7
    ), site (id) AS (
        SELECT SUBSTR($4, asked.n * 26 + 1, 26) FROM asked
         UNION
        SELECT building_id FROM one WHERE building_id IS NOT NULL
         UNION
        SELECT building_id FROM met
    )
    SELECT 'person' AS what, one.n AS a, CAST(NULL AS BIGINT) AS b, CAST(NULL AS BIGINT) AS c,
           CAST(NULL AS BIGINT) AS d, one.id AS id, one.building_id AS other,
           CAST(NULL AS TEXT) AS third, CAST(NULL AS TEXT) AS whose, CAST(NULL AS TEXT) AS place,
           CAST(NULL AS TEXT) AS purpose, CAST(NULL AS TEXT) AS words, CAST(NULL AS TEXT) AS more,
           CAST(NULL AS TEXT) AS most, CAST(NULL AS TEXT) AS begins_on,
           CAST(NULL AS TEXT) AS ends_on, h.begins AS e, h.ends AS f, h.lunch_begins AS g,
           h.lunch_ends AS h
      FROM one
      LEFT JOIN contract_hours h ON h.district_id = $1 AND h.person_id = one.id
     UNION ALL
    SELECT 'said', one.n, NULL, NULL, NULL, one.id, s.day_type_id, s.period_id, NULL, NULL,
           s.purpose, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
      FROM one
      JOIN slot_said s ON s.district_id = $1 AND s.person_id = one.id
     UNION ALL
    SELECT 'slot', met.n, NULL, NULL, NULL, met.id, s.day_type_id, s.period_id, met.person_id,
           met.building_id, met.purpose, met.subject, met.classes, met.room, met.begins_on,
           met.ends_on, NULL, NULL, NULL, NULL
      FROM met
      JOIN meeting_slot s ON s.district_id = $1 AND s.meeting_id = met.id
     UNION ALL
    SELECT 'grid', CASE WHEN g.is_former THEN 1 ELSE 0 END, g.seq,
           CASE WHEN p.is_former THEN 1 ELSE 0 END, p.seq, g.id, NULL, p.id, NULL, g.building_id,
           NULL, g.name, p.label, NULL, NULL, NULL, p.begins, p.ends, NULL, NULL
      FROM site
      JOIN bell_grid g ON g.district_id = $1 AND g.building_id = site.id
      LEFT JOIN bell_period p
        ON p.district_id = g.district_id AND p.grid_id = g.id AND (NOT p.is_former OR $8)
     WHERE NOT g.is_former OR $8
     UNION ALL
    SELECT 'hours', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, site.id, NULL, NULL, NULL, NULL,
           NULL, NULL, h.begins, h.ends, h.lunch_begins, h.lunch_ends
      FROM site
      JOIN contract_hours h ON h.district_id = $1 AND h.building_id = site.id
     UNION ALL
    SELECT 'type', CASE WHEN t.is_former THEN 1 ELSE 0 END, t.seq, NULL, NULL, t.id, t.grid_id,
           NULL, NULL, t.building_id, NULL, t.label, NULL, NULL, NULL, NULL, t.weekday, t.week,
           NULL, NULL
      FROM site
      JOIN day_type t ON t.district_id = $1 AND t.building_id = site.id
     WHERE NOT t.is_former OR $8
     UNION ALL
    SELECT 'plan', NULL, NULL, d.seq, NULL, NULL, d.day_type_id, NULL, NULL, p.building_id, p.kind,
           p.on_closure, NULL, NULL, p.begins_on, NULL, p.length, NULL, NULL, NULL
      FROM site
      JOIN day_plan p ON p.district_id = $1 AND p.building_id = site.id
      LEFT JOIN day_plan_day d
        ON d.district_id = p.district_id AND d.building_id = p.building_id
       AND d.begins_on = p.begins_on
     UNION ALL
    SELECT 'dated', NULL, NULL, NULL, NULL, NULL, d.day_type_id, d.grid_id, NULL, d.building_id,
           NULL, d.name, NULL, NULL, d.falls_on, NULL, d.begins, d.ends, NULL, NULL
      FROM site
      JOIN dated_day d ON d.district_id = $1 AND d.building_id = site.id
     WHERE d.falls_on >= $6 AND d.falls_on <= $7
     UNION ALL
    SELECT 'closure', NULL, NULL, NULL, NULL, NULL, c.building_id, c.id, NULL, NULL, c.part, c.name,
           COALESCE(b.name, ''), NULL, c.begins_on, c.ends_on, NULL, NULL, NULL, NULL
      FROM closure c
      LEFT JOIN building b ON b.district_id = c.district_id AND b.id = c.building_id
     WHERE c.district_id = $1
       AND (c.ends_on >= $6 OR c.ends_on >= (SELECT MIN(p.begins_on)
                                               FROM site
                                               JOIN day_plan p
                                                 ON p.district_id = $1 AND p.building_id = site.id))
     ORDER BY what, a, b, id, place, begins_on, c, d, other, third;

-- timetables.put_said (src/platform/timetables/pattern_store.cpp)
    INSERT INTO slot_said (district_id, person_id, day_type_id, period_id, purpose, said_at,
                           said_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (district_id, person_id, day_type_id, period_id)
           DO UPDATE SET purpose = excluded.purpose, said_at = excluded.said_at,
                         said_by = excluded.said_by;

-- timetables.remember (src/platform/timetables/source_store.cpp)
    INSERT INTO timetable_person (district_id, building_id, teacher_key, name, email, person_id,
                                  matched_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (district_id, building_id, teacher_key)
           DO UPDATE SET name = excluded.name, email = excluded.email,
                         person_id = excluded.person_id, matched_by = excluded.matched_by;

-- timetables.remembered (src/platform/timetables/source_store.cpp)
    SELECT teacher_key, name, person_id, matched_by
      FROM timetable_person
     WHERE district_id = $1 AND building_id = $2;

-- timetables.remove_dated (src/platform/timetables/pattern_store.cpp)
    DELETE FROM dated_day
     WHERE district_id = $1 AND building_id = $2 AND falls_on = $3;

-- timetables.remove_hours (src/platform/timetables/pattern_store.cpp)
    DELETE FROM contract_hours
     WHERE district_id = $1 AND (building_id = $2 OR person_id = $3);

-- timetables.remove_meeting (src/platform/timetables/source_store.cpp)
    DELETE FROM meeting
     WHERE district_id = $1 AND id = $2;

-- timetables.remove_people (src/platform/timetables/source_store.cpp)
    DELETE FROM meeting_person
     WHERE district_id = $1 AND meeting_id = $2;

-- timetables.remove_plan (src/platform/timetables/pattern_store.cpp)
    DELETE FROM day_plan
     WHERE district_id = $1 AND building_id = $2 AND begins_on = $3;

-- timetables.remove_plan_days (src/platform/timetables/pattern_store.cpp)
    DELETE FROM day_plan_day
     WHERE district_id = $1 AND building_id = $2 AND begins_on = $3;

-- timetables.remove_said (src/platform/timetables/pattern_store.cpp)
    DELETE FROM slot_said
     WHERE district_id = $1 AND person_id = $2 AND day_type_id = $3 AND period_id = $4;

-- timetables.remove_slots (src/platform/timetables/source_store.cpp)
    DELETE FROM meeting_slot
     WHERE district_id = $1 AND meeting_id = $2;

-- timetables.rename_attendee (src/platform/timetables/source_store.cpp)
    UPDATE meeting_person
       SET person_id = $4
     WHERE district_id = $1 AND teacher_key = $3
       AND meeting_id IN (SELECT id FROM meeting WHERE district_id = $1 AND building_id = $2);

-- timetables.set_applied (src/platform/timetables/source_store.cpp)
    UPDATE timetable_source
       SET state = 'applied', applied_at = $3, added = $4, changed = $5, ended = $6
     WHERE district_id = $1 AND id = $2;

-- timetables.set_wishes (src/platform/timetables/source_store.cpp)
    UPDATE timetable_source
       SET begins_on = $3, bells = $4, terms = $5
     WHERE district_id = $1 AND id = $2;

-- timetables.sources (src/platform/timetables/source_store.cpp)
    SELECT s.id, s.building_id, COALESCE(p.name, ''), s.made_at, s.file_name, s.format, s.state,
           s.begins_on, s.bells, s.terms, s.added, s.changed, s.ended
      FROM timetable_source s
      LEFT JOIN person p ON p.district_id = s.district_id AND p.id = s.actor_id
     WHERE s.district_id = $1 AND s.building_id = $2 AND ($3 = '' OR s.id = $3)
     ORDER BY s.made_at DESC, s.id
     LIMIT $4;

-- timetables.supersede (src/platform/timetables/source_store.cpp)
    UPDATE timetable_source
       SET state = 'superseded'
     WHERE district_id = $1 AND building_id = $2 AND state = 'looked';

-- timetables.teachers_of (src/platform/timetables/timetables_store.cpp)
    SELECT p.id, p.name
      FROM person p
     WHERE p.district_id = $1 AND p.building_id = $2 AND p.ended_on IS NULL
       AND EXISTS (SELECT 1
                     FROM role_held r
                    WHERE r.district_id = $1 AND r.person_id = p.id AND r.role = 'teacher')
     ORDER BY p.sort_name, p.id;

-- timetables.terms (src/platform/timetables/source_store.cpp)
    SELECT title, begins_on, ends_on
      FROM term
     WHERE district_id = $1 AND ended_on IS NULL
     ORDER BY begins_on, title;

-- timetables.unknown (src/platform/timetables/timetables_store.cpp)
    SELECT DISTINCT p.id, p.name, COALESCE(b.name, '') AS building, p.sort_name
      FROM person p
      JOIN role_held r ON r.district_id = p.district_id AND r.person_id = p.id
                      AND r.role = 'teacher' AND COALESCE(r.ends_on, $3) >= $3
      LEFT JOIN building b ON b.district_id = p.district_id AND b.id = p.building_id
     WHERE p.district_id = $1 AND p.ended_on IS NULL AND ($2 = '' OR p.building_id = $2)
       AND NOT EXISTS (SELECT 1
                         FROM meeting_person x
                         JOIN meeting m ON m.district_id = x.district_id AND m.id = x.meeting_id
                        WHERE x.district_id = $1 AND x.person_id = p.id
                          AND COALESCE(m.ends_on, $3) >= $3)
       AND NOT EXISTS (SELECT 1
                         FROM slot_said s
                        WHERE s.district_id = $1 AND s.person_id = p.id)
     ORDER BY building, p.sort_name, p.id
     LIMIT $4;

-- timetables.update_day_type (src/platform/timetables/pattern_store.cpp)
    UPDATE day_type
       SET seq = $3, label = $4, grid_id = $5, weekday = $6, week = $7, is_former = $8
     WHERE district_id = $1 AND id = $2;

-- timetables.update_grid (src/platform/timetables/pattern_store.cpp)
    UPDATE bell_grid
       SET seq = $3, name = $4, is_former = $5
     WHERE district_id = $1 AND id = $2;

-- timetables.update_period (src/platform/timetables/pattern_store.cpp)
    UPDATE bell_period
       SET seq = $3, label = $4, begins = $5, ends = $6, is_former = $7
     WHERE district_id = $1 AND id = $2;

-- timetables.used_periods (src/platform/timetables/source_store.cpp)
    SELECT DISTINCT s.period_id
      FROM meeting m
      JOIN meeting_slot s ON s.district_id = m.district_id AND s.meeting_id = m.id
     WHERE m.district_id = $1 AND m.building_id = $2 AND COALESCE(m.ends_on, $3) >= $3;

-- timetables.zone (src/platform/timetables/source_store.cpp)
    SELECT zone
      FROM building
     WHERE district_id = $1 AND id = $2;

-- today.glance (src/coaching/today/today_store.cpp)
    SELECT 1, unseen.person_id, unseen.name, unseen.last_on, '', '', -1, '', ''
      FROM (SELECT a.person_id, p.name, a.last_on, a.last_at
              FROM acquaintance a
              JOIN person p ON p.district_id = a.district_id AND p.id = a.person_id
             WHERE a.district_id = $1 AND a.coach_id = $2 AND a.last_on >= $3 AND a.last_on <= $4
               AND p.ended_on IS NULL
               AND NOT EXISTS (SELECT 1
                                 FROM contact_person h
                                WHERE h.district_id = $1 AND h.person_id = a.person_id
                                  AND h.happened_on > a.last_on)
             ORDER BY a.last_on, a.last_at
             LIMIT $5) unseen
     UNION ALL
    SELECT 2, '', s.value, '', '', '', -1, '', ''
      FROM setting s
     WHERE s.district_id = $1 AND s.name = 'contacts.close_day'
     UNION ALL
    SELECT 3, c.id, c.topic, c.begun_on, c.state, c.template, COALESCE(t.rhythm_days, -1),
           COALESCE((SELECT MAX(a.last_on)
                       FROM cycle_member m
                       JOIN acquaintance a
                         ON a.district_id = m.district_id AND a.coach_id = c.coach_id
                        AND a.person_id = m.person_id
                      WHERE m.district_id = $1 AND m.cycle_id = c.id AND m.left_at IS NULL), ''),
           COALESCE((SELECT MIN(s.check_on)
                       FROM cycle_step s
                      WHERE s.district_id = $1 AND s.cycle_id = c.id AND s.done_at IS NULL), '')
      FROM cycle c
      LEFT JOIN cycle_template t
        ON t.district_id = c.district_id AND t.code = c.template AND t.number = c.template_number
     WHERE c.district_id = $1 AND c.coach_id = $2
       AND c.state IN ('preparing', 'doing', 'reflecting')
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $6) <= $6 AND COALESCE(h.ends_on, $6) >= $6)
     ORDER BY 1, 4;

-- units.append (src/coaching/units/units_store.cpp)
    INSERT INTO teaching_unit (district_id, id, teacher_id, position, name, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- units.append_team (src/coaching/units/units_store.cpp)
    INSERT INTO team_unit (district_id, id, team_id, position, name, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7);

-- units.clear (src/coaching/units/units_store.cpp)
    DELETE FROM teaching_unit
     WHERE district_id = $1 AND teacher_id = $2;

-- units.clear_team (src/coaching/units/units_store.cpp)
    DELETE FROM team_unit
     WHERE district_id = $1 AND team_id = $2;

-- units.of_teacher (src/coaching/units/units_store.cpp)
    SELECT id, name
      FROM teaching_unit
     WHERE district_id = $1 AND teacher_id = $2
     ORDER BY position;

-- units.of_team (src/coaching/units/units_store.cpp)
    SELECT id, name
      FROM team_unit
     WHERE district_id = $1 AND team_id = $2
     ORDER BY position;

-- units.of_teams (src/coaching/units/units_store.cpp)
    SELECT t.name, u.name
      FROM team_member m
      JOIN team t ON t.district_id = m.district_id AND t.id = m.team_id
      JOIN team_unit u ON u.district_id = t.district_id AND u.team_id = t.id
     WHERE m.district_id = $1 AND m.person_id = $2 AND t.ended_at IS NULL
     ORDER BY t.id, u.position;

-- units.seen_teacher (src/coaching/units/units_store.cpp)
    SELECT p.name
      FROM person p
     WHERE p.district_id = $1 AND p.id = $3
       AND ((p.id = $2
             AND EXISTS (SELECT 1
                           FROM role_held t
                          WHERE t.district_id = $1 AND t.person_id = $2 AND t.role = 'teacher'
                            AND COALESCE(t.begins_on, $4) <= $4 AND COALESCE(t.ends_on, $4) >= $4))
            OR EXISTS (SELECT 1
                         FROM cycle c
                         JOIN cycle_member m
                           ON m.district_id = c.district_id AND m.cycle_id = c.id
                        WHERE c.district_id = $1 AND c.coach_id = $2 AND m.person_id = $3
                          AND m.agreed_at IS NOT NULL AND m.left_at IS NULL))
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4);

-- units.seen_team (src/coaching/units/units_store.cpp)
    SELECT t.name
      FROM team t
     WHERE t.district_id = $1 AND t.id = $3 AND t.ended_at IS NULL
       AND EXISTS (SELECT 1
                     FROM role_held r
                    WHERE r.district_id = $1 AND r.person_id = $2
                      AND COALESCE(r.begins_on, $4) <= $4 AND COALESCE(r.ends_on, $4) >= $4
                      AND (r.role = 'coach'
                           OR (r.role = 'teacher'
                               AND EXISTS (SELECT 1
                                             FROM team_member m
                                            WHERE m.district_id = $1 AND m.team_id = t.id
                                              AND m.person_id = $2))))
       AND NOT EXISTS (SELECT 1
                         FROM role_held h
                        WHERE h.district_id = $1 AND h.person_id = $2 AND h.role = 'principal'
                          AND COALESCE(h.begins_on, $4) <= $4 AND COALESCE(h.ends_on, $4) >= $4);

-- vacancies.address (src/design/vacancies/vacancies_store.cpp)
    SELECT address
      FROM vacancy_board
     WHERE district_id = $1;

-- vacancies.all (src/design/vacancies/vacancies_store.cpp)
    SELECT id, number, state, title, place, summary, begins, hours, pay, apply_how,
           takes_applications, apply_by, post_id, post_number, language, made_at, changed_at,
           posted_on, ended_on, erase_on, version
      FROM vacancy
     WHERE district_id = $1
     ORDER BY number DESC;

-- vacancies.append_event (src/design/vacancies/vacancies_store.cpp)
    INSERT INTO vacancy_event (district_id, vacancy_id, seq, at, actor_id, act)
    SELECT $1, $2, COALESCE(MAX(seq), 0) + 1, $3, $4, $5
      FROM vacancy_event
     WHERE district_id = $1 AND vacancy_id = $2;

-- vacancies.district_at (src/design/vacancies/vacancies_store.cpp)
    SELECT district_id
      FROM vacancy_board
     WHERE address = $1;

-- vacancies.erase_requirements (src/design/vacancies/vacancies_store.cpp)
    DELETE FROM vacancy_requirement
     WHERE district_id = $1 AND vacancy_id = $2;

-- vacancies.events (src/design/vacancies/vacancies_store.cpp)
    SELECT p.name, e.act, e.at
      FROM vacancy_event e
      JOIN person p ON p.district_id = e.district_id AND p.id = e.actor_id
     WHERE e.district_id = $1 AND e.vacancy_id = $2
     ORDER BY e.seq;

-- vacancies.hirers (src/design/vacancies/vacancies_store.cpp)
    SELECT DISTINCT r.person_id
      FROM role_held r
      JOIN person p ON p.district_id = r.district_id AND p.id = r.person_id
     WHERE r.district_id = $1 AND r.role IN ('director', 'district_admin')
       AND COALESCE(r.begins_on, $2) <= $2 AND COALESCE(r.ends_on, $2) >= $2
       AND (p.ended_on IS NULL OR p.ended_on > $2)
     ORDER BY r.person_id;

-- vacancies.insert (src/design/vacancies/vacancies_store.cpp)
    INSERT INTO vacancy (district_id, id, number, state, title, place, summary, begins, hours, pay,
                         apply_how, takes_applications, apply_by, post_id, language, made_by,
                         made_at, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17);

-- vacancies.insert_requirement (src/design/vacancies/vacancies_store.cpp)
    INSERT INTO vacancy_requirement (district_id, vacancy_id, position, wording, credential, words)
    VALUES ($1, $2, $3, $4, $5, $6);

-- vacancies.last_number (src/design/vacancies/vacancies_store.cpp)
    SELECT COALESCE(MAX(number), 0)
      FROM vacancy
     WHERE district_id = $1;

-- vacancies.numbered (src/design/vacancies/vacancies_store.cpp)
    SELECT id, number, state, title, place, summary, begins, hours, pay, apply_how,
           takes_applications, apply_by, post_id, post_number, language, made_at, changed_at,
           posted_on, ended_on, erase_on, version
      FROM vacancy
     WHERE district_id = $1 AND number = $2;

-- vacancies.one (src/design/vacancies/vacancies_store.cpp)
    SELECT id, number, state, title, place, summary, begins, hours, pay, apply_how,
           takes_applications, apply_by, post_id, post_number, language, made_at, changed_at,
           posted_on, ended_on, erase_on, version
      FROM vacancy
     WHERE district_id = $1 AND id = $2;

-- vacancies.put (src/design/vacancies/vacancies_store.cpp)
    UPDATE vacancy
       SET state = $3, title = $4, place = $5, summary = $6, begins = $7, hours = $8, pay = $9,
           apply_how = $10, takes_applications = $11, apply_by = $12, post_id = $13,
           post_number = $14, language = $15, changed_at = $16, posted_on = $17, ended_on = $18,
           erase_on = $19, version = version + 1
     WHERE district_id = $1 AND id = $2;

-- vacancies.requirements (src/design/vacancies/vacancies_store.cpp)
    SELECT vacancy_id, wording, credential, words
      FROM vacancy_requirement
     WHERE district_id = $1
     ORDER BY vacancy_id, position;

-- vacancies.requirements_of (src/design/vacancies/vacancies_store.cpp)
    SELECT vacancy_id, wording, credential, words
      FROM vacancy_requirement
     WHERE district_id = $1 AND vacancy_id = $2
     ORDER BY position;

-- vacancies.take_address (src/design/vacancies/vacancies_store.cpp)
    INSERT INTO vacancy_board (district_id, address)
    VALUES ($1, $2)
        ON CONFLICT DO NOTHING;

