/** What profiles refuse, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** NOT_FOUND: nobody has this id or handle, or whoever had it is suspended or erased; which of it is not said. */
export const personNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is nobody of this name.');

/** NOT_FOUND: the person has no picture. */
export const noPicture = (): CodedRefusal => refusal('NOT_FOUND', 'This person has no picture.');

/** CONFLICT: nobody follows themselves. */
export const yourself = (): CodedRefusal => refusal('CONFLICT', 'You cannot follow yourself.');

/** CONFLICT: as many as one person may follow. */
export const followsTooMany = (most: number): CodedRefusal =>
  refusal('CONFLICT', `You follow ${most} people, which is as many as one can.`);

/** PICTURE_REFUSED: no JPEG, PNG, WebP or GIF, or one that is broken or has too many pixels. */
export const pictureRefused = (): CodedRefusal =>
  refusal('PICTURE_REFUSED', 'This is no picture we can use. Please send a whole JPEG, PNG, WebP or GIF.');

/** OVERLOADED: others' pictures are being made. */
export const picturesBusy = (): CodedRefusal =>
  refusal('OVERLOADED', 'Many pictures are being made right now. Please try again in a moment.');

/** FORBIDDEN: staff took the role, and only they give it back. @param since when they took it */
export const performingWithdrawn = (since: Date): CodedRefusal =>
  refusal(
    'FORBIDDEN',
    'Our staff have taken your right to perform. Only they can give it back; please write to them.',
    {
      withdrawnAt: since.toISOString(),
    },
  );

/** EMAIL_UNVERIFIED: who performs can be written to. */
export const emailUnverified = (): CodedRefusal =>
  refusal('EMAIL_UNVERIFIED', 'Please confirm your e-mail address first. The link is in your mail.');
