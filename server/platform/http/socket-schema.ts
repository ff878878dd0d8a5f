/**
 * The socket protocol as JSON Schema, published beside the OpenAPI document.
 */
import { z } from 'zod';
import * as envelope from '#protocol/socket/envelope.ts';
import { notes } from '#protocol/socket/notes.ts';
import { methods } from '#protocol/socket/requests.ts';

/** Frames, methods with parameters and results, and notes with their audience. */
export function socketSchema() {
  return {
    protocol: 'busker',
    version: envelope.protocolVersion,
    path: '/ws',
    frames: {
      hello: input(envelope.Hello),
      request: input(envelope.Request),
      welcome: output(envelope.Welcome),
      answer: output(envelope.Answer),
      note: output(envelope.NoteEnvelope),
      error: output(envelope.SocketError),
    },
    methods: mapValues(methods, (method) => ({
      about: method.about,
      who: method.who,
      repeat: method.repeat,
      params: input(method.params),
      result: output(method.result),
    })),
    notes: mapValues(notes, (note) => ({ audience: note.audience, body: output(note.body) })),
  };
}

const input = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });
const output = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'output' });

function mapValues<V, W>(of: Readonly<Record<string, V>>, by: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, by(value)]));
}
