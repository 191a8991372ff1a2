import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeyRing } from '../database/secrets';
import { cookieIn, cookieText } from './cookies';

const KEPT_SECONDS = 365 * 86_400;

/**
 * Tells a browser in which somebody has logged in before from those of strangers, whose failures must not lock that person out
 * (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). The cookie holds a word for the device and the word's
 * HMAC-SHA256 with the e-mail: nothing is stored, and it opens nothing.
 */
@Injectable()
export class DeviceCookie {
  /** The newest first. */
  private readonly keys: readonly Buffer[];

  constructor(ring: KeyRing) {
    this.keys = ring.derive('amiral device cookie').map(({ bytes }) => bytes);
  }

  /** The word of a device from which `email` has logged in before, or null. */
  knownTo(email: string, request: FastifyRequest): string | null {
    const words = this.keys.map((key) => wordOf(cookieIn(nameFor(key, email), request), key, email));
    return words.find((word) => word !== null) ?? null;
  }

  /** Marks the device as one from which `email` has logged in. */
  remember(email: string, request: FastifyRequest, reply: FastifyReply): void {
    const [key = Buffer.alloc(0)] = this.keys;
    const word = this.knownTo(email, request) ?? randomBytes(16).toString('base64url');
    const cookie = { name: nameFor(key, email), value: `${word}.${macOf(key, word, email)}`, seconds: KEPT_SECONDS };
    void reply.header('set-cookie', cookieText(cookie, request));
  }
}

/** One a person and a deployment: several share a browser, and cookies know no ports. */
function nameFor(key: Buffer, email: string): string {
  return `amiral_device_${createHmac('sha256', key).update(email).digest('hex').slice(0, 8)}`;
}

function wordOf(value: string | null, key: Buffer, email: string): string | null {
  const [, word = '', mac = ''] = /^([\w-]{22})\.([\w-]{43})$/.exec(value ?? '') ?? [];
  if (word === '') return null;
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(key, word, email))) ? word : null;
}

function macOf(key: Buffer, word: string, email: string): string {
  return createHmac('sha256', key).update(`${word}.${email}`).digest('base64url');
}
