import type { RequestOptions } from 'node:https';
import tls, { type PeerCertificate } from 'node:tls';
import type { CertificateEnd } from './certificate-end';
import { type Anchors, firstToEnd } from './chain';

/** Kept connections and resumed sessions show no new certificate, so a renewal must be looked for now and then. */
const LOOK_AGAIN_MS = 6 * 3_600_000;
const REMEMBERED = 100_000;

interface Seen {
  certificate: CertificateEnd;
  /** In ms since 1970. */
  at: number;
}

/** What a connection leads to: an address and port, and the name of the server in TLS. */
export function peerOf({ host, port, servername }: RequestOptions): string {
  return `${host ?? ''} ${String(port)} ${servername ?? ''}`;
}

/** When what vouches for the peers ends, as last seen in a full handshake: only that one shows certificates. */
export class Certificates {
  private readonly byPeer = new Map<string, Seen>();

  /** @param remembered how many peers, the last seen ones */
  constructor(private readonly remembered = REMEMBERED) {}

  /**
   * Whether the next connection to `peer` must make a full handshake, because the last one is long ago or what it showed has
   * ended meanwhile; a resumed one would not be verified again.
   */
  isDue(peer: string): boolean {
    const seen = this.byPeer.get(peer);
    if (!seen) return false;
    const now = Date.now();
    return now - seen.at > LOOK_AGAIN_MS || seen.certificate.endsAt <= now;
  }

  /** What ends first of all that vouches for the peer; null when no handshake with it is remembered. */
  of(peer: string): CertificateEnd | null {
    return this.byPeer.get(peer)?.certificate ?? null;
  }

  /**
   * The check of a peer's name that `tls.connect` makes in each full handshake, once the chain is verified. Node has read the chain
   * for it, which costs more than a request: here it is looked at without being read again.
   * @param peer see `peerOf`
   * @param trusted what its chain was verified by
   */
  checkOf(peer: string, trusted: Anchors): (host: string, shown: PeerCertificate) => Error | undefined {
    return (host, shown) => {
      const wrong = tls.checkServerIdentity(host, shown);
      // Of a server Node shows it with its issuers, though its types do not say so.
      const certificate = wrong ? null : firstToEnd(shown as tls.DetailedPeerCertificate, trusted, Date.now());
      if (certificate) this.remember(peer, certificate);
      return wrong;
    };
  }

  private remember(peer: string, certificate: CertificateEnd): void {
    this.byPeer.delete(peer);
    this.byPeer.set(peer, { certificate, at: Date.now() });
    if (this.byPeer.size <= this.remembered) return;
    for (const oldest of this.byPeer.keys()) {
      this.byPeer.delete(oldest);
      return;
    }
  }
}
