import { sayEnd } from '../outbound/certificate-end';
import { certificateOf, SLOW_ANSWERS, type StoredCertificate } from './server-probe.entity';
import type { HealthReasonCode } from './server.states';

export interface HealthReason {
  code: HealthReasonCode;
  /** For people. */
  detail: string;
  /** What the detail is made of, for whoever says it in another language; times as ISO 8601. */
  params: Record<string, string | number | null>;
}

/** How many databases of a server `s` have scheduled actions that do not run; the rule is `instances.crons_late`. */
export const LATE_DATABASES = `(SELECT count(*)::integer FROM instances i WHERE i.server_id = s.id AND i.crons_late)`;

/** What the details are made of, of a server that has reasons. */
export const HEALTH_EVIDENCE = `CASE WHEN s.health_reasons <> '{}' THEN json_build_object('lastError', p.last_error,
  'failingSince', p.failing_since, 'lastResultAt', p.last_result_at, 'responseTimeMs', p.response_time_ms,
  'slowAnswers', bit_count(p.slow_bits::integer::bit(${String(SLOW_ANSWERS.of)})), 'certificatePart', p.certificate_part,
  'certificateStartsAt', p.certificate_starts_at, 'certificateExpiresAt', p.certificate_expires_at,
  'lateDatabases', ${LATE_DATABASES}) END`;

/** A row of `HEALTH_EVIDENCE`: times in JSON are texts. */
export interface HealthEvidence {
  lastError: string | null;
  failingSince: string | null;
  lastResultAt: string | null;
  responseTimeMs: number | null;
  slowAnswers: number;
  certificatePart: StoredCertificate['certificatePart'];
  certificateStartsAt: string | null;
  certificateExpiresAt: string | null;
  lateDatabases: number;
}

type Told = Omit<HealthReason, 'code'>;

const DAY_MS = 86_400_000;

/** In words, from what is known now. */
export function healthReasonsOf(
  codes: readonly HealthReasonCode[],
  evidence: HealthEvidence | null,
  now: number,
): HealthReason[] {
  if (!evidence) return [];
  return codes.map((code) => ({ code, ...TOLD[code](evidence, now) }));
}

const failing = (words: string) => (evidence: HealthEvidence) => ({
  detail: evidence.lastError ?? words,
  params: { since: iso(evidence.failingSince), error: wordOf(evidence.lastError) },
});

const TOLD: Readonly<Record<HealthReasonCode, (evidence: HealthEvidence, now: number) => Told>> = {
  unreachable: failing('The server does not answer.'),
  'database-down': failing('The server answers, its PostgreSQL does not.'),
  slow: ({ slowAnswers, responseTimeMs }) => ({
    detail: `${String(slowAnswers)} of the last ${String(SLOW_ANSWERS.of)} answers were slow.`,
    params: { slowAnswers, of: SLOW_ANSWERS.of, responseTimeMs },
  }),
  'unconfirmed-failure': failing('The last probe failed; the next ones show whether that lasts.'),
  'database-unconfirmed': failing('PostgreSQL did not answer the last probe; the next ones show whether that lasts.'),
  'certificate-ends': certificateEnds,
  'crons-late': ({ lateDatabases: databases }) => ({
    detail: sayLate(databases),
    params: { databases },
  }),
  'host-disk': () => ({ detail: 'The disk of the host is nearly full.', params: {} }),
  'host-memory': () => ({ detail: 'The memory of the host is nearly used up.', params: {} }),
  stale: ({ lastResultAt }) => ({
    detail: lastResultAt === null ? 'No probe has said anything yet.' : 'No probe has said anything for too long.',
    params: { since: iso(lastResultAt) },
  }),
  frozen: () => ({ detail: 'The monitor suspects itself: what fails is not known meanwhile.', params: {} }),
};

/** Says that scheduled actions do not run, and what helps. */
export function sayLate(databases: number): string {
  const where = databases === 1 ? 'one database' : `${String(databases)} databases`;
  return (
    `In ${where} scheduled actions do not run. Restart Odoo on this server: up to version 18 without workers it loses them after a restart ` +
    'of PostgreSQL. If they stay late, one of them may run for too long.'
  );
}

function certificateEnds(evidence: HealthEvidence, now: number): Told {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  const certificate = certificateOf({
    certificatePart: evidence.certificatePart,
    certificateStartsAt: date(evidence.certificateStartsAt),
    certificateExpiresAt: date(evidence.certificateExpiresAt),
  });
  if (!certificate) return { detail: 'A certificate ends soon.', params: { part: null, endsAt: null } };
  const { part, endsAt } = certificate;
  return { detail: sayEnd(part, (endsAt - now) / DAY_MS), params: { part, endsAt: new Date(endsAt).toISOString() } };
}

/** The reason's word, which stands before the colon. */
function wordOf(error: string | null): string | null {
  return error?.slice(0, error.indexOf(':')) ?? null;
}

function iso(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
