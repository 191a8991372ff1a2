import { type ArgumentsHost, BadRequestException, Logger, NotFoundException } from '@nestjs/common';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { Constraints } from './constraints';
import { conflict, DomainError, type ErrorKind, invalid, notFound } from './errors';
import { ProblemFilter } from './problem.filter';

const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

const constraints = new Constraints();
constraints.register('berths_check', conflict('port-full', 'The port has no free berth.'));

function problemOf(thrown: unknown) {
  const headers: Record<string, string> = {};
  const answer = { status: 0, body: {} as Record<string, unknown>, headers };
  const reply = {
    header: (name: string, value: string) => ((headers[name.toLowerCase()] = value), reply),
    status: (status: number) => ((answer.status = status), reply),
    send: (text: string) => ((answer.body = JSON.parse(text) as Record<string, unknown>), reply),
  };
  const http = { getRequest: () => ({ id: 'request-1' }), getResponse: () => reply };
  new ProblemFilter(constraints).catch(thrown, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return answer;
}

const broken = (code: string, constraint = '') =>
  new QueryFailedError(
    'INSERT INTO servers VALUES ($1)',
    ['Tr0ub4dor'],
    Object.assign(new Error('duplicate key value violates a constraint'), { code, constraint }),
  );

describe('a problem', () => {
  beforeEach(() => {
    log.mockClear();
  });

  it.each<[ErrorKind, number]>([
    ['malformed', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['stale', 412],
    ['too-large', 413],
    ['invalid', 422],
    ['too-many', 429],
    ['bad-gateway', 502],
    ['unavailable', 503],
    ['gateway-timeout', 504],
  ])('of the kind %s is %i, with every member the contract names', (kind, status) => {
    const answer = problemOf(new DomainError(kind, 'some-code', 'What to do.'));
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': 'request-1',
    });
    const { title, ...rest } = answer.body;
    expect(typeof title === 'string' && title !== 'Error').toBe(true);
    expect(rest).toEqual({
      type: 'about:blank',
      status,
      detail: 'What to do.',
      code: 'some-code',
      requestId: 'request-1',
    });
    expect(log).not.toHaveBeenCalled();
  });

  it('carries its facts, the wait as a header', () => {
    expect(problemOf(invalid('name', 'is wrong')).body['errors']).toEqual([{ field: 'name', message: 'is wrong' }]);
    const fact: object = { berths: { taken: 1 }, title: 'No berth' };
    expect(problemOf(conflict('full', 'Full.', fact)).body).toMatchObject(fact);
    const wait = problemOf(new DomainError('too-many', 'x', 'Wait.', { retryAfterSeconds: 7 }));
    expect([wait.headers['retry-after'], 'retryAfterSeconds' in wait.body]).toEqual(['7', false]);
    expect(problemOf(notFound('server')).body).toMatchObject({
      code: 'not-found',
      detail: 'There is no server with this id.',
    });
  });

  it.each([
    ['23505', 'servers_server_url_key', 409, 'server-url-taken'],
    ['23505', 'users_email_key', 409, 'email-taken'],
    ['23505', 'something_else', 409, 'value-taken'],
    ['23503', 'instances_plan_fkey', 409, 'in-use'],
    ['23514', 'berths_check', 409, 'port-full'],
    ['23514', 'servers_archived_check', 409, 'rule-broken'],
    ['55P03', '', 503, 'busy'],
    ['40P01', '', 503, 'busy'],
    ['42P01', '', 500, 'internal'],
  ])('of the database, %s by %s, is %i %s', (code, constraint, status, word) => {
    const answer = problemOf(broken(code, constraint));
    expect([answer.status, answer.body['code']]).toEqual([status, word]);
    expect(JSON.stringify(answer.body)).not.toMatch(/INSERT|Tr0ub4dor|violates/);
  });

  const failed = (said: string, code?: string) =>
    new QueryFailedError('SELECT 1', [], Object.assign(new Error(said), code && { code }));

  it.each([
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a pool that gives none in time', new Error('timeout exceeded when trying to connect')],
    ['a connection that broke', failed('Connection terminated unexpectedly')],
    ['a client that broke before', failed('Client has encountered a connection error and is not queryable')],
    ['a server that stops', failed('terminating connection due to administrator command', '57P01')],
    ['a server that starts', Object.assign(new Error('the database system is starting up'), { code: '57P03' })],
    ['a failed connection', failed('connection failure', '08006')],
    ['a server that says nothing', failed('Query read timeout')],
    ['a client that was closed', failed('Client was closed and is not queryable')],
    ['a connection lost between two statements', new QueryRunnerAlreadyReleasedError()],
  ])('of a lost database, %s, is 503, asks to wait, and is logged', (_how, thrown) => {
    const answer = problemOf(thrown);
    expect([answer.status, answer.body['code'], answer.headers['retry-after']]).toEqual([
      503,
      'database-unavailable',
      '2',
    ]);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the database', broken('53100')],
    ['a folder of ours', Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' })],
  ])('of a full disk under %s is 503 with words of its own, and is logged', (_whose, thrown) => {
    const answer = problemOf(thrown);
    expect([answer.status, answer.body['code'], answer.headers['retry-after']]).toEqual([503, 'storage-full', '30']);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it('that nobody expected says nothing of itself, and is logged under the id of the request', () => {
    const { status, body } = problemOf(new TypeError('secret of the house'));
    expect([status, body['code']]).toEqual([500, 'internal']);
    expect(JSON.stringify(body)).not.toContain('house');
    expect(log).toHaveBeenCalledWith({ requestId: 'request-1', err: expect.any(TypeError) as unknown });
  });

  it('of a failed statement is logged without the values it was given', () => {
    problemOf(broken('42P01'));
    const logged = JSON.stringify(log.mock.calls);
    expect(logged).toContain('INSERT INTO servers VALUES ($1)');
    expect(logged).toContain('42P01');
    expect(logged).not.toContain('Tr0ub4dor');
  });

  it.each([
    [new BadRequestException('Not JSON'), 400, 'malformed-request'],
    [new NotFoundException('Cannot GET /x'), 404, 'not-found'],
    [Object.assign(new Error('Too large'), { statusCode: 413 }), 413, 'too-large'],
    [Object.assign(new Error('Not now'), { statusCode: 503 }), 500, 'internal'],
    ['a text', 500, 'internal'],
    [null, 500, 'internal'],
  ])('of the framework, %s, is %i %s', (thrown, status, code) => {
    const answer = problemOf(thrown);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });
});
