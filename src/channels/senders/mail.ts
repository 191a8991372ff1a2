import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { EndpointOf } from '../channel.settings';
import type { Notice } from '../notice';
import { atMost, headline, linesOf } from './wording';

const MAX_LINES = 200;
/** RFC 5322 lets a line have 998 characters; nobody reads so many. */
const LONGEST_SUBJECT = 250;

const COLORS = { critical: '#b3261e', warning: '#9a6700', info: '#0b57d0' } as const;
const END_COLORS: Partial<Record<Notice['kind'], string>> = { resolved: '#146c2e', withdrawn: '#444746' };

/**
 * The mail that tells a notice. All mails of a thread refer to one id that no mail has, so that they are shown as one conversation,
 * whichever of them arrived; a mail sent again has the same id again.
 * @param link where the console shows it, or null
 */
export function mailOf(
  notice: Notice,
  channelId: string,
  { from, to }: EndpointOf<'email'>,
  link: string | null,
): SendMailOptions {
  const domain = from.split('@').at(-1) ?? 'localhost';
  const thread = createHash('sha256').update(`${channelId} ${notice.threadKey}`).digest('hex').slice(0, 32);
  const root = `<thread-${thread}@${domain}>`;
  const lines = linesOf(notice.alerts, MAX_LINES);
  return {
    from: { name: 'Amiral', address: from },
    to: [...to],
    subject: atMost(headline(notice), LONGEST_SUBJECT),
    date: notice.at,
    messageId: `<${notice.id}.${channelId}@${domain}>`,
    inReplyTo: root,
    references: [root],
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `Amiral notices <notices.amiral.${domain}>`,
    },
    ...(notice.severity === 'critical' && !(notice.kind in END_COLORS) && { priority: 'high' as const }),
    text: [headline(notice), '', ...lines.map((line) => `- ${line}`), '', ...(link === null ? [] : [link, ''])].join(
      '\n',
    ),
    html: htmlOf(notice, lines, link),
    // Nothing in a message may make this machine read a file or call an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function htmlOf(notice: Notice, lines: readonly string[], link: string | null): string {
  const color = END_COLORS[notice.kind] ?? COLORS[notice.severity];
  const items = lines.map((line) => `<li style="margin:4px 0">${escaped(line)}</li>`).join('');
  return [
    '<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.4">',
    `<h1 style="font-size:18px;color:${color}">${escaped(headline(notice))}</h1>`,
    items === '' ? '' : `<ul style="padding-left:20px">${items}</ul>`,
    link === null ? '' : `<p><a href="${escaped(link)}">Open in Amiral</a></p>`,
    '</body></html>',
  ].join('');
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
