import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Notice, NoticeAlert } from '../../src/channels/notice';
import { Notices } from '../../src/channels/notices.service';
import { newId } from '../../src/common/clock';
import type { TestApp } from './app';

/** A new signing secret. */
export const signingSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** An alert of a server that is down. */
export function alertOf(facts: Partial<NoticeAlert> = {}): NoticeAlert {
  return {
    id: newId(),
    rule: 'server-critical',
    incidentId: newId(),
    serverId: newId(),
    serverName: 'Production 1',
    serverCode: 'prod-1',
    instanceId: null,
    operationId: null,
    labels: { rack: '2' },
    summary: 'does not answer',
    startsAt: new Date('2026-11-22T03:00:00Z'),
    endsAt: null,
    endReason: null,
    ended: null,
    acknowledgedBy: null,
    ...facts,
  };
}

/** A notice of such an alert. */
export function noticeOf(facts: Partial<Notice> = {}): Notice {
  const id = newId();
  return {
    id,
    kind: 'firing',
    threadKey: `thread ${id}`,
    severity: 'critical',
    at: new Date('2026-11-22T03:00:10Z'),
    title: '1 server: server critical',
    alerts: [alertOf()],
    ...facts,
  };
}

/** Sends it to all channels that are enabled. */
export async function sendToAll(tx: EntityManager, notices: Notices, notice: Notice): Promise<void> {
  const channels = await notices.channels(tx);
  const to = channels.filter(({ enabled }) => enabled).map(({ id }) => id);
  await notices.send(tx, notice, to);
}

/** The same as whoever has something to tell does it: in a transaction. */
export async function sendNotice(app: NestFastifyApplication, notice: Notice): Promise<void> {
  await app.get(DataSource).transaction((tx) => sendToAll(tx, app.get(Notices, { strict: false }), notice));
}

/** Enters a channel through the API and answers with it. */
export async function enterChannel(amiral: TestApp, fields: Record<string, unknown>): Promise<{ id: string }> {
  const answer = await amiral.call('POST', '/channels', { as: 'admin', body: { name: newId(), ...fields } });
  if (answer.status !== 201) throw new Error(`${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body as { id: string };
}

/** A webhook to this address. */
export function webhookTo(url: string, secrets: string[] = [signingSecret()]) {
  return { kind: 'webhook', settings: { url, secrets } };
}
