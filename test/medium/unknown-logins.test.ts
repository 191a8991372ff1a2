import { DataSource } from 'typeorm';
import { UnknownLogins1763800000016 } from '../../migrations/1763800000016-unknown-logins';
import { newId } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { createTestDatabase } from '../support/database';

describe('failed logins of nobody in an older journal', () => {
  it('lose what was typed, while all other lines stay and none can be changed afterwards', async () => {
    const database = await createTestDatabase();
    const dataSource = await new DataSource(dataSourceOptions(database.url, [], [])).initialize();
    const write = (action: string, subjectId: string | null, name: string) =>
      dataSource.query(
        `INSERT INTO journal (id, at, actor_name, action, subject_type, subject_id, subject_name)
         VALUES ($1, now(), 'unknown', $2, 'user', $3, $4)`,
        [newId(), action, subjectId, name],
      );
    await write('login-failed', null, 'my-password');
    await write('login-failed', newId(), 'lea@example.com');
    await write('login', newId(), 'lea@example.com');
    const runner = dataSource.createQueryRunner();
    await new UnknownLogins1763800000016().up(runner);
    await runner.release();
    const names = await dataSource.query<{ name: string }[]>('SELECT subject_name AS name FROM journal ORDER BY id');
    expect(names.map(({ name }) => name)).toEqual(['unknown', 'lea@example.com', 'lea@example.com']);
    await expect(dataSource.query(`UPDATE journal SET subject_name = 'x'`)).rejects.toThrow('append-only');
    await dataSource.destroy();
    await database.drop();
  });
});
