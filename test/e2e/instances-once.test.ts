import { Customers } from '../support/customers';

let our: Customers;

beforeAll(async () => {
  our = await Customers.start();
});
beforeEach(() => our.fresh());
afterAll(() => our.stop());

const send = (body: unknown, key: string, as: 'manager' | 'admin' = 'manager') =>
  our.amiral.call('POST', '/instances', { as, body, headers: { 'idempotency-key': key } });

describe('a call under an Idempotency-Key', () => {
  it('has one effect, however often it is sent, and says the same each time', async () => {
    const serverId = await our.addServer();
    const draft = our.draft();
    const first = await send(draft, 'order-1');
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    const { name, ...others } = draft;
    const again = await send({ ...others, name }, 'order-1');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(again.headers.get('etag')).toBe('"1"');
    expect(again.body).toEqual(first.body);
    expect(await our.countOf(serverId)).toBe(1);
  });

  it('sent many times at once takes one slot', async () => {
    const serverId = await our.addServer();
    const draft = our.draft();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(draft, 'order-2')));
    expect(new Set(answers.map(({ status, body }) => `${String(status)} ${body.id}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(9);
    expect(await our.countOf(serverId)).toBe(1);
  });

  it('is refused with another body, and free to whoever else chose the same key', async () => {
    await our.addServer();
    await send(our.draft(), 'order-3');
    const { status, body } = await send(our.draft(), 'order-3');
    expect([status, body.code]).toEqual([422, 'idempotency-key-reused']);
    expect((await send(our.draft(), 'order-3', 'admin')).status).toBe(201);
  });

  it('keeps no refusal: the next try may do better', async () => {
    const draft = our.draft();
    expect((await send(draft, 'order-4')).status).toBe(409);
    await our.addServer();
    expect((await send(draft, 'order-4')).status).toBe(201);
  });

  it.each(['a b', 'x'.repeat(201)])('is refused when its key is %j', async (key) => {
    await our.addServer();
    const { status, body } = await send(our.draft(), key);
    expect([status, body.errors[0].field]).toEqual([422, 'Idempotency-Key']);
  });
});

describe('an external id', () => {
  it('names one instance: recording it again answers the one that is there', async () => {
    const serverId = await our.addServer();
    const draft = our.draft({ externalId: 'order-5' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => our.post('/instances', draft)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers[0]?.body.externalId).toBe('order-5');
    expect(await our.countOf(serverId)).toBe(1);
  });

  it('is refused for another database or customer, and in an edit', async () => {
    await our.addServer();
    await our.post('/instances', our.draft({ externalId: 'order-6' }));
    const { status, body } = await our.post('/instances', our.draft({ externalId: 'order-6' }));
    expect([status, body.code]).toEqual([409, 'external-id-used']);
    const other = await our.post('/instances', our.draft());
    const edit = { as: 'manager', body: { externalId: 'order-6' } } as const;
    const edited = await our.amiral.call('PATCH', `/instances/${other.body.id}`, edit);
    expect([edited.status, edited.body.code]).toEqual([409, 'external-id-used']);
  });
});
