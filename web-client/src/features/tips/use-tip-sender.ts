/**
 * The sender of tips as components see it: one for each person and tab, however many buttons there are.
 */
import { useEffect, useMemo } from 'react';
import { call } from '../../api/index.ts';
import { useReadable } from '../../live/index.ts';
import { onPageNote, randomShare, reconnectDelayMs } from '../../signalling/index.ts';
import type { TipBody } from './tip-draft.ts';
import { intentPlace } from './tip-intent.ts';
import { type Sending, TipSender } from './tip-sender.ts';

/** Longer nobody waits for one answer, in milliseconds. */
const answerMs = 12_000;

let latest: { readonly person: string; readonly sender: TipSender } | undefined;

export interface UseTipSender {
  readonly sender: TipSender;
  readonly sending: Sending;
}

/** @param person who is signed in */
export function useTipSender(person: string): UseTipSender {
  const sender = useMemo(() => senderOf(person), [person]);
  useEffect(
    () =>
      onPageNote((note) => {
        if (note.name === 'tip.settled') sender.hearSettled(note.body.tips);
      }),
    [sender],
  );
  return { sender, sending: useReadable(sender.state) };
}

/** What is under way goes on when the dialog is closed and is there again when it is opened. */
function senderOf(person: string): TipSender {
  if (latest?.person === person) return latest.sender;
  latest?.sender.close();
  const sender = new TipSender({
    place: intentPlace(sessionStorage, person),
    send: (body, key) => send(person, body, key),
    newKey,
    delayMs: (tries) => reconnectDelayMs(tries, randomShare()),
  });
  latest = { person, sender };
  return sender;
}

function send(person: string, body: TipBody, key: string) {
  return call('sendTip', { body, as: person, idempotencyKey: key, signal: AbortSignal.timeout(answerMs) });
}

/** 128 random bits, hexadecimal; also where the page is not served securely and `randomUUID` is missing. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
