/**
 * A simulated server with databases that hold state: the one entrance for tests.
 *
 *   const odoo = await startSimulatedServer({ version: '19.0', databases: [{ name: 'template_base', password: 'secret' }] });
 *   odoo.url                                       where it answers; odoo.stop() ends it, odoo.restart() is a killed process that comes back
 *   odoo.database('acme')                          a look inside: parameter(key), uuid, baseVersion, user(login), activeLogins, activeCrons,
 *                                                  totalRuns, waitingMail, sentMail, memberships, files, foreignKeys, refusedSql, table(name).rows
 *   odoo.databases.has('acme'), [...odoo.databases]   what there is; .put and .delete change it behind everybody's back
 *   odoo.ledger                                    counts.duplicate …, maxExclusive, overlaps, maxBackups, logins (who tried, and whether it was let in)
 *   odoo.fault({ call: 'db.drop', kind: 'lost' })  what goes wrong with calls to come: see faults.ts; clearFaults() forgets the rest
 *   odoo.tick(new Date(…))                         crons run and mails go out as they would until then; nothing ticks by itself
 *   odoo.set({ takes: { duplicate: 50 } })         how long work on whole databases takes; also listDb, monoDb, threaded, mode … of options.ts
 *
 * What Odoo would do is done on the rows: users by ORM or by SQL, crons, parameters, keys, the dump and the restore of them.
 */
import type { DatabaseSeed } from './database/birth';
import type { SimulatorOptions } from './options';
import { OdooSimulator } from './simulator';

/** What a server is started with: a database may be a name alone, and is an ordinary one then. */
export interface ServerSeed extends Omit<SimulatorOptions, 'databases'> {
  readonly databases?: readonly (string | DatabaseSeed)[];
}

/** Starts a healthy, threaded Odoo 16 with an ordinary `template_base` and the master password `master` unless told otherwise. */
export async function startSimulatedServer({
  databases = ['template_base'],
  ...options
}: ServerSeed = {}): Promise<OdooSimulator> {
  const odoo = await OdooSimulator.start({ ...options, databases: [] });
  for (const one of databases) {
    if (typeof one === 'string') odoo.databases.add(one);
    else odoo.seed(one);
  }
  return odoo;
}
