/** RFC 3986 2.3: these mean the same with and without an escape. */
const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * The one spelling of a server's address: scheme and host in lower case (by the WHATWG URL parser), no dot behind the host, no default
 * port, no needless escape, no trailing slash. Two spellings of one address are one server.
 * @returns null for what is no http or https address, or carries credentials, a query or a fragment
 */
export function normaliseUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && !/[?#]/.test(text);
  if (!plain || !['http:', 'https:'].includes(url.protocol)) return null;
  url.hostname = url.hostname.replace(/\.$/, '');
  const path = plainPath(url.pathname);
  return path === null || url.hostname.endsWith('.') ? null : `${url.origin}${path.replace(/\/+$/, '')}`;
}

/** RFC 3986 6.2.2: escapes in upper case, and none where the character means the same. Null when an escape is none. */
function plainPath(path: string): string | null {
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return null;
  return path.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : escape.toUpperCase();
  });
}
