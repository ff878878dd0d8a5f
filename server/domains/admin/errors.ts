/** What administration refuses, in words for staff. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** OWN_ACCOUNT: what concerns oneself is for another admin. */
export const ownAccount = (): CodedRefusal =>
  refusal('OWN_ACCOUNT', 'This concerns yourself. Another admin must do it.');

/** NOT_FOUND: nobody has this id. */
export const personNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is nobody with this id.');

/** NOT_FOUND: no such proposal. */
export const proposalNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such proposal.');

/** CONFLICT. @param hindrance the sentence that says why nothing can come of it */
export const impossible = (hindrance: string): CodedRefusal => refusal('CONFLICT', hindrance);

/** CONFLICT: the same waits for an admin already. */
export const alreadyProposed = (): CodedRefusal =>
  refusal('CONFLICT', 'This was proposed already and waits for another admin.');

/** CONFLICT: judged before, or too old. @param state what it is now */
export const proposalOver = (state: string): CodedRefusal =>
  refusal('CONFLICT', 'This proposal is not open any more.', { state });

/** CONFLICT: who proposed it may not do so any more. */
export const proposerGone = (): CodedRefusal =>
  refusal('CONFLICT', 'Whoever proposed this is no admin any more. Propose it anew.');

/** CONFLICT: somebody must be left. */
export const lastAdmin = (): CodedRefusal => refusal('CONFLICT', 'This is the last admin. Make another one first.');

/** FORBIDDEN: one was an admin when one asked, and is none now. */
export const adminNoMore = (): CodedRefusal => refusal('FORBIDDEN', 'Your account may not do this.');

/** NOT_FOUND: no such comparison of the books. */
export const reconciliationNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such comparison.');

/** NOT_FOUND: no such transfer. */
export const transferNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such transfer.');

/** NOT_FOUND: no such account of the ledger. */
export const ledgerAccountNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'The ledger has no such account.');

/** CONFLICT: one comparison at a time. */
export const booksAreCompared = (): CodedRefusal =>
  refusal('CONFLICT', 'The books are being compared already. Look again in a moment.');

/** NOT_FOUND: neither live nor on a media node. */
export const roomNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'This room is neither live nor on a media node.');

/** NOT_FOUND: no media node of this name was ever heard of. */
export const nodeNotFound = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such media node.');
