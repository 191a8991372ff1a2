import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

const harden = helmet({
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      // On plain HTTP this would send the page's own files to a port where nobody speaks TLS.
      upgradeInsecureRequests: null,
    },
  },
  // Whoever speaks TLS in front of Amiral decides for how long browsers must.
  strictTransportSecurity: false,
});

/** Helmet's headers, worked out once: nothing in them hangs on the request, and working them out each time costs. */
export function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  harden({} as IncomingMessage, response as unknown as ServerResponse, () => undefined);
  return headers;
}
