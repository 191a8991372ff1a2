import { createHash } from 'node:crypto';

/**
 * Labels as Prometheus and Alertmanager may name them: letters, digits and underscores
 * (https://prometheus.io/docs/concepts/data_model/). Two that would become one stay two: what is spelled that way keeps the name, what
 * only becomes it gets a mark of its own behind it, the same one always.
 * @param prefix what every name begins with
 * @param taken names that are given to something else
 */
export function withPlainNames(
  labels: Readonly<Record<string, string>>,
  { prefix = '', taken = [] }: { prefix?: string; taken?: readonly string[] } = {},
): Record<string, string> {
  const plain = Object.keys(labels).map((name) => ({ name, as: plainName(prefix + name) }));
  const isAlone = ({ name, as }: { name: string; as: string }) =>
    !taken.includes(as) && (prefix + name === as || plain.every((other) => other.name === name || other.as !== as));
  return Object.fromEntries(
    plain.map((each) => [isAlone(each) ? each.as : `${each.as}_${markOf(each.name)}`, labels[each.name] ?? '']),
  );
}

function plainName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^\d/, '_$&');
}

function markOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 6);
}
