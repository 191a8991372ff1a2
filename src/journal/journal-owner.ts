import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Each is enough to change or drop what the trigger protects (PostgreSQL's manual, "Privileges" and "ALTER TABLE"). */
const POWERS = `SELECT current_user AS role, array_remove(ARRAY[
    CASE WHEN r.rolsuper THEN 'is superuser' END,
    CASE WHEN pg_has_role(t.relowner, 'MEMBER') THEN 'owns the table journal' END,
    CASE WHEN pg_has_role(f.proowner, 'MEMBER') THEN 'owns the function refuse_journal_change' END,
    CASE WHEN pg_has_role(s.nspowner, 'MEMBER') THEN 'owns the schema or the database' END], NULL) AS powers
  FROM pg_roles r, pg_class t, pg_proc f, pg_namespace s
  WHERE r.rolname = current_user AND t.oid = 'journal'::regclass AND f.oid = 'refuse_journal_change'::regproc
    AND s.oid = t.relnamespace`;

/**
 * Warns when the role that Amiral runs as could change the journal all the same. Not for the embedded database: whoever runs that
 * holds its files.
 */
export async function warnOfJournalOwner(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ role: string; powers: string[] }[]>(POWERS);
  if (!found || found.powers.length === 0) return;
  const why = found.powers.join(', ');
  new Logger('Journal').warn(`The role ${found.role} could change the journal: it ${why}. The guide says what to do.`);
}
