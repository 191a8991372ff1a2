/**
 * Why a call to a server did not give what was asked for, as a closed list: programs compare the word, people read
 * `describe(word)`. The second list holds our own faults, which say nothing about the server.
 */
const SERVER_REASONS = [
  'dns',
  'refused',
  'unreachable',
  'timeout',
  'reset',
  'tls',
  'redirect',
  'http-status',
  'bad-answer',
  'too-large',
  'headers-too-large',
  'not-odoo',
  'odoo-error',
  'database-down',
  'address-denied',
] as const;

const OWN_FAULTS = ['no-file-handles', 'no-network', 'no-dns', 'event-loop-late', 'internal'] as const;

/** Every reason there is, the server's first. */
export const REASONS = [...SERVER_REASONS, ...OWN_FAULTS] as const;

/** One word of the closed list. */
export type Reason = (typeof REASONS)[number];

const OWN: ReadonlySet<Reason> = new Set<Reason>(OWN_FAULTS);

const SENTENCES: Readonly<Record<Reason, string>> = {
  dns: 'The name of the server is not known to DNS: check the host in serverUrl.',
  refused: 'Nothing listens at this address and port: check that Odoo runs and that the port is right.',
  unreachable: 'No route leads to the server: check its network, its firewall and the address.',
  timeout: 'The server did not finish its answer in time.',
  reset: 'The connection was closed before the answer was complete: check for Odoo restarts, time limits and proxies.',
  tls: 'The TLS connection failed: check the scheme and the port, the certificate, its name and dates, and tlsCa when the server has a CA of its own.',
  redirect: 'The server redirects elsewhere: put the final address, with the right scheme, in serverUrl.',
  'http-status': 'The server answered with an HTTP error: check the reverse proxy and the log of Odoo.',
  'bad-answer': 'What listens there does not answer in proper HTTP: check the scheme and the port.',
  'headers-too-large':
    'The headers of the answer are larger than 128 KiB: check the cookies and policies that Odoo and the proxy send.',
  'too-large': 'The answer is larger than any Odoo gives: check that serverUrl leads to Odoo itself.',
  'not-odoo': 'Something answers, but it is not Odoo: check the host, the port and the path in serverUrl.',
  'odoo-error': 'Odoo answers, but with an error of its own: check the log of Odoo.',
  'database-down': 'Odoo answers, but its PostgreSQL does not: check the database server.',
  'address-denied': 'The name leads only to addresses that may not be called: check EGRESS_ALLOW and EGRESS_DENY.',
  'no-file-handles': 'This machine has run out of file handles, memory or ports: raise its limits (ulimit -n).',
  'no-network': 'This machine has no network to reach the server: check its interfaces, routes and firewall.',
  'no-dns': 'The DNS of this machine did not answer: check its resolver.',
  'event-loop-late': 'This process was too busy to notice answers in time: give it more CPU.',
  internal: 'This process failed to make the call: its log says why.',
};

/** Whether the fault is ours (this process, this machine, its network), so that it never counts against a server. */
export function isOwnFault(reason: Reason): boolean {
  return OWN.has(reason);
}

/** Said of `https://` at a port that speaks plain HTTP, and the other way round. */
export const SPEAKS_HTTP = 'The scheme is wrong: this port speaks plain HTTP, so the address begins with http://.';
export const SPEAKS_TLS = 'The scheme is wrong: this port speaks TLS, so the address begins with https://.';

/** Details that name the cause, where the reason's own sentence can only guess. */
const CAUSES: ReadonlySet<string> = new Set([SPEAKS_HTTP, SPEAKS_TLS]);

/** One English sentence for an operator: what the reason means and what to check. */
export function describe(reason: Reason): string {
  return SENTENCES[reason];
}

/** What the reason means, then what was seen besides, in English sentences for an operator; a cause that is known comes first. */
export function explain(reason: Reason, detail: string | null): string {
  if (detail === null) return describe(reason);
  return CAUSES.has(detail) ? `${detail} ${describe(reason)}` : `${describe(reason)} ${detail}`;
}
