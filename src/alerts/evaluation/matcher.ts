import { carries } from '../../common/labels';

/** Which alerts a silence or a window speaks of: all that is named must fit, what is empty fits everything. */
export interface Matcher {
  labels: Readonly<Record<string, string>>;
  serverIds: readonly string[];
  ruleIds: readonly string[];
}

export function matches(
  matcher: Matcher,
  alert: { labels: Readonly<Record<string, string>>; serverId: string | null; ruleId: string },
): boolean {
  const { labels, serverIds, ruleIds } = matcher;
  if (serverIds.length > 0 && (alert.serverId === null || !serverIds.includes(alert.serverId))) return false;
  if (ruleIds.length > 0 && !ruleIds.includes(alert.ruleId)) return false;
  return carries(alert.labels, labels);
}
