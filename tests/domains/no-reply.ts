/** What a handler may do besides answering, where nobody looks at it, for a client that stays. */
import type { Reply } from '../../server/platform/http/handler.ts';

const reply: Reply = {
  setCookie: () => undefined,
  clearCookie: () => undefined,
  replayed: () => undefined,
  held: () => undefined,
};

/** For a request as handlers are given it. */
export const noReply = { reply, gone: () => new AbortController().signal };
