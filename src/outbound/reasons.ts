/**
 * Why a call to another machine did not get through, whatever that machine is, as a closed list: programs compare the word, people
 * read its sentence. The second list holds our own faults, which say nothing about the other side.
 */
const THEIR_REASONS = [
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
  'address-denied',
] as const;

const OWN_FAULTS = ['no-file-handles', 'no-network', 'no-dns', 'event-loop-late', 'internal'] as const;

/** Every reason there is, the other side's first. */
export const REASONS = [...THEIR_REASONS, ...OWN_FAULTS] as const;

/** One word of the closed list. */
export type Reason = (typeof REASONS)[number];

const OWN: ReadonlySet<string> = new Set(OWN_FAULTS);

/** One English sentence each for an operator: what the reason means and what to check. */
export const SENTENCES: Readonly<Record<Reason, string>> = {
  dns: 'The name is not known to DNS: check the host.',
  refused: 'Nothing listens at this address and port: check that the service runs and that the port is right.',
  unreachable: 'No route leads to the server: check its network, its firewall and the address.',
  timeout: 'The server did not finish its answer in time.',
  reset: 'The connection was closed before the answer was complete: check for restarts, time limits and proxies.',
  tls: 'The TLS connection failed: check the scheme and the port, the certificate, its name and dates, and tlsCa when the server has a CA of its own.',
  redirect: 'The server redirects elsewhere: use the final address, with the right scheme.',
  'http-status': 'The server answered with an HTTP error: check the reverse proxy and its own log.',
  'bad-answer': 'What listens there does not answer in proper HTTP: check the scheme and the port.',
  'headers-too-large':
    'The headers of the answer are larger than 128 KiB: check the cookies and policies that are sent.',
  'too-large': 'The answer is larger than it may be: check that the address leads to the right service.',
  'address-denied': 'The name leads only to addresses that may not be called: check EGRESS_ALLOW and EGRESS_DENY.',
  'no-file-handles': 'This machine has run out of file handles, memory or ports: raise its limits (ulimit -n).',
  'no-network': 'This machine has no network to reach the server: check its interfaces, routes and firewall.',
  'no-dns': 'The DNS of this machine did not answer: check its resolver.',
  'event-loop-late': 'This process was too busy to notice answers in time: give it more CPU.',
  internal: 'This process failed to make the call: its log says why.',
};

/** Whether the fault is ours (this process, this machine, its network), so that it never counts against a server. */
export function isOwnFault(reason: string): boolean {
  return OWN.has(reason);
}

/** Said of `https://` at a port that speaks plain HTTP, and the other way round. */
export const SPEAKS_HTTP = 'The scheme is wrong: this port speaks plain HTTP, so the address begins with http://.';
export const SPEAKS_TLS = 'The scheme is wrong: this port speaks TLS, so the address begins with https://.';
