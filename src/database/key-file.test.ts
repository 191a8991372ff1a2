import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey, readKeyFile } from './key-file';
import { KeyRing } from './secrets';

describe('the key file', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'amiral-keys-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is made on the first start, in a folder made for it, and for its owner alone', async () => {
    const dataDir = join(folder, 'deep', '.data');
    const keys = await readKeyFile(dataDir);
    expect(keys).toHaveLength(1);
    expect(() => new KeyRing(keys)).not.toThrow();
    expect((await stat(join(dataDir, 'secret.keys'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['secret.keys']);
  });

  it('is the same on every later start', async () => {
    expect(await readKeyFile(folder)).toEqual(await readKeyFile(folder));
  });

  it('gets a new key before the others, and keeps its mode', async () => {
    const [first] = await readKeyFile(folder);
    const keys = await addKey(folder, [first ?? '']);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(first);
    expect(await readKeyFile(folder)).toEqual(keys);
    expect((await stat(join(folder, 'secret.keys'))).mode & 0o777).toBe(0o600);
  });

  it('may be edited by hand: blank lines and spaces count for nothing', async () => {
    const [key = ''] = await readKeyFile(folder);
    await writeFile(join(folder, 'secret.keys'), `\n  ${key}  \r\n\n`);
    expect(await readKeyFile(folder)).toEqual([key]);
  });

  it('is never replaced because it cannot be read', async () => {
    await readKeyFile(folder);
    const path = join(folder, 'secret.keys');
    const before = await readFile(path, 'utf8');
    await chmod(path, 0o000);
    await readKeyFile(folder).catch(() => undefined);
    await chmod(path, 0o600);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('does not leave a draft that others can read, even one left by a kill', async () => {
    await writeFile(join(folder, 'secret.keys.new'), 'half', { mode: 0o644 });
    await readKeyFile(folder);
    expect((await stat(join(folder, 'secret.keys'))).mode & 0o777).toBe(0o600);
  });
});
