// Headers of every answer, errors too: nothing from elsewhere runs, frames or leaks.
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** `https` says whether the module's own address is https; HSTS is the provider's to set, it binds the whole host. */
export function securityHeaders(options: { https: boolean }): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          "'self'",
          (req) => `'nonce-${(req as unknown as { liaison: { nonce: string } }).liaison.nonce}'`,
        ],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        ...(options.https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'sameorigin' },
  });
  return (req, res, next) => {
    res.set('Cache-Control', 'no-store');
    protect(req, res, next);
  };
}
