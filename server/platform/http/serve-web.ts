/**
 * The web client: its built files, and its one page for every path it knows. Unknown paths get the page too, with 404,
 * so that a person sees the product's own "not found".
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import compressed from 'express-static-gzip';
import { embeddable as player } from './security-headers.ts';

export interface WebOptions {
  readonly dist: string;
  readonly demo: boolean;
  /** Whether the local outbox can be read here; else its page does not exist. */
  readonly localMail: boolean;
}

const room = /^\/r\/[^/]+$/;
const localMail = /^\/dev\/mail$/;
/** What OBS shows: a page of its own. */
const overlay = /^\/overlay\/[^/]+$/;
/** Paths of the page; each is added by the feature that brings it. */
const pages = [
  ...[/^\/$/, /^\/studio(\/encoder(\/[^/]+)?)?$/, /^\/wallet$/, /^\/(prices|connection)$/, overlay, player, room],
  /^\/(u|call)\/[^/]+$/,
  ...[/^\/(login|signup|forgot-password|reset-password|verify-email)$/],
  ...[/^\/settings(\/(profile|security|preferences|notifications|privacy|channel|webhooks))?$/],
  /^\/moderation(\/[^/]+)?$/,
  ...[/^\/admin(\/(proposals|audit|media|money|people\/[^/]+))?$/],
];

/** @param options.dist folder of the built client; absent files answer 404 */
export function serveWeb(options: WebOptions): RequestHandler {
  const router = Router();
  const known = options.localMail ? [...pages, localMail] : pages;
  const index = join(options.dist, 'index.html');
  const web = existsSync(index) ? readPage(options.dist, options.demo) : undefined;
  if (web !== undefined) router.use('/assets', serveAssets(join(options.dist, 'assets')));
  // The files themselves still have their placeholders, and the overlay nothing to show.
  router.get(/^\/(index|overlay|play)\.html$/, (_request, response) => response.redirect(308, '/'));
  router.use(express.static(options.dist, { index: false, maxAge: '1h' }));
  router.get(/.*/, (request, response, next) => {
    if (web === undefined || !request.accepts('html') || isForPrograms(request.path)) {
      next();
      return;
    }
    response
      .status(known.some((page) => page.test(request.path)) ? 200 : 404)
      .type('html')
      .set('Cache-Control', 'no-cache')
      .send(pageFor(request.path, web));
  });
  return router;
}

/** As the build compressed them, where the browser takes that. Their names change with what is in them. */
function serveAssets(folder: string): RequestHandler {
  const serveStatic = { immutable: true, maxAge: '1y', index: false } as const;
  const hand = compressed(folder, { enableBrotli: true, orderPreference: ['br', 'gzip'], index: false, serveStatic });
  return (request, response, next) => {
    // The library has words of its own for an address that cannot be read.
    if (!isReadable(request.path)) next();
    else
      hand(request, response, (error: unknown) => {
        // What it said of the file is not true of the refusal.
        for (const name of ['Content-Encoding', 'Content-Type']) response.removeHeader(name);
        next(error);
      });
  };
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function isForPrograms(path: string): boolean {
  return /^\/(api|ws|whip|whep|healthz|readyz|metrics|assets)(\/|$)/.test(path);
}

interface Page {
  readonly room: string;
  readonly overlay: string;
  readonly player: string;
  readonly other: string;
}

function pageFor(path: string, page: Page): string {
  if (room.test(path)) return page.room;
  if (player.test(path)) return page.player;
  return overlay.test(path) ? page.overlay : page.other;
}

/** The page with its placeholder filled in; what is for rooms only is left out elsewhere, and the other way round. */
function readPage(dist: string, demo: boolean): Page {
  const html = readFileSync(join(dist, 'index.html'), 'utf8').replaceAll('__BUSKER_DEMO__', demo ? '1' : '0');
  const without = (only: 'room' | 'other'): string =>
    html.replaceAll(new RegExp(`\\s*<(?:script|link)[^>]*data-only="${only}"[^>]*>(?:</script>)?`, 'g'), '');
  return {
    room: without('other'),
    overlay: readFileSync(join(dist, 'overlay.html'), 'utf8'),
    player: readFileSync(join(dist, 'play.html'), 'utf8'),
    other: without('room'),
  };
}
