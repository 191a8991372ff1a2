import { SessionsCleanup } from '../../src/auth/sessions-cleanup';
import { startApp, type TestApp } from '../support/app';

describe('old sessions', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  it('go once they have been over for a month, whether they ended or ran out', async () => {
    await amiral.dataSource.query(
      `INSERT INTO sessions (id, user_id, refresh_hash, created_at, refreshed_at, expires_at, ended_at, ended_reason)
       SELECT gen_random_uuid(), $1, hash, now(), now(), now() + expires, now() + ended, CASE WHEN ended IS NOT NULL THEN 'logout' END
         FROM (VALUES ('live', interval '1 day', NULL), ('ran out lately', interval '-29 days', NULL),
                      ('ran out', interval '-31 days', NULL), ('ended lately', interval '1 day', interval '-29 days'),
                      ('ended', interval '1 day', interval '-31 days')) AS s (hash, expires, ended)`,
      [amiral.userId('user')],
    );
    await amiral.app.get(SessionsCleanup).removeOld();
    const left = await amiral.dataSource.query('SELECT refresh_hash AS hash FROM sessions ORDER BY hash');
    expect(left.map(({ hash }: { hash: string }) => hash)).toEqual(['ended lately', 'live', 'ran out lately']);
  });
});
