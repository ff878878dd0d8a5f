/**
 * The dock beside a stage, put together: the chat with the tips among its lines, their panel beside it, and the messages of
 * tips among what waits for moderators.
 */
import { type ReactNode, useMemo } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Presence } from '#protocol/socket/room.ts';
import { type ChatAdditions, ChatDock } from '../features/chat/index.ts';
import { HeldTips, TipLine, TipsPanel, tipsTab, useTipsState } from '../features/tips/index.ts';
import type { OpenPerson } from '../live/index.ts';
import type { Readable, Signalling } from '../signalling/index.ts';

export interface DockBesideStageProps {
  readonly stream: Stream;
  readonly link: Signalling;
  readonly snapshots: Readable<number>;
  readonly presence: Presence | undefined;
  readonly people: (open?: OpenPerson) => ReactNode;
}

export function DockBesideStage({ stream, link, snapshots, presence, people }: DockBesideStageProps) {
  const { id, performer } = stream;
  const source = { room: id, performer, link, snapshots };
  const { tips, state } = useTipsState(source);
  // Of their own, so that the chat is not drawn again for a goal that grows.
  const lines = useMemo(
    () => state.recent.map((tip) => ({ id: tip.id, content: <TipLine tip={tip} /> })),
    [state.recent],
  );
  const live = stream.state === 'LIVE';
  const additions: ChatAdditions = {
    lines,
    tabs: [tipsTab(<TipsPanel tips={tips} state={state} room={id} performer={performer} live={live} />)],
    held: { count: state.held.length, content: <HeldTips tips={tips} held={state.held} /> },
  };
  return <ChatDock source={source} presence={presence} people={people} additions={additions} />;
}
