import type { EntityManager } from 'typeorm';
import { Alert } from '../alert.entity';
import { Incident } from '../incidents/incident.entity';
import { AlertRule } from '../rules/rule.entity';
import { Silence } from '../silences/silence.entity';
import { LocalTimes } from '../windows/local-times';
import { isOn } from '../windows/occurrences';
import { MaintenanceWindow } from '../windows/window.entity';
import { readFacts } from './facts';
import { isIncident } from './incidents';
import type { Matcher } from './matcher';
import { parts, readRows } from './rows';
import type { Fact, Gone, Situation, Toggles } from './situation';
import type { Timings } from './timings';

/** Who did it stands in the journal. */
const GONE = `
SELECT gone.id, gone.reason,
       concat(CASE gone.reason WHEN 'maintenance' THEN 'in maintenance' ELSE gone.reason END, ' by ' || j.actor_name,
              ', until ' || to_char(gone.until AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC') AS note
  FROM (
    SELECT given.id, s.maintenance_until AS until,
           CASE WHEN s.id IS NULL THEN 'deleted' WHEN s.archived THEN 'archived'
                WHEN s.lifecycle = 'maintenance' THEN 'maintenance' ELSE 'deactivated' END AS reason
      FROM unnest($1::uuid[]) AS given (id) LEFT JOIN servers s ON s.id = given.id
     WHERE s.id IS NULL OR s.lifecycle <> 'active') gone
  LEFT JOIN LATERAL (
    SELECT actor_name FROM journal
     WHERE subject_type = 'server' AND subject_id = gone.id
       AND action = CASE gone.reason WHEN 'maintenance' THEN 'maintenance' WHEN 'deactivated' THEN 'deactivate'
                                     WHEN 'deleted' THEN 'delete' END
     ORDER BY id DESC LIMIT 1) j ON true`;

/** Turns from bad to well or back, from the record of transitions: one between two looks counts too. */
const TOGGLES = `
SELECT given.id AS "serverId", count(*) FILTER (WHERE t.at >= given.opened_at)::integer AS changes,
       count(*) FILTER (WHERE t.at > $3)::integer AS recent, max(t.at) AS "lastAt", max(t.at) FILTER (WHERE t.bad) AS "badAt"
  FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, opened_at)
  JOIN LATERAL (
    SELECT at, (state = 'offline' OR (state = 'active' AND health = 'critical')) AS bad,
           (state_before = 'offline' OR (state_before = 'active' AND health_before = 'critical')) AS was
      FROM server_transitions WHERE server_id = given.id AND at >= LEAST(given.opened_at, $3)) t
    ON COALESCE(t.bad, false) <> COALESCE(t.was, false)
 GROUP BY given.id`;

/** Reads all that alerts are judged by. @param withSlow whether to look at what changes slowly as well */
export async function readSituation(
  tx: EntityManager,
  {
    now,
    leapMs,
    timings,
    newId,
    withSlow,
    channels,
  }: Pick<Situation, 'now' | 'leapMs' | 'newId' | 'channels'> & { timings: Timings; withSlow: boolean },
): Promise<Situation> {
  const rules = await tx.find(AlertRule, { order: { id: 'ASC' } });
  const { facts, looked } = await readFacts(tx, rules, now, withSlow);
  const alerts = await readRows(tx, Alert, 'NOT settled');
  const incidents = await readRows(tx, Incident, 'closed_at IS NULL');
  return {
    now,
    leapMs,
    timings,
    newId,
    rules,
    facts,
    looked,
    alerts,
    incidents,
    toggles: await readToggles(tx, facts, incidents, new Date(now.getTime() - timings.flapWindowMs)),
    gone: await readGone(tx, alerts, incidents),
    quiet: await readQuiet(tx, now),
    channels,
  };
}

async function readGone(
  tx: EntityManager,
  alerts: readonly Alert[],
  incidents: readonly Incident[],
): Promise<Map<string, Gone>> {
  const ids = new Set<string>();
  for (const { serverId } of alerts) if (serverId !== null) ids.add(serverId);
  for (const { serverId } of incidents) if (serverId !== null) ids.add(serverId);
  const found = new Map<string, Gone>();
  for (const part of parts([...ids])) {
    const rows = await tx.query<(Gone & { id: string })[]>(GONE, [part]);
    for (const { id, reason, note } of rows) found.set(id, { reason, note });
  }
  return found;
}

async function readToggles(
  tx: EntityManager,
  facts: readonly Fact[],
  incidents: readonly Incident[],
  windowFrom: Date,
): Promise<Map<string, Toggles>> {
  const since = new Map<string, Date>();
  for (const { kind, serverId } of facts) if (serverId && isIncident(kind)) since.set(serverId, windowFrom);
  for (const { serverId, openedAt } of incidents) if (serverId) since.set(serverId, openedAt);
  const found = new Map<string, Toggles>();
  for (const part of parts([...since])) {
    const asked = [part.map(([id]) => id), part.map(([, from]) => from.toISOString()), windowFrom];
    for (const row of await tx.query<Toggles[]>(TOGGLES, asked)) found.set(row.serverId, row);
  }
  return found;
}

async function readQuiet(tx: EntityManager, now: Date): Promise<Matcher[]> {
  const silences = await tx
    .createQueryBuilder(Silence, 's')
    .where('s.startsAt <= :now AND s.endsAt > :now', { now })
    .getMany();
  const windows = await tx.find(MaintenanceWindow);
  const times = new LocalTimes();
  return [
    ...silences,
    ...windows.filter(({ schedule }) => isOn(schedule, now, times)).map((each) => ({ ...each, ruleIds: [] })),
  ];
}
