import { dataSourceOptions } from './data-source';
import { SnakeNaming } from './naming';

describe('the names in the database', () => {
  const naming = new SnakeNaming();

  it.each([
    ['serverUrl', 'server_url'],
    ['id', 'id'],
    ['tlsCa', 'tls_ca'],
    ['hasAPIKey', 'has_a_p_i_key'],
  ])('are in snake case: %s is %s', (property, column) => {
    expect(naming.columnName(property, undefined)).toBe(column);
  });

  it('are as given where one is given', () => {
    expect(naming.columnName('serverUrl', 'address')).toBe('address');
    expect(naming.joinColumnName('server', 'id')).toBe('server_id');
  });
});

describe('the connection', () => {
  it('gives up statements and locks that nobody waits for any more, and never changes the schema by itself', () => {
    const options = dataSourceOptions('postgresql://db/amiral', [], []);
    expect(options.synchronize).toBe(false);
    expect(options.extra).toMatchObject({ statement_timeout: 30_000, lock_timeout: 10_000 });
    // Ours after the server's own: a server that is silent ends nothing.
    expect(options.extra.query_timeout).toBeGreaterThan(options.extra.statement_timeout);
  });
});
