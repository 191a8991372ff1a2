import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findAccount } from '../../src/database/embedded/account';
import { prepareNative } from '../../src/database/embedded/native';
import { run } from '../../src/database/embedded/run';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded/start';
import { compileLauncher, ended, query, startElsewhere } from '../support/embedded-process';

const AS_ROOT = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };

describe('the embedded PostgreSQL', () => {
  const root = mkdtempSync(join(tmpdir(), 'amiral-embedded-'));
  const programs = join(root, 'programs');
  const running: EmbeddedPostgres[] = [];
  let count = 0;

  const newDataDir = () => join(root, `data-${(count += 1)}`);
  const start = async (dataDir: string, log?: (line: string) => void) => {
    const postgres = await startEmbedded({ dataDir, durable: false, log });
    running.push(postgres);
    return postgres;
  };

  beforeAll(() => {
    compileLauncher(programs);
    chmodSync(root, 0o755);
  });
  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('starts, answers, keeps its data over a stop, and leaves no process behind', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS value');
    const pid = postmasterPid(first.dataFolder);
    await Promise.all([first.stop(), first.stop()]);
    expect(processesOn(first.dataFolder)).toEqual([]);
    const second = await start(dataDir);
    expect(postmasterPid(second.dataFolder)).not.toBe(pid);
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(statSync(join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('sorts by code point in UTF-8, on this machine only, as an owner without superuser rights', async () => {
    const { url } = await start(newDataDir());
    const [row] = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listens,
              current_setting('is_superuser') AS super, 'É' < 'z' AS by_language`,
    );
    expect(row).toEqual({ encoding: 'UTF8', listens: '127.0.0.1', super: 'off', by_language: false });
    const wrong = url.replace(/:[0-9a-f]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('takes over the server left running by a process killed without warning', async () => {
    const dataDir = newDataDir();
    const { child, started } = startElsewhere(programs, dataDir);
    const orphan = await started;
    const pid = postmasterPid(orphan.dataFolder);
    child.kill('SIGKILL');
    await ended(child);
    const lines: string[] = [];
    const adopted = await start(dataDir, (line) => lines.push(line));
    expect(postmasterPid(adopted.dataFolder)).toBe(pid);
    expect(lines.join()).toContain('took over');
    expect(await query(adopted.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await adopted.stop();
    expect(processesOn(adopted.dataFolder)).toEqual([]);
  });

  it('refuses a second start while the first lives, and leaves the first alone', async () => {
    const dataDir = newDataDir();
    const { child, started } = startElsewhere(programs, dataDir);
    const { url, dataFolder } = await started;
    await expect(startEmbedded({ dataDir })).rejects.toThrow(`another Amiral (process ${child.pid}) uses ${dataDir}`);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    child.stdin?.end();
    await ended(child);
    expect(processesOn(dataFolder)).toEqual([]);
  });

  it('is not fooled by the files of dead processes whose numbers now belong to another', async () => {
    const dataDir = newDataDir();
    const { dataFolder, stop } = await start(dataDir);
    const pidFile = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8');
    await stop();
    const stranger = spawn('sleep', ['600'], AS_ROOT ? { uid: statSync(dataFolder).uid } : {});
    writeFileSync(join(dataFolder, 'postmaster.pid'), pidFile.replace(/^\d+/, String(stranger.pid)));
    chownSync(join(dataFolder, 'postmaster.pid'), statSync(dataFolder).uid, statSync(dataFolder).gid);
    writeFileSync(join(dataDir, 'amiral.lock'), JSON.stringify({ pid: stranger.pid, birth: 'another boot:1' }));
    const again = await start(dataDir);
    expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.stop();
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  it('begins anew after being killed while it made the data folder', async () => {
    const dataDir = newDataDir();
    const { child } = startElsewhere(programs, dataDir);
    await until(
      () =>
        readdirSync(root).includes(dataDir.slice(root.length + 1)) &&
        draftsIn(dataDir).some((name) => readdirSync(join(dataDir, name)).length > 3),
    );
    child.kill('SIGKILL');
    await ended(child);
    expect(readdirSync(dataDir)).not.toContain('postgres');
    const { url } = await start(dataDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('refuses data of another PostgreSQL, and a folder that holds something else, with instructions', async () => {
    const dataDir = newDataDir();
    const folder = join(dataDir, 'postgres');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'PG_VERSION'), '15\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(
      /holds data of PostgreSQL 15, .*DATABASE_URL.*npm run database:copy/,
    );
    rmSync(join(folder, 'PG_VERSION'));
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/holds no PostgreSQL data/);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('sets a new password where the file with the old one is gone, and says what to do where it is wrong', async () => {
    const dataDir = newDataDir();
    await (await start(dataDir)).stop();
    writeFileSync(join(dataDir, 'postgres.password'), 'wrong\n');
    await expect(startEmbedded({ dataDir, durable: false })).rejects.toThrow(/postgres\.password .* delete that file/);
    rmSync(join(dataDir, 'postgres.password'));
    const { url } = await start(dataDir);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('keeps running when its terminal interrupts the process that started it', async () => {
    const { dataFolder } = await start(newDataDir());
    const session = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3];
    const pid = postmasterPid(dataFolder);
    expect(session(pid)).toBe(String(pid));
  });

  (AS_ROOT ? it : it.skip)('runs under a folder only root may enter, as an ordinary user', async () => {
    const shut = join(root, 'shut');
    mkdirSync(shut, { mode: 0o700 });
    const { dataFolder, url } = await start(join(shut, 'data'));
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(`/proc/${postmasterPid(dataFolder)}`).uid).toBeGreaterThan(0);
  });

  (AS_ROOT ? it : it.skip)('runs for an ordinary user in a folder closed to all others', async () => {
    const shut = join(root, 'home');
    mkdirSync(shut);
    chownSync(shut, NOBODY.uid, NOBODY.gid);
    chmodSync(shut, 0o700);
    const { child, started } = startElsewhere(programs, join(shut, 'data'), NOBODY);
    const { url, dataFolder } = await started;
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    child.stdin?.end();
    await ended(child);
    expect(processesOn(dataFolder)).toEqual([]);
    const refused = startElsewhere(programs, newDataDir(), NOBODY);
    await expect(refused.started).rejects.toThrow(/DATA_DIR .* cannot be used/);
  });

  it('makes missing library links, and copies the programs out of a project their user cannot enter', async () => {
    const account = await findAccount(() => undefined);
    const installed = await prepareNative({ account: null, dataDir: root });
    const source = join(root, 'project', 'native');
    mkdirSync(join(root, 'project'), { mode: 0o700 });
    await run({ file: 'cp', args: ['-r', installed.folder, source] });
    await run({ file: 'find', args: [source, '-type', 'l', '-delete'] });
    const copies = join(root, 'copies');
    const { folder } = await prepareNative({ account, dataDir: root, source, sharedCopies: copies });
    expect(folder.startsWith(AS_ROOT ? copies : source)).toBe(true);
    const { output } = await run({ file: join(folder, 'bin', 'initdb'), args: ['--version'], account });
    expect(output).toMatch(/^initdb \(PostgreSQL\) 18/);
  });
});

function postmasterPid(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** The command lines of the servers on this folder. */
function processesOn(dataFolder: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => commandLine(pid)).filter((line) => line.endsWith(`amiral.folder=${dataFolder}\0`));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function draftsIn(dataDir: string): string[] {
  return readdirSync(dataDir).filter((name) => name.startsWith('postgres.init-'));
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('waited 30 s in vain');
    await sleep(5);
  }
}
