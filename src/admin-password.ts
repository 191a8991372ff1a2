import 'reflect-metadata';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { LoginThrottle } from './auth/login-throttle';
import { hashPassword, randomPassword } from './auth/passwords';
import { Session } from './auth/session.entity';
import { User } from './auth/users/user.entity';
import { announceUser } from './auth/users/users.service';
import { readConfig } from './common/config';
import { SystemClock } from './common/clock';
import { dataSourceOptions } from './database/data-source';
import { Journal } from './journal/journal.service';
import { openDatabase } from './running';
import { ENTITIES } from './schema';

/** Whoever may start this program, on the machine. */
const OPERATOR = { id: null, name: 'admin:password', requestId: null, ip: null };

/** SQLSTATE undefined_table. */
const NO_TABLE = '42P01';

/**
 * Gives an enabled administrator a made-up password, ends its sessions and writes that down. Amiral may run meanwhile: it is told.
 * Logins that have failed for it keep it out no longer.
 * @param email whose; when absent the first administrator's, or that of the only one there is
 * @returns whose it is, and the password
 * @throws Error that says what to do, when there is no such administrator
 */
export async function resetAdmin(dataSource: DataSource, email: string | null, firstEmail: string) {
  const password = randomPassword();
  const passwordHash = await hashPassword(password);
  const reset = await dataSource.transaction(async (tx) => {
    const user = await findAdmin(tx, email, firstEmail);
    const clock = new SystemClock();
    await tx.update(User, { id: user.id }, { passwordHash });
    await tx.update(Session, { userId: user.id, endedAt: IsNull() }, { endedAt: clock.now(), endedReason: 'password' });
    await new Journal(clock).write(tx, OPERATOR, {
      action: 'update',
      subjectType: 'user',
      subjectId: user.id,
      subjectName: user.email,
      changes: [{ field: 'password', before: '(secret)', after: '(secret)' }],
    });
    await announceUser(tx, user.id);
    return { email: user.email, password };
  });
  await new LoginThrottle(dataSource).forgive(reset.email);
  return reset;
}

async function findAdmin(tx: EntityManager, email: string | null, firstEmail: string): Promise<User> {
  const admins = await tx.find(User, { where: { role: 'admin', disabled: false }, order: { email: 'ASC' } });
  const named = admins.find((user) => user.email === (email ?? firstEmail).toLowerCase());
  const user = named ?? (email === null && admins.length === 1 ? admins[0] : undefined);
  if (!user) throw await refusal(tx, email, admins);
  // Locked, and asked again: somebody may be disabling it just now.
  const where = { id: user.id, role: 'admin' as const, disabled: false };
  return tx.findOneOrFail(User, { where, lock: { mode: 'pessimistic_write' } });
}

async function refusal(tx: EntityManager, email: string | null, admins: readonly User[]): Promise<Error> {
  if (admins.length === 0) return new Error('there is no administrator yet: start Amiral, which makes the first one');
  const choice = `name one of ${admins.map((admin) => admin.email).join(', ')} (npm run admin:password -- EMAIL)`;
  if (email === null) return new Error(`there are several administrators: ${choice}`);
  const known = await tx.findOneBy(User, { email: email.toLowerCase() });
  if (!known) return new Error(`there is nobody called ${email}: ${choice}`);
  const why = known.disabled ? 'is disabled' : 'is no administrator';
  return new Error(`${email} ${why}: ${choice}, who can do the rest in the console`);
}

async function main(email: string | null): Promise<void> {
  const config = readConfig();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const database = await openDatabase(config, say);
  try {
    const dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 1)).initialize();
    const reset = await resetAdmin(dataSource, email, config.adminEmail)
      .catch((error: unknown) => {
        if ((error as { code?: string }).code !== NO_TABLE) throw error;
        throw new Error('Amiral has never been started on this database: its first start makes the administrator');
      })
      .finally(() => dataSource.destroy());
    say(`Administrator: ${reset.email}`);
    say(`Password, shown only this once: ${reset.password}`);
    say('Its sessions have ended.');
  } finally {
    await database.stop();
  }
}

if (require.main === module) {
  main(process.argv[2] ?? null).catch((error: unknown) => {
    process.stderr.write(`admin:password: ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
