/**
 * Response headers of every answer: a content policy that lets the page load only what is its own and talk only to us.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** @param secure whether the site is reached over https, where HSTS and upgrades make sense */
export function securityHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
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
