import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { blocksOf } from '../common/pem';
import { type Certificates, peerOf } from './certificates';
import { Anchors } from './chain';

/** Longer than the usual interval between probes, so that a server that keeps connections is met on the same one. */
const IDLE_MS = 120_000;
/** A TLS session is 2-4 kB and saves a third of the handshake's CPU. */
const TLS_SESSIONS = 20_000;
/** Fleets where every server has its own CA exist; a context over the system's roots costs about 20 kB. */
const OWN_CAS = 10_000;

const SETTINGS = { keepAlive: true, timeout: IDLE_MS } as const;

/** Two pools that trust the same: `kept` reuses connections, `fresh` makes one for each call, with a full handshake. */
export interface Pools {
  readonly kept: http.Agent;
  readonly fresh: http.Agent;
}

const ROOTS = new Anchors(tls.rootCertificates);

/**
 * Lets `certificates` see what each connection is verified by. Given with a request, a check of names would make Node (22 and later) take
 * the connection for that request's alone: neither it nor its session would serve another one.
 */
class WatchedAgent extends https.Agent {
  constructor(
    options: https.AgentOptions,
    private readonly certificates: Certificates,
    private readonly trusted: Anchors,
  ) {
    super(options);
  }

  override createConnection(...[options, ...rest]: Parameters<https.Agent['createConnection']>) {
    const checkServerIdentity = this.certificates.checkOf(peerOf(options), this.trusted);
    return super.createConnection({ ...options, checkServerIdentity }, ...rest);
  }
}

/**
 * The pools of connections. Sockets are pooled by the address they lead to and by TLS name, so a kept one is only met by
 * a call whose address was checked again. Each extra CA has pools of its own, so that what one server's CA vouched for
 * is never shown to another server's calls.
 */
export class Connections {
  private readonly plain: Pools = { kept: new http.Agent(SETTINGS), fresh: new http.Agent() };
  private readonly secure: Pools;
  private readonly byCa = new Map<string, Pools>();

  /** @param certificates sees what connections are verified by */
  constructor(private readonly certificates: Certificates) {
    this.secure = securePools(null, certificates);
  }

  /**
   * @param secure https or http
   * @param tlsCa PEM trusted besides the system's roots, or null
   */
  poolsFor(secure: boolean, tlsCa: string | null): Pools {
    if (!secure) return this.plain;
    return tlsCa === null ? this.secure : this.ownCa(tlsCa);
  }

  /** Closes connections nobody uses now; those in use end with their call. */
  closeIdle(): void {
    for (const pools of [this.plain, this.secure, ...this.byCa.values()]) closeIdleOf(pools);
  }

  private ownCa(pem: string): Pools {
    const pools = this.byCa.get(pem) ?? securePools(pem, this.certificates);
    // A Map keeps the order of insertion: putting it back makes the first one the least used.
    this.byCa.delete(pem);
    this.byCa.set(pem, pools);
    if (this.byCa.size > OWN_CAS) this.forgetOldest();
    return pools;
  }

  private forgetOldest(): void {
    for (const [pem, pools] of this.byCa) {
      this.byCa.delete(pem);
      closeIdleOf(pools);
      return;
    }
  }
}

function securePools(pem: string | null, certificates: Certificates): Pools {
  // One context for all connections of the pool: making one for each would parse the roots again and again.
  const secureContext = contextTrusting(pem);
  const trusted = pem === null ? ROOTS : new Anchors(blocksOf(pem), ROOTS);
  return {
    kept: new WatchedAgent({ ...SETTINGS, secureContext, maxCachedSessions: TLS_SESSIONS }, certificates, trusted),
    fresh: new WatchedAgent({ secureContext, maxCachedSessions: 0 }, certificates, trusted),
  };
}

/**
 * The system's roots and, when given, one CA more. The option `ca` of Node 20 replaces the roots, and repeating them
 * beside it parses 150 certificates, 17 ms and 1 MB for each CA; adding to the native context takes 0.7 ms and 17 kB.
 */
function contextTrusting(pem: string | null): tls.SecureContext {
  if (pem === null) return tls.createSecureContext();
  const context = tls.createSecureContext();
  const native = context.context as { addCACert?: (pem: string) => void };
  if (typeof native.addCACert !== 'function') return tls.createSecureContext({ ca: [...tls.rootCertificates, pem] });
  native.addCACert(pem);
  return context;
}

function closeIdleOf(pools: Pools): void {
  for (const sockets of Object.values(pools.kept.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
