import type { NoticeAlert } from '../notice';

/**
 * Where people see what they are told of: its incident, or all of them where it is more than one.
 * @param publicUrl the origin at which browsers open the console; without one there is nothing to link to
 */
export function linkOf(alerts: readonly NoticeAlert[], publicUrl: string | null): string | null {
  if (publicUrl === null) return null;
  const [first, ...others] = new Set(alerts.map(({ incidentId }) => incidentId));
  return first && others.length === 0 ? `${publicUrl}/incidents/${first}` : `${publicUrl}/incidents`;
}
