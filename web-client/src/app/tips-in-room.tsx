/**
 * Tips around a stage: over its picture, beside the performer's name, and in the studio. Their code is fetched when the stage
 * has what it needs; where it cannot be had, the show goes on without it.
 */
import { type ComponentType, lazy, Suspense } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import type { RoomOverlayProps, StudioTipsProps, TipButtonProps } from '../features/tips/index.ts';
import type { Readable, Signalling } from '../signalling/index.ts';

const tips = () => import('../features/tips/index.ts');
const nothing = { default: () => null };

const RoomOverlay = lazy<ComponentType<RoomOverlayProps>>(() =>
  tips().then(
    (found) => ({ default: found.RoomOverlay }),
    () => nothing,
  ),
);
const TipButton = lazy<ComponentType<TipButtonProps>>(() =>
  tips().then(
    (found) => ({ default: found.TipButton }),
    () => nothing,
  ),
);
const StudioTips = lazy<ComponentType<StudioTipsProps>>(() =>
  tips().then(
    (found) => ({ default: found.StudioTips }),
    () => nothing,
  ),
);

interface Around {
  readonly signalling: Signalling;
  readonly snapshots: Readable<number>;
}

export interface TipOverStageProps extends Around {
  readonly stream: Stream | undefined;
  readonly settled: boolean;
  readonly muted: boolean;
}

export function TipOverStage({ signalling, snapshots, stream, settled, muted }: TipOverStageProps) {
  if (stream === undefined || !settled) return null;
  return (
    <Suspense fallback={null}>
      <RoomOverlay source={sourceOf(stream, { signalling, snapshots })} muted={muted} />
    </Suspense>
  );
}

export interface TipWayProps {
  readonly stream: Stream | undefined;
  readonly settled: boolean;
}

/** The button that gives; only while the show is live. */
export function TipWay({ stream, settled }: TipWayProps) {
  if (stream?.state !== 'LIVE' || !settled) return null;
  return (
    <Suspense fallback={null}>
      <TipButton target={{ streamId: stream.id }} performer={stream.performer} />
    </Suspense>
  );
}

export interface TipsOfStudioProps {
  readonly performer: string;
  readonly room: (Around & { readonly stream: Stream }) | undefined;
}

export function TipsOfStudio({ performer, room }: TipsOfStudioProps) {
  return (
    <Suspense fallback={null}>
      <StudioTips
        performer={performer}
        source={room && sourceOf(room.stream, room)}
        since={room?.stream.liveSince ?? null}
      />
    </Suspense>
  );
}

function sourceOf({ id, performer }: Stream, { signalling, snapshots }: Around) {
  return { room: id, performer, link: signalling, snapshots };
}
