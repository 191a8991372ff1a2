import type { Alert } from '../alert.entity';

type Named = Pick<
  Alert,
  'ruleName' | 'serverName' | 'serverCode' | 'labels' | 'summary' | 'instanceId' | 'operationId'
>;

/** More than these make a title nobody reads. */
const LABELS = 3;

/** What a notice is about, in a line: "7 servers in rack=rack-2: server critical". The rule goes first letter small. */
export function titleOf(alerts: readonly Named[]): string {
  const [first] = alerts;
  if (!first) return '';
  const rule = first.ruleName.charAt(0).toLowerCase() + first.ruleName.slice(1);
  const noun = nounOf(first);
  if (alerts.length === 1 && (noun !== 'servers' || first.serverCode === null))
    return `${first.ruleName}: ${first.summary}`;
  if (alerts.length === 1) return `${first.serverName ?? first.serverCode} (${first.serverCode}): ${rule}`;
  const common = commonLabels(alerts);
  const where = common.length === 0 ? '' : ` in ${common.join(', ')}`;
  return `${String(alerts.length)} ${noun}${where}: ${rule}`;
}

/** What several alerts of a rule are about; what is of nothing in particular comes alone. */
function nounOf({ operationId, instanceId }: Named): string {
  if (operationId !== null) return 'operations';
  return instanceId === null ? 'servers' : 'instances';
}

/** The labels that all of them carry with the same value, in the order of their names. */
function commonLabels(alerts: readonly Named[]): string[] {
  return Object.entries(alerts[0]?.labels ?? {})
    .filter(([name, value]) => alerts.every(({ labels }) => labels[name] === value))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, LABELS)
    .map(([name, value]) => `${name}=${value}`);
}
