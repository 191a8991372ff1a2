import ipaddr from 'ipaddr.js';
import { refusal } from './address.refusals';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

/** Bits before the IPv4 address in `::ffff:a.b.c.d`. */
const MAPPED_PREFIX = 96;

/**
 * Link-local addresses and the metadata services of clouds (AWS, Google, Azure, Alibaba, Oracle, Scaleway) hand out credentials to
 * whoever asks from the machine. "This host" addresses reach loopback past a rule on 127.0.0.0/8; groups are never an Odoo.
 */
const ALWAYS_DENIED = [
  '169.254.0.0/16',
  'fe80::/10',
  // AWS has the network to itself: name server and clock stand in it too.
  'fd00:ec2::/32',
  'fd20:ce::254/128',
  'fd00:c1::a9fe:a9fe/128',
  'fd00:42::42/128',
  '100.100.100.200/32',
  '192.0.0.192/32',
  '168.63.129.16/32',
  '0.0.0.0/8',
  '::/128',
  '224.0.0.0/4',
  'ff00::/8',
  '255.255.255.255/32',
].map(toRange);

/** Said of one of them. */
export const DENIED_ADDRESS = refusal('denied-address');

const AT_END = [12, 13, 14, 15] as const;

/** Which bytes of an IPv6 address are an IPv4 one: IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765), NAT64 (RFC 6052), 6to4 (RFC 3056). */
const EMBEDDING: readonly { readonly range: Range; readonly bytes: readonly number[] }[] = [
  { range: toRange('::/96'), bytes: AT_END },
  { range: toRange('::ffff:0:0:0/96'), bytes: AT_END },
  { range: toRange('64:ff9b::/96'), bytes: AT_END },
  { range: toRange('2002::/16'), bytes: [2, 3, 4, 5] },
];
/** NAT64 for local use (RFC 8215): nobody outside knows how long its prefix is, so that each of these may be meant. */
const LOCAL_NAT64 = toRange('64:ff9b:1::/48');
const LOCAL_NAT64_BYTES = [[6, 7, 9, 10], [7, 9, 10, 11], [9, 10, 11, 12], AT_END];
const TEREDO = toRange('2001::/32');
/** An interface by ISATAP (RFC 5214, 6.1), whatever network it is in. */
const ISATAP = /^0[02]005efe/;

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
    const [written, ...carried] = parsed(ipaddr.parse(address));
    if ([written, ...carried].some((form) => isIn(form, this.deny))) return false;
    if (this.allow.length === 0 || isIn(written, this.allow)) return true;
    return carried.length > 0 && carried.every((form) => isIn(form, this.allow));
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
  return ipaddr.isValid(literal) && parsed(ipaddr.parse(literal)).some((form) => isIn(form, ALWAYS_DENIED));
}

/** `[::1]` as URLs write it → `::1` as sockets take it; anything else stays as it is. */
export function unbracket(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

/** A literal address in its one spelling, and every IPv4 address it carries inside; the text itself when it is no address. */
export function formsOf(address: string): string[] {
  return ipaddr.isValid(address) ? parsed(ipaddr.parse(address)).map(String) : [address];
}

/** The address, and every IPv4 address it carries inside: a packet may end at either, so rules look at all of them. */
function parsed(address: Address): [Address, ...Address[]] {
  if (!(address instanceof ipaddr.IPv6)) return [address];
  if (address.isIPv4MappedAddress()) return [address.toIPv4Address()];
  // `::` and `::1` have the shape of IPv4-compatible addresses, but are addresses of their own.
  if (['unspecified', 'loopback'].includes(address.range())) return [address];
  return [address, ...carriedBy(address)];
}

function carriedBy(address: ipaddr.IPv6): ipaddr.IPv4[] {
  const bytes = address.toByteArray();
  const at = (places: readonly number[], turned = 0) =>
    new ipaddr.IPv4(places.map((place) => (bytes[place] ?? 0) ^ turned));
  // A Teredo address leads to its client, whose address is turned over, and names the server on the way (RFC 4380, 4).
  if (isIn(address, [TEREDO])) return [at(AT_END, 0xff), at([4, 5, 6, 7])];
  if (isIn(address, [LOCAL_NAT64])) {
    // Zeros are what stands before and after it.
    return LOCAL_NAT64_BYTES.map((places) => at(places)).filter(({ octets: [first] }) => first !== 0);
  }
  const found = EMBEDDING.filter(({ range }) => isIn(address, [range])).map((embedding) => at(embedding.bytes));
  const host = Buffer.from(bytes.slice(8)).toString('hex');
  return ISATAP.test(host) ? [...found, at(AT_END)] : found;
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
