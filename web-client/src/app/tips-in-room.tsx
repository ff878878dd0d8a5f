/**
 * Tips around a stage: over its picture, beside the performer's name, and in the studio. Their code is fetched when the stage
 * has what it needs; where it cannot be had, the show goes on without it, and beside it stands why.
 */
import { RotateCw } from 'lucide-react';
import type { Stream } from '#protocol/http/streams.ts';
import type { Readable, Signalling } from '../signalling/index.ts';
import { Button } from '../ui/index.ts';
import { latePart } from './late-part.ts';
import { PartMissing } from './part-missing.tsx';
import { strings } from './strings.ts';
import { useLatePart } from './use-late-part.ts';

const tips = latePart(() => import('../features/tips/index.ts'));

interface Around {
  readonly signalling: Signalling;
  readonly snapshots: Readable<number>;
}

export interface TipOverStageProps extends Around {
  readonly stream: Stream | undefined;
  readonly settled: boolean;
  readonly muted: boolean;
}

/** Nothing where its code is missing: what would stand there comes and goes, and takes no presses. */
export function TipOverStage({ signalling, snapshots, stream, settled, muted }: TipOverStageProps) {
  if (stream === undefined || !settled) return null;
  return <Over source={sourceOf(stream, { signalling, snapshots })} muted={muted} />;
}

interface OverProps {
  readonly source: ReturnType<typeof sourceOf>;
  readonly muted: boolean;
}

function Over(props: OverProps) {
  const part = useLatePart(tips);
  return part.step === 'there' ? <part.found.RoomOverlay {...props} /> : null;
}

export interface TipWayProps {
  readonly stream: Stream | undefined;
  readonly settled: boolean;
}

/** The button that gives; only while the show is live. */
export function TipWay({ stream, settled }: TipWayProps) {
  if (stream?.state !== 'LIVE' || !settled) return null;
  return <Way stream={stream} />;
}

function Way({ stream }: { readonly stream: Stream }) {
  const part = useLatePart(tips);
  if (part.step === 'waiting') return null;
  if (part.step === 'missing') return <TipWayMissing />;
  return <part.found.TipButton target={{ streamId: stream.id }} performer={stream.performer} />;
}

/** Beside the performer's name there is room for a button and no more. */
function TipWayMissing() {
  return (
    <Button icon={<RotateCw />} aria-label={`${strings.missing.tips} ${strings.missing.again}`} onClick={tips.fetch}>
      {strings.missing.tipsAgain}
    </Button>
  );
}

function TipsMissing({ tries }: { readonly tries: number }) {
  return <PartMissing words={strings.missing.tips} tries={tries} onAgain={tips.fetch} />;
}

export interface TipsOfStudioProps {
  readonly performer: string;
  readonly room: (Around & { readonly stream: Stream }) | undefined;
}

export function TipsOfStudio({ performer, room }: TipsOfStudioProps) {
  const part = useLatePart(tips);
  if (part.step === 'waiting') return null;
  if (part.step === 'missing') return <TipsMissing tries={part.tries} />;
  return (
    <part.found.StudioTips
      performer={performer}
      source={room && sourceOf(room.stream, room)}
      since={room?.stream.liveSince ?? null}
    />
  );
}

function sourceOf({ id, performer }: Stream, { signalling, snapshots }: Around) {
  return { room: id, performer, link: signalling, snapshots };
}
