/**
 * Response headers of every answer: a content policy that lets the page load only what is its own and talk only to us, and
 * lets nobody frame it but the player, which is made for that (`docs/decisions/0033-the-player-may-be-framed.md`).
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** The one page that other sites may show in a frame: it knows nobody, reads no cookie and has nothing to press by mistake. */
export const embeddable = /^\/play\/[^/]+$/;

/** @param publicUrl where the site is reached; over https HSTS and upgrades make sense */
export function securityHeaders(publicUrl: URL): RequestHandler {
  const [own, framed] = [headersFor(publicUrl, "'none'"), headersFor(publicUrl, '*')];
  return (request, response, next) => {
    const hand = embeddable.test(request.path) ? framed : own;
    hand(request, response, next);
  };
}

/** @param ancestors who may show it in a frame */
function headersFor(publicUrl: URL, ancestors: "'none'" | '*'): ReturnType<typeof helmet> {
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
        frameAncestors: [ancestors],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    // It has no word for "everybody", and older browsers obey it alone.
    xFrameOptions: ancestors === '*' ? false : { action: 'sameorigin' },
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Camera, microphone, screen and full screen are for our own pages only. */
export const permissionsPolicy: RequestHandler = (_request, response, next) => {
  const own = ['camera', 'microphone', 'display-capture', 'fullscreen', 'picture-in-picture', 'screen-wake-lock'];
  response.set('Permissions-Policy', [...own.map((name) => `${name}=(self)`), 'geolocation=()'].join(', '));
  next();
};
