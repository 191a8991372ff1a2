import type { DataSource, EntityManager } from 'typeorm';
import { weaknessOf } from './auth/password-rules';
import { hashPassword, randomPassword } from './auth/passwords';
import { User } from './auth/users/user.entity';
import { userFact } from './auth/users/user.journal';
import { Plan } from './catalog/plan.entity';
import { planFact } from './catalog/plan.journal';
import { newId, SystemClock } from './common/clock';
import { type Config, ConfigError } from './common/config';
import { AMIRAL, Journal } from './journal/journal.service';
import { Server } from './servers/server.entity';
import { serverFact } from './servers/server.journal';

const PLANS = [
  { code: 'starter', name: 'Starter', userLimit: 5, storageLimitGb: 5, priceMonthly: 29.0, priceYearly: 290.0 },
  { code: 'business', name: 'Business', userLimit: 25, storageLimitGb: 50, priceMonthly: 99.0, priceYearly: 990.0 },
  {
    code: 'enterprise',
    name: 'Enterprise',
    userLimit: null,
    storageLimitGb: 500,
    priceMonthly: 299.0,
    priceYearly: 2990.0,
  },
];

const ADMIN_NAME = 'Administrator';

/** What the first start made, for the operator to read once. */
export interface FirstStart {
  adminEmail: string;
  /** Shown once when it was made up here; null when it was given. */
  madeUpPassword: string | null;
}

/**
 * Looks at ADMIN_PASSWORD while it is to be the first administrator's: the rule is that of every password. To be called before
 * anything listens, for an operator reads what a failed start says.
 * @throws ConfigError that says what is wrong with it
 */
export async function checkFirstPassword({ manager }: DataSource, config: Config): Promise<void> {
  const { adminEmail: email, adminPassword } = config;
  if (adminPassword === null || (await manager.exists(User))) return;
  const weakness = weaknessOf(adminPassword, { email, name: ADMIN_NAME });
  if (weakness !== null) throw new ConfigError(`ADMIN_PASSWORD ${weakness}`);
}

/**
 * Fills an empty database: the first administrator while there is no user, the default server and three plans while nothing has
 * ever happened. To be called under the setup lock.
 * @returns null when there are users already
 */
export async function seed(dataSource: DataSource, config: Config): Promise<FirstStart | null> {
  const journal = new Journal(new SystemClock());
  return dataSource.transaction(async (tx) => {
    const isEmpty = !(await tx.query<unknown[]>('SELECT 1 FROM journal LIMIT 1')).length;
    const first = (await tx.count(User)) === 0 ? await addAdmin(tx, journal, config) : null;
    if (isEmpty) await addExamples(tx, journal);
    return first;
  });
}

async function addAdmin(tx: EntityManager, journal: Journal, config: Config): Promise<FirstStart> {
  const { adminEmail, adminPassword } = config;
  const madeUpPassword = adminPassword === null ? randomPassword() : null;
  const passwordHash = await hashPassword(adminPassword ?? madeUpPassword ?? '');
  const id = newId();
  await tx.insert(User, { id, email: adminEmail, name: ADMIN_NAME, role: 'admin', passwordHash });
  await journal.write(tx, AMIRAL, userFact('create', { id, email: adminEmail }));
  return { adminEmail, madeUpPassword };
}

async function addExamples(tx: EntityManager, journal: Journal): Promise<void> {
  const server = {
    id: newId(),
    name: 'Production 1',
    code: 'prod-1',
    serverUrl: 'http://localhost:8069',
    maxInstances: 100,
  };
  await tx.insert(Server, server);
  await journal.write(tx, AMIRAL, serverFact('create', server));
  for (const [index, plan] of PLANS.entries()) {
    const id = newId();
    await tx.insert(Plan, { id, ...plan, trialDays: 14, sequence: (index + 1) * 10 });
    await journal.write(tx, AMIRAL, planFact('create', { id, code: plan.code }));
  }
}
