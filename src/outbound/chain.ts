import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { CertificateEnd } from './certificate-end';

type Period = Pick<CertificateEnd, 'startsAt' | 'endsAt'>;

interface Anchor extends Period {
  /** Whether it signed itself: no chain goes on beyond it, or ends below it. */
  isRoot: boolean;
}

/**
 * Trusted certificates, by whose and by which key they are. OpenSSL prefers them to what a server sends (X509_V_FLAG_TRUSTED_FIRST), so
 * the same authority signed by another one, which many chains carry behind a root, has no part in what a connection was verified by.
 */
export class Anchors {
  private known: ReadonlyMap<string, Anchor> | null = null;

  /**
   * @param pems one certificate each; parsed once, when the first is looked for: a system's roots take some 20 ms
   * @param besides what is trusted as well
   */
  constructor(
    private readonly pems: readonly string[],
    private readonly besides: Anchors | null = null,
  ) {}

  /** The trusted one with the name and the key of this one. */
  find(certificate: PeerCertificate): Anchor | undefined {
    return this.byIdentity(identityOf(certificate));
  }

  private byIdentity(identity: string): Anchor | undefined {
    this.known ??= anchorsOf(this.pems);
    return lasting(this.known.get(identity), this.besides?.byIdentity(identity));
  }
}

/**
 * The end of what a connection was verified by: a chain is good only until the first of its certificates ends.
 * @param leaf as a verified connection shows it, with its issuers
 * @param now in ms since 1970
 * @returns null when the leaf's own dates cannot be read
 */
export function firstToEnd(leaf: DetailedPeerCertificate, trusted: Anchors, now: number): CertificateEnd | null {
  const period = periodOf(leaf);
  if (!period) return null;
  let first: CertificateEnd = { part: 'leaf', ...period };
  for (const link of linksAbove(leaf, trusted)) {
    // What had ended verified nothing: OpenSSL took another copy of it that the server sent.
    if (link.endsAt < first.endsAt && link.endsAt > now) first = link;
  }
  return first;
}

/** From the issuer of the leaf to the root. */
function* linksAbove(leaf: DetailedPeerCertificate, trusted: Anchors): Generator<CertificateEnd> {
  let below = leaf;
  for (let each = issuerOf(leaf); each && each !== below; each = issuerOf(each)) {
    const link = linkOf(each, trusted);
    if (link) yield link;
    if (link?.part === 'root') return;
    below = each;
  }
}

/** Null for one whose dates cannot be read. */
function linkOf(certificate: DetailedPeerCertificate, trusted: Anchors): CertificateEnd | null {
  const anchor = trusted.find(certificate);
  const period = anchor ?? periodOf(certificate);
  if (!period) return null;
  const isRoot = anchor?.isRoot ?? issuerOf(certificate) === certificate;
  return { part: isRoot ? 'root' : 'intermediate', startsAt: period.startsAt, endsAt: period.endsAt };
}

/** Itself for one that signed itself; of the last one known there is none, whatever Node's types say. */
function issuerOf({ issuerCertificate }: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  return issuerCertificate;
}

/** Whoever makes certificates may write nonsense into them. */
function periodOf({ valid_from: from, valid_to: to }: PeerCertificate): Period | null {
  const period = { startsAt: Date.parse(from), endsAt: Date.parse(to) };
  return Number.isNaN(period.startsAt) || Number.isNaN(period.endsAt) ? null : period;
}

function anchorsOf(pems: readonly string[]): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  for (const certificate of pems.map(parsed)) {
    const period = certificate && periodOf(certificate);
    if (!period) continue;
    const identity = identityOf(certificate);
    const isRoot = JSON.stringify(certificate.subject) === JSON.stringify(certificate.issuer);
    const anchor = lasting(anchors.get(identity), { ...period, isRoot });
    if (anchor) anchors.set(identity, anchor);
  }
  return anchors;
}

/** Null for one that OpenSSL trusts no more than we can read it. */
function parsed(pem: string): PeerCertificate | null {
  try {
    return new X509Certificate(pem).toLegacyObject();
  } catch {
    return null;
  }
}

/** Of two that are the same, OpenSSL takes the one that ends last. */
function lasting(one: Anchor | undefined, other: Anchor | undefined): Anchor | undefined {
  return one && other ? (one.endsAt < other.endsAt ? other : one) : (one ?? other);
}

function identityOf({ subject, pubkey }: PeerCertificate): string {
  return `${JSON.stringify(subject)} ${pubkey?.toString('base64') ?? ''}`;
}
