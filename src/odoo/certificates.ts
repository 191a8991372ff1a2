import { TLSSocket } from 'node:tls';

/** Kept connections and resumed sessions show no new certificate, so a renewal must be looked for now and then. */
const LOOK_AGAIN_MS = 6 * 3_600_000;
const REMEMBERED = 100_000;

interface Seen {
  expiresAt: Date;
  /** In ms since 1970. */
  at: number;
}

/** When the certificates of the peers end, as last seen in a full handshake: only that one shows a certificate. */
export class Certificates {
  private readonly byPeer = new Map<string, Seen>();

  /** @param remembered how many peers, the last seen ones */
  constructor(private readonly remembered = REMEMBERED) {}

  /**
   * Whether the next connection to `peer` must make a full handshake, because the last one is long ago or the
   * certificate it showed has ended meanwhile; a resumed one would not be verified again.
   */
  isDue(peer: string): boolean {
    const seen = this.byPeer.get(peer);
    if (!seen) return false;
    const now = Date.now();
    return now - seen.at > LOOK_AGAIN_MS || seen.expiresAt.getTime() <= now;
  }

  /**
   * The end of the certificate of the peer behind an open connection.
   * @param peer its address and name
   * @param kept whether the connection has served before; reading a certificate costs more than a request on it
   * @returns null over plain HTTP, and for a resumed session whose full handshake is forgotten
   */
  read(peer: string, socket: unknown, kept: boolean): Date | null {
    if (!(socket instanceof TLSSocket)) return null;
    const certificate = kept ? undefined : socket.getPeerX509Certificate();
    if (!certificate) return this.byPeer.get(peer)?.expiresAt ?? null;
    const expiresAt = new Date(certificate.validTo);
    // Whoever makes certificates may write nonsense into them.
    if (Number.isNaN(expiresAt.getTime())) return null;
    this.remember(peer, expiresAt);
    return expiresAt;
  }

  private remember(peer: string, expiresAt: Date): void {
    this.byPeer.delete(peer);
    this.byPeer.set(peer, { expiresAt, at: Date.now() });
    if (this.byPeer.size <= this.remembered) return;
    for (const oldest of this.byPeer.keys()) {
      this.byPeer.delete(oldest);
      return;
    }
  }
}
