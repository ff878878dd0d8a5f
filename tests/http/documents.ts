/** /api/openapi.json, /api/socket.json, /api/docs: what we say about ourselves is what we are. */
import type { Test } from 'tap';
import type { Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { doorMethods, doorNames } from '#protocol/http/sdp-doors.ts';
import { errorStatus } from '../../server/platform/http/error-status.ts';
import { socketSchema } from '../../server/platform/http/socket-schema.ts';
import { refusedWith } from './coded.ts';
import type { HttpCase } from './world.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: unknown }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export const openApi: HttpCase = async (t, world) => {
  const { body } = await world.anyone().raw('GET', '/api/openapi.json');
  const document = body as Document;
  t.match(document.openapi, /^3\.1\.\d$/, 'it is OpenAPI 3.1');
  t.match(document, { info: { title: 'Busker', version: String }, servers: [{ url: world.stack.url }] });
  for (const name of Object.keys(routes) as RouteName[]) describes(t, document, name);
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.keys(path).filter((key) => key !== 'description'),
  );
  const ofDoors = doorNames.length * Object.values(doorMethods).flat().length;
  t.equal(operations.length, Object.keys(routes).length + ofDoors, 'it describes nothing else but WHIP and WHEP');
  t.same(brokenReferences(body), [], 'every reference in it leads somewhere');
};

function describes(t: Test, document: Document, name: RouteName): void {
  const route: Route = routes[name];
  const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
  const operation = document.paths[path]?.[route.method.toLowerCase()];
  t.match(operation, { operationId: name, summary: route.summary }, `${name} is described`);
  if (operation === undefined) return;
  t.equal(
    operation.requestBody?.content['application/json']?.schema !== undefined,
    route.body !== undefined,
    'with its body',
  );
  t.equal(operation.security !== undefined, route.who !== 'anyone', 'and who may call it');
  const headers = (operation.parameters ?? []).filter((one) => one.in === 'header' && one.required);
  t.same(
    headers.map((one) => one.name),
    route.idempotent === true ? ['Idempotency-Key'] : [],
    'and the key it must carry',
  );
  const named = (operation.parameters ?? []).filter((one) => one.in === 'path' && one.required).map((one) => one.name);
  t.same(
    named,
    [...route.path.matchAll(/:(\w+)/g)].map(([, key]) => key),
    'and what is named in its path',
  );
  t.ok(operation.responses[route.status] !== undefined, `and ${route.status}`);
  for (const code of new Set([
    ...route.refusals,
    'VALIDATION_FAILED',
    'RATE_LIMITED',
    'OVERLOADED',
    'INTERNAL',
  ] as const)) {
    t.match(operation.responses[errorStatus[code]]?.description, code, `and ${errorStatus[code]} ${code}`);
  }
}

function brokenReferences(document: unknown): string[] {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]*)"/g)].map(
    ([, reference = '']) => reference,
  );
  return references.filter((reference) => {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    return found === undefined;
  });
}

export const socketDocument: HttpCase = async (t, world) => {
  const { status, body } = await world.anyone().raw('GET', '/api/socket.json');
  t.equal(status, 200);
  t.same(body, JSON.parse(JSON.stringify(socketSchema())), 'the socket is described by the schemas that judge it');
};

export const docsPage: HttpCase = async (t, world) => {
  const anyone = world.anyone();
  const page = await anyone.raw('GET', '/api/docs');
  t.match(page, { status: 200, headers: { 'content-type': /html/ } });
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);
  t.ok(files.length >= 3, 'the page needs scripts and a style');
  for (const file of files) {
    const { status, headers, text } = await anyone.raw('GET', file);
    t.equal(status, 200, `${file} is there`);
    t.match(headers['content-type'], file.endsWith('.css') ? /css/ : /javascript/, 'as what it is');
    t.ok(text.length > 50, 'and not empty');
  }
  refusedWith(t, await anyone.raw('GET', '/api/docs/nothing.js'), 'NOT_FOUND', 'and nothing else');
};
