/**
 * The one spelling of a server's address: scheme and host in lower case (by the WHATWG URL parser), no default port, no trailing
 * slash. Two spellings of one address are one server.
 * @returns null for what is no http or https address, or carries credentials, a query or a fragment
 */
export function normaliseUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && !/[?#]/.test(text);
  if (!plain || !['http:', 'https:'].includes(url.protocol)) return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
