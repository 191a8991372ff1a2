import type { CertificatePart } from '../outbound/certificate-end';
import type { ProbeOutcome } from './odoo-probe';
import { type ConnectionReport, toReport } from './odoo-report';
import { SPEAKS_HTTP, SPEAKS_TLS } from '../outbound/reasons';
import { describe as describeReason } from './odoo-reasons';

/** One that began a year before now. */
const certificate = (end: string, part: CertificatePart = 'leaf') => ({
  part,
  startsAt: Date.parse('2029-01-01T00:00:00Z'),
  endsAt: Date.parse(end),
});
const NOW = new Date('2030-01-01T00:00:00Z');
const GOOD: ProbeOutcome = {
  reached: true,
  reason: null,
  detail: null,
  protocol: 'jsonrpc',
  odooVersion: '16.0',
  responseTimeMs: 12,
  database: 'up',
  databaseProven: false,
  certificate: certificate('2031-01-01T00:00:00Z'),
};
const FAILED: ProbeOutcome = {
  ...GOOD,
  reached: false,
  protocol: null,
  odooVersion: null,
  responseTimeMs: null,
  database: 'unknown',
  certificate: null,
};

function report(changes: Partial<ProbeOutcome>, base = GOOD): ConnectionReport {
  return toReport({ ...base, ...changes }, [{ name: 'master-password', ok: null, detail: '' }], NOW);
}

function check(name: string, { checks }: ConnectionReport): boolean | null | undefined {
  return checks.find((each) => each.name === name)?.ok;
}

describe('a report', () => {
  it('is good for a good server', () => {
    const good = report({});
    expect([good.ok, good.checks.map(({ ok }) => ok)]).toEqual([true, [true, true, true, true, null]]);
  });

  it.each([
    ['2030-01-22T00:00:01Z', true],
    ['2030-01-21T23:00:00Z', false],
  ])('warns of a certificate in its last 21 days without failing: end %s is %p', (end, ok) => {
    const near = report({ certificate: certificate(end) });
    expect([near.ok, check('certificate', near)]).toEqual([true, ok]);
  });

  it('takes a database it knows nothing of for no failure', () => {
    const unknown = report({ database: 'unknown' });
    expect([unknown.ok, check('database', unknown)]).toEqual([true, null]);
  });

  it('fails when the database is down', () => {
    const down = report({ database: 'down', reason: 'database-down', detail: 'refused' });
    expect([down.ok, check('database', down), check('reachable', down)]).toEqual([false, false, true]);
  });

  it.each([
    ['refused', false, null, null],
    ['tls', false, null, false],
    ['http-status', true, false, null],
    ['no-file-handles', null, null, null],
  ] as const)('of a server with the reason %s says what was seen', (reason, reachable, version, certificate) => {
    const failed = report({ reason, detail: 'x' }, FAILED);
    expect([failed.ok, failed.reason]).toEqual([false, reason]);
    const seen = ['reachable', 'version', 'certificate'].map((name) => check(name, failed));
    expect(seen).toEqual([reachable, version, certificate]);
  });

  it('says what a reason means, and what was seen beside it', () => {
    const details = [null, 'connect ECONNREFUSED'].map(
      (detail) => report({ reason: 'refused', detail }, FAILED).checks[0]?.detail,
    );
    expect(details).toEqual([describeReason('refused'), `${describeReason('refused')} connect ECONNREFUSED`]);
  });

  it.each([
    ['tls', SPEAKS_HTTP],
    ['bad-answer', SPEAKS_TLS],
  ] as const)('of a failure as %s begins with the wrong scheme where that is the cause', (reason, detail) => {
    const text = report({ reason, detail }, FAILED).checks.find(({ detail: said }) => said.includes(detail))?.detail;
    expect(text).toBe(`${detail} ${describeReason(reason)}`);
  });
});
