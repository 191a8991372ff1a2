import type { Database } from './database';

/** Everything that could reach somebody outside is switched off; which crons were active is lost, and there is no way back. */
export function neutralize(database: Database): void {
  for (const cron of database.table('ir_cron').rows) {
    if (!String(cron['cron_name']).includes('Auto-vacuum')) cron['active'] = false;
  }
  for (const name of ['ir_mail_server', 'fetchmail_server']) {
    for (const row of database.table(name).rows) row['active'] = false;
  }
  database
    .table('ir_mail_server')
    .insert({ name: 'neutralization - disable emails', smtp_host: 'invalid', smtp_port: 1025, active: true });
  for (const provider of database.table('payment_provider').where({ state: 'enabled' })) provider['state'] = 'disabled';
  for (const provider of database.table('auth_oauth_provider').rows) provider['enabled'] = false;
  database.setParameter('database.is_neutralized', 'True');
}
