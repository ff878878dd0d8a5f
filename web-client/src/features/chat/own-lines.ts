/**
 * What the person said and is not among the lines yet: on its way, refused, or before a moderator. Pure.
 */
import type { ChatLine, OwnHeldLine, SentLine } from '#protocol/socket/chat.ts';
import type { SignallingCode } from '../../signalling/signalling-error.ts';
import { type ShownLines, withLine } from './shown-lines.ts';

export interface OwnLine {
  /** Chosen here; the same key is the same line, however often it is sent. */
  readonly key: string;
  readonly text: string;
  readonly replyTo: ChatLine['replyTo'];
  /** `waiting`: for the connection; it is sent again by itself. `removed`: a moderator decided against it. */
  readonly state: 'sending' | 'waiting' | 'failed' | 'held' | 'removed';
  /** Why it failed. */
  readonly code?: SignallingCode | undefined;
  /** The line it became, where a moderator has to look at it first. */
  readonly line?: ChatLine | undefined;
  /** The line everybody sees already while its acknowledgement is still on its way: this one is not shown beside it. */
  readonly echo?: string | undefined;
}

export type Verdict = 'release' | 'remove';

export interface OwnLines extends ShownLines {
  readonly own: readonly OwnLine[];
  /** Verdicts that came before the acknowledgement of their line, by its id. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

const maxVerdicts = 50;
const underWay: readonly OwnLine['state'][] = ['sending', 'waiting'];

/** With one more; nothing where its key is there. */
export function withNewOwn<S extends OwnLines>(state: S, own: OwnLine): S {
  return state.own.some(({ key }) => key === own.key) ? state : { ...state, own: [...state.own, own] };
}

/** Changes one own line; nothing where it is not there. */
export function withOwn<S extends OwnLines>(state: S, key: string, change: Partial<OwnLine>): S {
  if (!state.own.some((own) => own.key === key)) return state;
  return { ...state, own: state.own.map((own) => (own.key === key ? { ...own, ...change } : own)) };
}

export function withoutOwn<S extends OwnLines>(state: S, key: string): S {
  return { ...state, own: state.own.filter((own) => own.key !== key) };
}

/** The server has it. A second acknowledgement of the same line changes nothing. */
export function afterAcknowledgement<S extends OwnLines>(state: S, key: string, { verdict, line }: SentLine): S {
  const settled = state.verdicts.get(line.id);
  if (verdict === 'shown' || settled === 'release') return withLine(withoutOwn(state, key), line);
  if (state.gone.has(line.id) || state.lines.some(({ id }) => id === line.id)) return withoutOwn(state, key);
  return withOwn(state, key, { state: settled === 'remove' ? 'removed' : 'held', line, echo: undefined });
}

/**
 * After an answer that lists what of the person's own is held: all of it, or the newest. What this page does not know (it was
 * opened anew, or the acknowledgement was lost) is shown. What was held here and is not in the list was decided: it was
 * removed where the same answer would show it (`covers`), else it is forgotten, for history has it if it was released.
 */
export function afterOwnHeld<S extends OwnLines>(
  state: S,
  held: readonly OwnHeldLine[],
  { complete, covers }: { readonly complete: boolean; readonly covers: (line: ChatLine) => boolean },
): S {
  const there = (id: string): boolean => state.gone.has(id) || state.lines.some((line) => line.id === id);
  const waiting = held.filter(({ line }) => !there(line.id) && !state.verdicts.has(line.id));
  const known = state.own.flatMap((own): OwnLine[] => {
    const found = waiting.find(({ key }) => key === own.key);
    if (found !== undefined) return [{ ...own, state: 'held', line: found.line, code: undefined, echo: undefined }];
    if (own.state !== 'held' || own.line === undefined || !complete) return [own];
    return covers(own.line) ? [{ ...own, state: 'removed' }] : [];
  });
  const unknown = waiting
    .filter(({ key }) => !state.own.some((own) => own.key === key))
    .map(({ key, line }): OwnLine => ({ key, text: line.text, replyTo: line.replyTo, state: 'held', line }));
  return { ...state, own: [...unknown, ...known] };
}

/** A line that everybody sees. One's own takes the place of what stood for it. */
export function afterLine<S extends OwnLines>(state: S, line: ChatLine, me: string | undefined): S {
  const next = withLine(state, line);
  const became = next.own.find((own) => own.line?.id === line.id);
  if (became !== undefined) return withoutOwn(next, became.key);
  if (next === state || line.author.id !== me || next.own.some(({ echo }) => echo === line.id)) return next;
  const awaited = next.own.find(
    (own) => underWay.includes(own.state) && own.echo === undefined && plain(own.text) === plain(line.text),
  );
  return awaited === undefined ? next : withOwn(next, awaited.key, { echo: line.id });
}

/** What a moderator decided about a line of one's own. */
export function afterVerdict<S extends OwnLines>(state: S, line: string, verdict: Verdict): S {
  const own = state.own.find((one) => one.line?.id === line);
  if (own?.line === undefined) {
    return { ...state, verdicts: new Map([...state.verdicts, [line, verdict] as const].slice(-maxVerdicts)) };
  }
  if (verdict === 'remove') return withOwn(state, own.key, { state: 'removed' });
  return withLine(withoutOwn(state, own.key), own.line);
}

function plain(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}
