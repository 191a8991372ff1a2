import type { Notice } from '../notice';
import { atMost, headline, linesOf } from './wording';

const MAX_LINES = 10;
/** Slack refuses more than 150 in a header and 3,000 in a section; Teams more than 28 kB in all. */
const LONGEST_HEADER = 150;
const LONGEST_SECTION = 2_900;
const LONGEST_LINE = 250;

const SLACK_ICONS = {
  critical: ':red_circle:',
  warning: ':large_yellow_circle:',
  info: ':large_blue_circle:',
} as const;
const SLACK_END_ICONS: Partial<Record<Notice['kind'], string>> = {
  resolved: ':white_check_mark:',
  withdrawn: ':no_bell:',
};
const TEAMS_END_COLORS: Partial<Record<Notice['kind'], string>> = { resolved: 'Good', withdrawn: 'Default' };
const TEAMS_COLORS = { critical: 'Attention', warning: 'Warning', info: 'Accent' } as const;

/**
 * The message of an incoming webhook of Slack: https://docs.slack.dev/reference/block-kit/blocks
 * @param link where the console shows it, or null
 */
export function slackMessage(notice: Notice, link: string | null): object {
  const title = headline(notice);
  const icon = SLACK_END_ICONS[notice.kind] ?? SLACK_ICONS[notice.severity];
  const lines = linesOf(notice.alerts, MAX_LINES).map((line) => `• ${atMost(line, LONGEST_LINE)}`);
  return {
    text: forSlack(title),
    mrkdwn: false,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: atMost(`${icon} ${title}`, LONGEST_HEADER), emoji: true } },
      ...(lines.length > 0
        ? [
            {
              type: 'section',
              text: { type: 'plain_text', text: atMost(lines.join('\n'), LONGEST_SECTION), emoji: false },
            },
          ]
        : []),
      ...(link === null ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: `<${link}|Open in Amiral>` } }]),
    ],
  };
}

/**
 * The message of a Workflows webhook of Teams: one Adaptive Card (https://adaptivecards.io/explorer).
 * @param link where the console shows it, or null
 */
export function teamsMessage(notice: Notice, link: string | null): object {
  const color = TEAMS_END_COLORS[notice.kind] ?? TEAMS_COLORS[notice.severity];
  const title = {
    type: 'TextBlock',
    text: forTeams(headline(notice)),
    weight: 'Bolder',
    size: 'Medium',
    color,
    wrap: true,
  };
  const lines = linesOf(notice.alerts, MAX_LINES).map((line) => ({
    type: 'TextBlock',
    text: forTeams(atMost(line, LONGEST_LINE)),
    spacing: 'Small',
    wrap: true,
  }));
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [title, ...lines],
    ...(link !== null && { actions: [{ type: 'Action.OpenUrl', title: 'Open in Amiral', url: link }] }),
  };
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return { type: 'message', attachments: [card] };
}

/**
 * Names of servers must neither ring everybody (`<!channel>`) nor make links. Slack has no escape for its other signs (`*bold*`), so what
 * people wrote stands where none are read.
 */
function forSlack(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Text blocks read a little Markdown. */
function forTeams(text: string): string {
  return text.replace(/[\\[\]*_`]/g, '\\$&');
}
