/**
 * Response headers of every answer: a content policy that lets the page load only what is its own and talk only to us.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** @param publicUrl where the site is reached; over https HSTS and upgrades make sense */
export function securityHeaders(publicUrl: URL): RequestHandler {
  const secure = publicUrl.protocol === 'https:';
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Older browsers do not count our own socket as 'self'.
        connectSrc: ["'self'", publicUrl.origin.replace(/^http/, 'ws')],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Camera, microphone, screen and full screen are for our own pages only. */
export const permissionsPolicy: RequestHandler = (_request, response, next) => {
  const own = ['camera', 'microphone', 'display-capture', 'fullscreen', 'picture-in-picture', 'screen-wake-lock'];
  response.set('Permissions-Policy', [...own.map((name) => `${name}=(self)`), 'geolocation=()'].join(', '));
  next();
};
