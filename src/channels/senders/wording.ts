import { cut, oneLine } from '../../common/text';
import type { Notice, NoticeAlert } from '../notice';

const KIND_WORDS: Readonly<Record<Notice['kind'], string>> = {
  firing: 'Firing',
  repeat: 'Still firing',
  escalation: 'Escalated',
  resolved: 'Resolved',
  sample: 'Test',
};

/** What it is about, in one line: "Firing (critical): 7 servers in rack=rack-2: server critical". */
export function headline({ kind, severity, title }: Pick<Notice, 'kind' | 'severity' | 'title'>): string {
  return onOneLine(`${KIND_WORDS[kind]} (${severity}): ${title}`);
}

/** One alert in one line. */
function lineOf({ serverName, serverCode, summary, startsAt, endsAt, acknowledgedBy }: NoticeAlert): string {
  const server = serverName === null ? '' : `${serverName} (${serverCode ?? ''}): `;
  const until = endsAt ? `, until ${minute(endsAt)}` : '';
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
