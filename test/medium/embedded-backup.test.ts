import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { backUp } from '../../src/database/embedded/backup';
import { run } from '../../src/database/embedded/run';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/start';
import { query } from '../support/embedded-process';

describe('a backup of the embedded PostgreSQL', () => {
  const root = mkdtempSync(join(tmpdir(), 'amiral-backup-'));
  const source = join(root, 'source');
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    postgres = await startEmbedded({ dataDir: source, durable: false });
    writeFileSync(join(source, 'secret.keys'), 'secret');
    await query(postgres.url, 'CREATE TABLE pairs (id int, half text)');
  });
  afterAll(async () => {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('made while it is written to, is restored to one moment, transactions whole', async () => {
    const writer = writeOn(postgres.url);
    await writer.begun;
    await backUp({ dataDir: source, file: join(root, 'live.tar.gz') });
    const written = await writer.end();
    expect(await query(postgres.adminUrl, 'SELECT slot_name FROM pg_replication_slots')).toEqual([]);

    const restored = await restore('live');
    const [found] = await query(
      restored.url,
      `SELECT count(*)::int AS rows, count(DISTINCT id)::int AS pairs, coalesce(max(id), 0) AS last FROM pairs`,
    );
    const { rows, pairs, last } = found as { rows: number; pairs: number; last: number };
    expect(pairs).toBeGreaterThan(0);
    expect([rows, pairs]).toEqual([2 * last, last]);
    expect(last).toBeLessThanOrEqual(written);
    await query(restored.url, "INSERT INTO pairs VALUES (0, 'still writable')");
    await restored.stop();
  });

  it('made while it is stopped, holds everything, and neither keys nor passwords', async () => {
    const [before] = await query(postgres.url, 'SELECT count(*)::int AS rows FROM pairs');
    await postgres.stop();
    const file = join(root, 'stopped.tar.gz');
    await backUp({ dataDir: source, file });
    const { output } = await run({ file: 'tar', args: ['-tzf', file] });
    expect(output.split('\n').filter((name) => name !== '' && !name.startsWith('postgres/'))).toEqual([
      'restored-from-backup',
    ]);
    expect(output).not.toMatch(/secret\.keys|postgres\.password|postmaster\.pid/);
    const restored = await restore('stopped');
    expect(await query(restored.url, 'SELECT count(*)::int AS rows FROM pairs')).toEqual([before]);
    await restored.stop();
    postgres = await startEmbedded({ dataDir: source, durable: false });
  });

  it('replaces no file, leaves nothing half made, and wants a database', async () => {
    const taken = join(root, 'taken.tar.gz');
    writeFileSync(taken, 'older');
    await expect(backUp({ dataDir: source, file: taken })).rejects.toThrow(/exists already/);
    const file = join(root, 'none.tar.gz');
    await expect(backUp({ dataDir: join(root, 'nowhere'), file })).rejects.toThrow(/no embedded database to read/);
    await expect(backUp({ dataDir: source, file: join(root, 'no', 'such', 'place') })).rejects.toThrow(/cannot write/);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(root).filter((name) => name.includes('partial'))).toEqual([]);
  });

  async function restore(name: string): Promise<EmbeddedPostgres> {
    const dataDir = join(root, `restored-${name}`);
    mkdirSync(dataDir);
    const { code } = await run({ file: 'tar', args: ['-xzf', join(root, `${name}.tar.gz`), '-C', dataDir] });
    expect(code).toBe(0);
    return startEmbedded({ dataDir, durable: false });
  }
});

/** Writes pairs of rows, each pair in one transaction, until told to end. */
function writeOn(url: string): { begun: Promise<void>; end(): Promise<number> } {
  const client = new Client({ connectionString: url });
  let ending = false;
  let last = 0;
  let tellBegun: () => void = () => undefined;
  const begun = new Promise<void>((done) => (tellBegun = done));
  const work = (async () => {
    await client.connect();
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set from outside while this loop waits
    while (!ending) {
      const id = last + 1;
      await client.query(
        `BEGIN; INSERT INTO pairs VALUES (${id}, 'left'); INSERT INTO pairs VALUES (${id}, 'right'); COMMIT`,
      );
      last = id;
      tellBegun();
    }
    await client.end();
  })();
  const end = async () => {
    ending = true;
    await work;
    return last;
  };
  return { begun, end };
}
