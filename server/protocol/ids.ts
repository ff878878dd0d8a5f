/**
 * Identifiers as they appear on the wire.
 */
import { z } from 'zod';

/** A UUID of a person, a stream or a session. */
export const Id = z.uuid();

/** A room is named by its stream. */
export const RoomId = Id.describe('Id of the stream whose room this is');

/** Ids that the media node makes for transports, producers and consumers. */
export const MediaId = z.string().min(1).max(64);
