import { cut, oneLine } from '../../common/text';
import type { EndReason, Notice, NoticeAlert } from '../notice';

const KIND_WORDS: Readonly<Record<Notice['kind'], string>> = {
  firing: 'Firing',
  repeat: 'Still firing',
  escalation: 'Escalated',
  resolved: 'Resolved',
  withdrawn: 'No longer watched',
  sample: 'Test',
};

/** Whether anything is well again is not known of these: it must not look so. */
const END_WORDS: Readonly<Record<EndReason, string>> = {
  recovered: 'Resolved',
  maintenance: 'In maintenance',
  deactivated: 'Deactivated',
  archived: 'Archived',
  deleted: 'Deleted',
  'rule-changed': 'Rule changed',
  'rule-disabled': 'Rule disabled',
  'rule-deleted': 'Rule deleted',
};

/** What it is about, in one line: "Firing (critical): 7 servers in rack=rack-2: server critical". */
export function headline({ kind, severity, title, alerts }: Omit<Notice, 'id' | 'threadKey' | 'at'>): string {
  const reason = kind === 'withdrawn' ? (alerts[0]?.endReason ?? null) : null;
  return onOneLine(`${reason === null ? KIND_WORDS[kind] : END_WORDS[reason]} (${severity}): ${title}`);
}

/** One alert in one line. */
function lineOf({ serverName, serverCode, summary, startsAt, endsAt, ended, acknowledgedBy }: NoticeAlert): string {
  const server = serverName === null ? '' : `${serverName} (${serverCode ?? ''}): `;
  const until = ended === null ? (endsAt ? `, until ${minute(endsAt)}` : '') : `, ${ended}`;
  const seen = acknowledgedBy === null ? '' : `, acknowledged by ${acknowledgedBy}`;
  return onOneLine(`${server}${summary}, since ${minute(startsAt)}${until}${seen}`);
}

/** The first alerts, one a line, and how many more there are. */
export function linesOf(alerts: readonly NoticeAlert[], most: number): string[] {
  const left = alerts.length - most;
  return [...alerts.slice(0, most).map(lineOf), ...(left > 0 ? [`and ${String(left)} more`] : [])];
}

/** Cuts a text that a receiver would refuse for its length. */
export function atMost(text: string, length: number): string {
  return cut(text, length) === text ? text : `${cut(text, length - 1)}…`;
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Names may be older than the rule that they have one line. */
function onOneLine(text: string): string {
  return oneLine(text, text.length) ?? '';
}
