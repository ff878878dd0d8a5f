/**
 * What the OpenAPI document says of `/whip` and `/whep`: which no route describes, because they speak SDP. Made from the words that
 * the doors themselves read.
 */
import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { ErrorCode } from '#protocol/errors.ts';
import {
  changeRefusals,
  type DoorName,
  doorMethods,
  doorNames,
  doorPaths,
  endRefusals,
  fragmentType,
  largestSdp,
  openRefusals,
  sdpType,
} from '#protocol/http/sdp-doors.ts';
import { Id } from '#protocol/ids.ts';

type Refusals = (codes: readonly ErrorCode[]) => ZodOpenApiResponsesObject;

const sends: Readonly<Record<DoorName, string>> = {
  whip: 'Begins to send: the offer of an encoder, with the stream’s ingest key or its performer’s access token (RFC 9725)',
  whep: 'Begins to receive: the offer of a player; anonymous, or with an access token where the show asks for one (WHEP)',
};
const text = z.string();
const sdp = z.string().describe(`SDP, at most ${largestSdp} bytes`);
const ETag = text.describe('Names the ICE session');
const tells = {
  Allow: text,
  'Access-Control-Allow-Methods': text,
  'Access-Control-Allow-Headers': text,
  'Access-Control-Max-Age': text,
};

/** @param refusals how a set of codes is described, the same as anywhere else */
export function doorsDocument(refusals: Refusals): ZodOpenApiPathsObject {
  return Object.fromEntries(doorNames.flatMap((name) => pathsOf(name, refusals)));
}

function pathsOf(name: DoorName, refusals: Refusals): [string, ZodOpenApiPathsObject[string]][] {
  const { endpoint, resource } = doorPaths(name);
  const ofStream = z.object({ stream: Id });
  const ofSession = ofStream.extend({ token: text.describe('A secret: it comes in Location, and names the session') });
  const others = (methods: readonly string[]) =>
    `Methods other than ${methods.join(', ')} are answered 405 with Allow.`;
  return [
    [
      written(endpoint),
      {
        description: others(doorMethods.endpoint),
        post: begin(name, ofStream, refusals),
        options: asked(`${name}Options`, ofStream, { ...tells, 'Accept-Post': z.literal(sdpType) }),
      } satisfies Described<'endpoint'>,
    ],
    [
      written(resource),
      {
        description: others(doorMethods.resource),
        patch: change(name, ofSession, refusals),
        delete: end(name, ofSession, refusals),
        options: asked(`${name}SessionOptions`, ofSession, { ...tells, 'Accept-Patch': z.literal(fragmentType) }),
      } satisfies Described<'resource'>,
    ],
  ];
}

/** Each method that the door takes, and no other. */
type Described<P extends keyof typeof doorMethods> = { description: string } & Record<
  Lowercase<(typeof doorMethods)[P][number]>,
  ZodOpenApiOperationObject
>;

function written(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

/** An encoder is somebody; a player need not be. */
function who(name: DoorName): Pick<ZodOpenApiOperationObject, 'security'> {
  return { security: name === 'whip' ? [{ accessToken: [] }] : [{}, { accessToken: [] }] };
}

function begin(name: DoorName, path: z.ZodObject, refusals: Refusals): ZodOpenApiOperationObject {
  const headers = {
    Location: text.describe('Address of the session, to change and to end it; whoever knows it may, so it is a secret'),
    ETag,
    Link: text.optional().describe('ICE servers with credentials: rel="ice-server" (RFC 9725, 4.4)'),
  };
  return {
    ...{ operationId: `${name}Begin`, summary: sends[name], ...who(name), requestParams: { path } },
    requestBody: { required: true, content: { [sdpType]: { schema: sdp } } },
    responses: {
      201: { description: 'Begun: our answer', headers: z.object(headers), content: { [sdpType]: { schema: sdp } } },
      ...refusals(openRefusals[name]),
    },
  };
}

function change(name: DoorName, path: z.ZodObject, refusals: Refusals): ZodOpenApiOperationObject {
  const condition = text.describe('The ETag of the ICE session that is meant; * to begin ICE anew');
  const header = z.object({ 'If-Match': name === 'whip' ? condition : condition.optional() });
  const fragment = { [fragmentType]: { schema: text } };
  return {
    ...{ operationId: `${name}Change`, summary: 'Candidates that come late, or ICE that begins anew', ...who(name) },
    ...{ requestParams: { path, header }, requestBody: { required: true, content: fragment } },
    responses: {
      200: { description: 'ICE begins anew: our credentials', headers: z.object({ ETag }), content: fragment },
      204: { description: 'Candidates are taken', headers: z.object({ ETag }) },
      ...refusals(changeRefusals),
    },
  };
}

function end(name: DoorName, path: z.ZodObject, refusals: Refusals): ZodOpenApiOperationObject {
  return {
    ...{ operationId: `${name}End`, summary: 'Ends the session', ...who(name), requestParams: { path } },
    responses: { 200: { description: 'Ended' }, ...refusals(endRefusals) },
  };
}

function asked(operationId: string, path: z.ZodObject, headers: z.ZodRawShape): ZodOpenApiOperationObject {
  return {
    ...{ operationId, summary: 'What may be asked here, for programs of any site', requestParams: { path } },
    responses: { 204: { description: 'Nothing but headers', headers: z.object(headers) } },
  };
}
