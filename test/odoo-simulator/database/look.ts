import { stamp, type Database } from './database';
import type { Cell } from './table';

const LATE_MS = 600_000;

/**
 * What one look into a database shows, in this order: bytes, active internal users without the one who looks, active portal users, last login
 * of somebody else, bytes and number of attachments, late crons, active crons, version of base.
 */
export function look(database: Database, uid: number): Cell[] {
  const users = database.table('res_users').where({ active: true });
  const logins = database.table('res_users_log').rows.filter(({ create_uid }) => create_uid !== uid);
  const last = logins
    .map(({ create_date }) => String(create_date))
    .sort()
    .at(-1);
  const attachments = database.table('ir_attachment').rows;
  const crons = database.table('ir_cron').where({ active: true });
  const late = stamp(new Date(Date.now() - LATE_MS));
  const rows = [...database.tables.values()].reduce((sum, table) => sum + table.rows.length, 0);
  return [
    8_388_608 + rows * 8_192,
    users.filter(({ share, id }) => share !== true && id !== uid).length,
    users.filter(({ share }) => share === true).length,
    last === undefined ? null : `${last.replace(' ', 'T')}Z`,
    attachments.reduce((sum, { file_size }) => sum + Number(file_size), 0),
    attachments.length,
    crons.filter(({ nextcall }) => String(nextcall) < late).length,
    crons.length,
    database.baseVersion,
  ];
}
