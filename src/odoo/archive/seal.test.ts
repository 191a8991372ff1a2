import { unzipSync } from 'fflate';
import { buffer } from 'node:stream/consumers';
import { backup, type File, inParts, zipOf } from './archive.testing';
import { checked } from './archive-check';
import { sealed } from './seal';

const CRONS = 'UPDATE public.ir_cron SET active = false WHERE active;\n';
const VERSION =
  "UPDATE public.ir_module_module SET latest_version = latest_version || '-amiral' WHERE name = 'base' AND latest_version NOT LIKE '%-amiral';\n";

/** What another reader finds in the archive, by its directory. */
function found(archive: Buffer): [string, string][] {
  return Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
}

describe('a sealed backup', () => {
  it.each([1, 50, 65_536])('stops all crons as soon as their rows are there, %d bytes at a time', async (size) => {
    const { dump, manifest, files } = backup();
    const out = await buffer(sealed(inParts(zipOf([dump, manifest, ...files]), size), 'SELECT 1;'));
    const expected = String(dump.text)
      .replace('13\tt\t5\n\\.\n', `13\tt\t5\n\\.\n${CRONS}`)
      .replace('16.0.1.3\n\\.\n', `16.0.1.3\n\\.\n${VERSION}`);
    expect(found(out)).toEqual([
      ['dump.sql', `${expected}SELECT 1;\n`],
      ...[manifest, ...files].map(({ name, text }) => [name, text]),
    ]);
  });

  it.each([
    ['behind its files', ({ dump, manifest, files }: ReturnType<typeof backup>): File[] => [...files, dump, manifest]],
    [
      'in zip64',
      ({ dump, manifest, files }: ReturnType<typeof backup>): File[] =>
        [dump, manifest, ...files].map((file) => ({ ...file, zip64: true })),
    ],
    [
      'as sealed once before',
      ({ dump, manifest, files }: ReturnType<typeof backup>): File[] => [
        { ...dump, described: true, zip64: true },
        manifest,
        ...files,
      ],
    ],
    [
      'stored',
      ({ dump, manifest, files }: ReturnType<typeof backup>): File[] =>
        [dump, manifest, ...files].map((file) => ({ ...file, stored: true })),
    ],
  ])('is whole, with its dump %s', async (_, filesOf) => {
    const files = filesOf(backup());
    const { stream, check } = checked(sealed(inParts(zipOf(files, { zip64: files.some(({ zip64 }) => zip64) }))));
    const out = await buffer(stream);
    expect(await check).toMatchObject({ grade: 'checked', gaps: 0, files: 2 });
    expect(found(out).map(([name]) => name)).toEqual(files.map(({ name }) => name));
  });

  const { dump, manifest, files } = backup();
  const text = String(dump.text);
  it.each([
    ['has no crons', [{ ...dump, text: text.replace('COPY public.ir_cron', 'COPY public.other') }, manifest]],
    [
      'has no modules',
      [{ ...dump, text: text.replace('COPY public.ir_module_module', 'COPY public.other') }, manifest],
    ],
    ['has half a dump', [{ ...dump, text: text.slice(0, -200) }, manifest]],
    ['has no dump', [manifest, ...files]],
    ['has two dumps', [dump, dump, manifest]],
  ])('never comes to its end when the backup %s', async (_, broken) => {
    await expect(buffer(sealed(inParts(zipOf(broken))))).rejects.toMatchObject({ fault: 'not-a-backup' });
  });

  it('never comes to its end when the backup is cut', async () => {
    const archive = zipOf([dump, manifest, ...files]);
    await expect(buffer(sealed(inParts(archive.subarray(0, -5))))).rejects.toMatchObject({ fault: 'cut' });
  });
});
