/**
 * The streams that one section sends at once (RFC 8853), by name (RFC 8851).
 */
import { type MediaDescription, parseParams, parseSimulcastStreamList } from 'sdp-transform';
import type { OfferedRid } from './offer.ts';

/** As the offer prefers them; empty where the section sends one stream only. Of alternatives the first is meant. */
export function readRids({ simulcast, rids = [] }: MediaDescription): OfferedRid[] {
  if (simulcast === undefined) return [];
  const { dir1, list1, dir2, list2 } = simulcast;
  const other = dir2 === 'send' ? list2 : undefined;
  const list = dir1 === 'send' ? list1 : other;
  if (list === undefined) return [];
  const named = parseSimulcastStreamList(list).flatMap(([first]) => (first === undefined ? [] : String(first.scid)));
  return named.map((rid) => {
    const given = rids.find(({ id, direction }) => String(id) === rid && direction === 'send')?.params ?? '';
    const params = parseParams(given.split(';').join('; '));
    return { rid, maxWidth: numberIn(params, 'max-width'), maxBitrate: numberIn(params, 'max-br') };
  });
}

function numberIn(params: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = Number(params[name]);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
