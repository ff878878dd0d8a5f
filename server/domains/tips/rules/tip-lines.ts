/**
 * Tips as lines of a CSV file. Pure.
 */
import { csvLine } from '#kernel/csv.ts';
import type { Tip } from '#protocol/http/tips.ts';

/** The first line. */
export const tipHeader = csvLine([
  ...['id', 'time', 'from', 'from_handle', 'to', 'to_handle', 'tokens', 'earned_tokens'],
  ...['private', 'anonymous', 'menu_item', 'message', 'state', 'stream_id'],
]);

/** One tip, as the person whose file it is sees it. */
export function tipLine(tip: Tip): string {
  return csvLine([
    ...[tip.id, tip.at, tip.from?.displayName ?? '', tip.from?.handle ?? '', tip.to.displayName, tip.to.handle],
    ...[tip.amount, tip.earned ?? '', yesNo(tip.private), yesNo(tip.anonymous)],
    ...[tip.menuItem ?? '', tip.message ?? '', tip.state, tip.streamId ?? ''],
  ]);
}

function yesNo(holds: boolean): string {
  return holds ? 'yes' : 'no';
}
