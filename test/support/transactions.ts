import type { DataSource } from 'typeorm';

/** Resolves when so many sessions of this database wait for a lock. @throws Error when they never do */
export async function waitingForLocks(dataSource: DataSource, sessions: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const rows = await dataSource.query<unknown[]>(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length >= sessions) return;
  }
  throw new Error(`there were never ${sessions} sessions waiting for a lock`);
}

/** Every transaction that touches the table fails in its commit, when all it had to do is done, until `work` has ended. */
export async function withFailingCommits(
  dataSource: DataSource,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  await dataSource.query(`
    CREATE OR REPLACE FUNCTION fail_commit() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'this commit fails'; END $$;
    CREATE CONSTRAINT TRIGGER fail_commit AFTER INSERT OR UPDATE OR DELETE ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail_commit()`);
  try {
    await work();
  } finally {
    await dataSource.query(`DROP TRIGGER fail_commit ON ${table}`);
  }
}
