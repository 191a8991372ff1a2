import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter } from './account';

describe('an unprivileged account', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amiral-account-'));
  const inner = join(folder, 'inner');
  mkdirSync(inner, { mode: 0o755 });
  afterAll(() => rmSync(folder, { recursive: true }));

  const stranger = { name: 'stranger', uid: 64_000, gid: 64_000 };
  const owner = { name: 'owner', uid: process.getuid?.() ?? 0, gid: 64_000 };

  it('may not enter below a folder closed to it, as its owner may', async () => {
    expect(await canEnter(stranger, inner)).toBe(false);
    expect(await canEnter(owner, inner)).toBe(true);
  });

  it('may enter where every folder on the way lets it pass', async () => {
    chmodSync(folder, 0o711);
    expect(await canEnter(stranger, inner)).toBe(true);
  });

  it('is judged as owner first, as the kernel does', async () => {
    chmodSync(folder, 0o077);
    expect(await canEnter(owner, folder)).toBe(false);
    chmodSync(folder, 0o700);
  });
});
