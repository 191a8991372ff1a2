import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Bits before the IPv4 address in `::ffff:a.b.c.d`. */
const MAPPED_PREFIX = 96;

/**
 * Link-local addresses and the metadata services of clouds (AWS, Google, Azure, Alibaba) hand out credentials to whoever
 * asks from the machine. "This host" addresses reach loopback past a rule on 127.0.0.0/8; groups are never an Odoo.
 */
const ALWAYS_DENIED = [
  '169.254.0.0/16',
  'fe80::/10',
  'fd00:ec2::254/128',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '0.0.0.0/8',
  '::/128',
  '224.0.0.0/4',
  'ff00::/8',
  '255.255.255.255/32',
].map(toRange);

/** Where an IPv4 address stands inside an IPv6 one: IPv4-compatible (RFC 4291), NAT64 (RFC 6052, and RFC 8215 for local use), 6to4 (RFC 3056). */
const EMBEDDING: readonly { readonly range: Range; readonly at: number }[] = [
  { range: toRange('::/96'), at: 12 },
  { range: toRange('64:ff9b::/96'), at: 12 },
  { range: toRange('64:ff9b:1::/48'), at: 12 },
  { range: toRange('2002::/16'), at: 2 },
];

const REMEMBERED = 50_000;

/** Which addresses may be called: deny beats allow; allow, when it lists anything, is exhaustive. */
export class Egress {
  private readonly allow: readonly Range[];
  private readonly deny: readonly Range[];
  private readonly known = new Map<string, boolean>();

  /**
   * @param allow CIDRs, IPv4 or IPv6; empty allows whatever is not denied
   * @param deny CIDRs refused on top of those that always are
   * @throws Error when one is not a CIDR
   */
  constructor(allow: readonly string[], deny: readonly string[]) {
    this.allow = allow.map(toRange);
    this.deny = [...ALWAYS_DENIED, ...deny.map(toRange)];
  }

  /** Whether `address`, a literal IPv4 or IPv6 address, may be called; anything else may not. */
  permits(address: string): boolean {
    const known = this.known.get(address);
    if (known !== undefined) return known;
    if (this.known.size >= REMEMBERED) this.known.clear();
    const verdict = this.judge(address);
    this.known.set(address, verdict);
    return verdict;
  }

  private judge(address: string): boolean {
    if (!ipaddr.isValid(address)) return false;
    const forms = formsOf(ipaddr.parse(address));
    if (forms.some((form) => isIn(form, this.deny))) return false;
    return this.allow.length === 0 || forms.some((form) => isIn(form, this.allow));
  }
}

/**
 * Whether the host of a URL is a literal address that no setting can permit.
 * @param host as `URL.hostname` gives it (IPv6 in brackets), or in any spelling that WHATWG URL takes for an address
 * @returns false for names, which are judged when they are resolved
 */
export function isAlwaysDenied(host: string): boolean {
  const written = URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).hostname : host;
  const literal = unbracket(written);
  return ipaddr.isValid(literal) && formsOf(ipaddr.parse(literal)).some((form) => isIn(form, ALWAYS_DENIED));
}

/** `[::1]` as URLs write it → `::1` as sockets take it; anything else stays as it is. */
export function unbracket(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

/** The address, and every IPv4 address it carries inside: a packet may end at either, so rules look at all of them. */
function formsOf(address: Address): Address[] {
  if (!(address instanceof ipaddr.IPv6)) return [address];
  if (address.isIPv4MappedAddress()) return [address.toIPv4Address()];
  // `::` and `::1` have the shape of IPv4-compatible addresses, but are addresses of their own.
  if (['unspecified', 'loopback'].includes(address.range())) return [address];
  const bytes = address.toByteArray();
  const carrying = EMBEDDING.filter(({ range }) => isIn(address, [range]));
  return [address, ...carrying.map(({ at }) => new ipaddr.IPv4(bytes.slice(at, at + 4)))];
}

function isIn(address: Address, ranges: readonly Range[]): boolean {
  return ranges.some(([base, bits]) => {
    if (address instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && address.match(base, bits);
    return base instanceof ipaddr.IPv6 && address.match(base, bits);
  });
}

/** IPv4-mapped CIDRs become the IPv4 ones they stand for, as addresses do. */
function toRange(cidr: string): Range {
  const [base, bits] = ipaddr.parseCIDR(cidr);
  if (base instanceof ipaddr.IPv6 && base.isIPv4MappedAddress() && bits >= MAPPED_PREFIX) {
    return [base.toIPv4Address(), bits - MAPPED_PREFIX];
  }
  return [base, bits];
}
