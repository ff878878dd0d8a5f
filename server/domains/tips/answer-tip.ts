/**
 * What a giver is answered: the tip as it was accepted, and what they can spend now.
 */
import { present } from '#kernel/assert.ts';
import { tokensText } from '#kernel/money.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { Target } from './find-target.ts';
import { givenFrom } from './rules/told-tip.ts';
import type { Accepted, TipOrder } from './store.ts';

/** Of a tip that was posted a moment ago: all of it is known, nothing is read. */
export function answerTip(
  order: TipOrder,
  { performer, session }: Pick<Target, 'performer' | 'session'>,
  { at, available }: Accepted,
): AnswerOf<typeof routes.sendTip> {
  const tip = givenFrom({
    ...{ id: order.id, at: present(at, 'the moment of a tip'), amount: order.amount, settled: false },
    ...{ viewerId: order.viewer, viewerName: order.viewerName, viewerHandle: order.viewerHandle, viewerGone: false },
    ...{ performerId: order.performer, performerName: performer.displayName, performerHandle: performer.handle },
    ...{ streamId: session?.streamId ?? null, private: order.private, anonymous: order.anonymous },
    ...{ menuItem: order.menuItem, message: order.message, messageState: order.messageState, reasons: order.reasons },
  });
  return { tip, wallet: { balance: tokensText(present(available, 'what is left')) } };
}
