/**
 * `/api/openapi.json`, `/api/socket.json` and `/api/docs`, a page to read and try them.
 */
import express, { type RequestHandler, Router } from 'express';
import swaggerUi from 'swagger-ui-dist';
import { openApiDocument } from './openapi.ts';
import { socketSchema } from './socket-schema.ts';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Busker API</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="docs"></main><script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body></html>`;
/** The reader of the document styles its elements in place; it is the one page that may. */
const docsPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
const start = `window.SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', validatorUrl: null });`;

/** @param serverUrl where the API is reached, named in the document */
export function serveDocs(serverUrl: string, version: string): RequestHandler {
  const document = openApiDocument(serverUrl, version);
  const socket = socketSchema();
  const router = Router();
  router.get('/api/openapi.json', (_request, response) => void response.json(document));
  router.get('/api/socket.json', (_request, response) => void response.json(socket));
  router.get('/api/docs', (_request, response) => {
    response.set('Content-Security-Policy', docsPolicy).type('html').send(page);
  });
  router.get('/api/docs/start.js', (_request, response) => void response.type('js').send(start));
  router.use('/api/docs', express.static(swaggerUi.getAbsoluteFSPath(), { index: false, maxAge: '1h' }));
  return router;
}
