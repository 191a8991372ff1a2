import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { line } from '../common/written';
import type { Alert } from './alert.entity';
import type { Incident } from './incidents/incident.entity';
import { refusal } from '../common/refusals';

/** Labels that all have to be carried. */
export const labels = z
  .record(line(63).min(1), line(200))
  .refine((map) => Object.keys(map).length <= 20, refusal('too-many-labels', { maximum: 20 }))
  .meta({ example: { rack: '2' }, description: 'all of these have to be carried; empty: whatever the labels' });

export const ids = z.array(z.guid().toLowerCase()).max(1_000);

/** Who did something. */
export const person = z.object({ id: z.uuid(), name: z.string() });

/** Nothing named would mean everything: nobody wants that by leaving a field out. */
export function namesSomething(given: { labels?: object; serverIds?: unknown[]; ruleIds?: unknown[] }): boolean {
  const { labels: asked = {}, serverIds = [], ruleIds = [] } = given;
  return Object.keys(asked).length + serverIds.length + ruleIds.length > 0;
}

/** A time as answers show it. */
export function iso(at: Date): string;
export function iso(at: Date | null): string | null;
export function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}

/** A person as answers show them, from the columns that note them. */
export function personOf(id: string | null, name: string | null): z.output<typeof person> | null {
  return id === null ? null : { id, name: name ?? '' };
}

export const ACKNOWLEDGE_ACTIONS = ['acknowledge', 'unacknowledge'] as const;

/** Which of them the caller may take. @param open what is still to be taken care of, or null */
export function acknowledgeActions(
  open: { acknowledgedAt: Date | null } | null,
  actor: Actor,
  subject: typeof Alert | typeof Incident,
): (typeof ACKNOWLEDGE_ACTIONS)[number][] {
  if (!open) return [];
  const action = open.acknowledgedAt ? 'unacknowledge' : 'acknowledge';
  return actor.can(action, subject) ? [action] : [];
}
