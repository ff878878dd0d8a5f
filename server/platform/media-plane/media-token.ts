/**
 * How an API node proves itself to a media node: a JWT of a minute for this one door.
 */
import jwt from 'jsonwebtoken';
import { controlAudience } from '#protocol/media/control.ts';

/** @param key derived for the purpose `media-control` */
export function mediaToken(key: Buffer): string {
  return jwt.sign({}, key, { algorithm: 'HS256', audience: controlAudience, expiresIn: 60 });
}
