/**
 * The OpenAPI 3.1 document, made from the same schemas that validate, so that it cannot say anything else.
 */
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiContentObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { ErrorBody, type ErrorCode } from '#protocol/errors.ts';
import type { Route } from '#protocol/http/route.ts';
import { routes } from '#protocol/http/routes.ts';
import { errorStatus } from './error-status.ts';
import { doorsDocument } from './openapi-doors.ts';

/** Codes that any route may answer. */
const everywhere: readonly ErrorCode[] = ['VALIDATION_FAILED', 'RATE_LIMITED', 'OVERLOADED', 'INTERNAL'];

/** @param serverUrl where the API is reached */
export function openApiDocument(serverUrl: string, version: string) {
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Busker', version, description: 'Live performances: streams, rooms and the people in them.' },
    servers: [{ url: serverUrl }],
    paths: { ...paths(), ...doorsDocument(refusals) },
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  });
}

function paths(): ZodOpenApiPathsObject {
  const found: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    found[path] = { ...found[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return found;
}

/** Of routes that move money; the server reads it in answer-route.ts. */
const IdempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .describe(
      'The same key again answers what the first accepted request answered; with another body it is a conflict',
    ),
});

function operation(name: string, route: Route): ZodOpenApiOperationObject {
  const described: ZodOpenApiOperationObject = {
    operationId: name,
    summary: route.summary,
    responses: {
      [route.status]: { description: 'Done', content: answerContent(route) },
      ...refusals(route.refusals),
    },
  };
  if (route.who !== 'anyone') {
    described.security = [{ accessToken: [] }];
    described.description = `For ${route.who === 'user' ? 'anybody signed in' : `the roles ${route.who.join(', ')}`}.`;
  }
  if (route.body !== undefined) described.requestBody = { content: { 'application/json': { schema: route.body } } };
  if (route.upload !== undefined) {
    const { types, maxBytes } = route.upload;
    const schema = { type: 'string', format: 'binary', description: `At most ${maxBytes} bytes` } as const;
    described.requestBody = { content: Object.fromEntries(types.map((type) => [type, { schema }])) };
  }
  const { params, query } = route as unknown as { params?: z.ZodObject; query?: z.ZodObject };
  const header = route.idempotent === true ? IdempotencyHeader : undefined;
  if (params !== undefined || query !== undefined || header !== undefined) {
    described.requestParams = { ...(params && { path: params }), ...(query && { query }), ...(header && { header }) };
  }
  return described;
}

function answerContent({ answer, file = [] }: Route): ZodOpenApiContentObject {
  if (answer !== undefined) return { 'application/json': { schema: answer } };
  return Object.fromEntries(file.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }]));
}

function refusals(own: readonly ErrorCode[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...everywhere, ...own])) {
    byStatus.set(errorStatus[code], [...(byStatus.get(errorStatus[code]) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/json': { schema: ErrorBody } } },
    ]),
  );
}
