import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { backup, dumpOf, type File, inParts, pathOf, stored, zipOf } from './archive.testing';
import { type ArchiveCheck, checked } from './archive-check';

async function look(files: readonly File[], partSize?: number): Promise<ArchiveCheck> {
  const { stream, check } = checked(inParts(zipOf(files), partSize));
  await buffer(stream);
  return check;
}

describe('a backup that passes', () => {
  it.each([1, 13, 65_536])('comes out as it went in, %d bytes at a time, and is checked', async (size) => {
    const { dump, manifest, files } = backup();
    const archive = zipOf([dump, manifest, ...files, { name: 'filestore/checklist/aa/bb', text: '' }]);
    const { stream, check } = checked(inParts(archive, size));
    expect((await buffer(stream)).equals(archive)).toBe(true);
    expect(await check).toEqual({
      grade: 'checked',
      bytes: archive.length,
      sha256: createHash('sha256').update(archive).digest('hex'),
      manifest: expect.objectContaining({ db_name: 'acme', version: '16.0', pg_version: '15.0' }) as unknown,
      counts: {
        ir_attachment: 3,
        ir_config_parameter: 2,
        ir_cron: 3,
        ir_module_module: 1,
        res_users: 2,
        'sales.Odd': 0,
      },
      foreignKeys: 1,
      cronIds: [1, 13],
      databaseUuid: 'c82fc660-e922-11f1-b584-02fc00000001',
      files: 2,
      gaps: 0,
      problems: [],
    });
  });

  it('may hold its dump behind its files', async () => {
    const { dump, manifest, files } = backup();
    expect(await look([...files, manifest, dump])).toMatchObject({ grade: 'checked', gaps: 0 });
  });

  it('has gaps where files are missing, of which a few are forgiven and many are not', async () => {
    const { dump, manifest, files } = backup();
    expect(await look([dump, manifest, ...files.slice(1)])).toMatchObject({ grade: 'checked', gaps: 1, files: 1 });
    const lost = Array.from({ length: 12 }, (_, index) => pathOf(stored(String(index))));
    const many: File = { name: 'dump.sql', text: dumpOf(lost) };
    expect(await look([many, manifest])).toMatchObject({
      grade: 'stored',
      gaps: 12,
      problems: [{ code: 'files-missing', count: 12 }],
    });
  });

  it('is only stored when a file is not what its name says, or is kept elsewhere', async () => {
    const { dump, manifest, files } = backup();
    const spoilt = files.map((file, index) => (index === 0 ? { ...file, text: 'another picture' } : file));
    expect(await look([dump, manifest, ...spoilt])).toMatchObject({
      grade: 'stored',
      problems: [{ code: 'not-named-by-content', count: 1 }],
    });
    const away: File = { name: 'dump.sql', text: dumpOf(['s3://bucket/ab']) };
    expect(await look([away, manifest])).toMatchObject({
      grade: 'stored',
      problems: [{ code: 'files-elsewhere', count: 1 }],
    });
  });

  it.each([
    ['without a manifest', 'no-manifest', ({ dump, files }: ReturnType<typeof backup>) => [dump, ...files]],
    [
      'with a manifest of something else',
      'no-manifest',
      ({ dump, files }: ReturnType<typeof backup>) => [
        dump,
        { name: 'manifest.json', text: '{"odoo_dump": 1' },
        ...files,
      ],
    ],
    ['without a dump', 'dump-not-complete', ({ manifest, files }: ReturnType<typeof backup>) => [manifest, ...files]],
    [
      'whose dump was cut before it was packed',
      'dump-not-complete',
      ({ dump, manifest, files }: ReturnType<typeof backup>) => [
        { ...dump, text: String(dump.text).slice(0, -200) },
        manifest,
        ...files,
      ],
    ],
  ])('%s has no grade', async (_, code, filesOf) => {
    const outcome = await look(filesOf(backup()));
    expect(outcome.grade).toBeNull();
    expect(outcome.problems).toEqual([{ code, count: 1 }]);
  });

  it('fails, and its check with it, when it is cut or its source fails', async () => {
    const { dump, manifest, files } = backup();
    const archive = zipOf([dump, manifest, ...files]);
    const cut = checked(inParts(archive.subarray(0, -1)));
    await expect(buffer(cut.stream)).rejects.toMatchObject({ fault: 'cut' });
    await expect(cut.check).rejects.toMatchObject({ fault: 'cut' });

    const gone = new Error('The server is gone.');
    const failing = checked(
      Readable.from(
        (async function* () {
          yield archive.subarray(0, 500);
          await Promise.reject(gone);
        })(),
      ),
    );
    await expect(buffer(failing.stream)).rejects.toBe(gone);
    await expect(failing.check).rejects.toBe(gone);
  });

  it('has no check when it is left early, and its source is let go', async () => {
    const { dump, manifest } = backup();
    const source = inParts(zipOf([dump, manifest]), 100);
    const { stream, check } = checked(source);
    await new Promise((resolve) => stream.once('readable', resolve));
    stream.destroy();
    await expect(check).rejects.toThrow('not read to its end');
    if (!source.closed) await new Promise((resolve) => source.once('close', resolve));
  });

  it('is asked for no more than its reader takes', async () => {
    const { dump, manifest } = backup();
    const archive = zipOf([
      dump,
      manifest,
      { name: 'filestore/big', text: Buffer.alloc(32 * 1024 * 1024), stored: true },
    ]);
    let asked = 0;
    const source = Readable.from(
      (function* () {
        for (let at = 0; at < archive.length; at += 65_536) {
          asked = at;
          yield archive.subarray(at, at + 65_536);
        }
      })(),
      { objectMode: false, highWaterMark: 65_536 },
    );
    const { stream } = checked(source);
    await new Promise((resolve) => stream.once('readable', resolve));
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBeLessThan(1024 * 1024);
    expect((await buffer(stream)).length).toBe(archive.length);
  });
});
