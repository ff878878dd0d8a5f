/**
 * `/studio/encoder/:streamId`: a show that comes from OBS or another encoder. On the left what arrives and whether one is
 * live, on the right where to send it.
 */
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Clapperboard, ExternalLink, Eye, Radio, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { ConnectionBanner, useReadable } from '../../live/index.ts';
import { Banner, Button, buttonClass, CountBadge, Dialog, EmptyState, Spinner } from '../../ui/index.ts';
import { moderatedIn } from './broadcast-state.ts';
import styles from './encoder.module.css';
import { EncoderArrival } from './encoder-arrival.tsx';
import type { EncoderDesk } from './encoder-desk.ts';
import { EncoderEmbed } from './encoder-embed.tsx';
import { EncoderKey } from './encoder-key.tsx';
import { EncoderPicture } from './encoder-picture.tsx';
import { broadcastOf, type EncoderState, encoderStatus, isLive } from './encoder-state.ts';
import { encoderStrings as strings } from './encoder-strings.ts';
import { rememberEncoder } from './last-encoder.ts';
import { ModerationBanners } from './moderation-banners.tsx';
import { OnAirSign } from './on-air-sign.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { useEncoderDesk } from './use-encoder-desk.ts';

export function EncoderPage({ streamId }: { readonly streamId: string }) {
  const desk = useEncoderDesk(streamId);
  if (desk === undefined) {
    return (
      <div className={styles.page}>
        <Spinner label={strings.status.joining} />
      </div>
    );
  }
  return <BesideEncoder desk={desk} />;
}

function BesideEncoder({ desk }: { readonly desk: EncoderDesk }) {
  const state = useReadable(desk.state);
  const connection = useReadable(desk.connection);
  const { stream, refused } = state;
  if (refused !== undefined) return <Refused code={refused} />;
  return (
    <div className={styles.page}>
      <ConnectionBanner state={connection} onRetry={() => desk.retry()} />
      <div className={styles.stays}>
        <OnAirSign broadcast={broadcastOf(state)} about={strings.air} />
      </div>
      <ModerationBanners kept={desk.moderated} {...moderatedIn(state)} />
      <header className={styles.head}>
        <Link to="/studio" className={styles.back}>
          <ArrowLeft aria-hidden="true" size="1.1em" />
          {strings.back}
        </Link>
        <h1 className={styles.title}>{stream?.title ?? strings.start.title}</h1>
      </header>
      <div className={styles.columns}>
        <div className={styles.left}>
          <Status state={state} />
          <EncoderPicture desk={desk} live={isLive(state)} sending={encoderStatus(state) === 'sending'} />
          {state.problem && <ProblemBanner problem={state.problem} inSight />}
          {stream && <Acts desk={desk} state={state} stream={stream} />}
          <EncoderArrival health={state.health} />
        </div>
        <div className={styles.right}>{stream && <Ways stream={stream} />}</div>
      </div>
    </div>
  );
}

/** Whoever came this far has a show of theirs here: the way back to it is kept. */
function Ways({ stream }: { readonly stream: Stream }) {
  useEffect(() => rememberEncoder(stream.id), [stream.id]);
  return (
    <>
      <EncoderKey streamId={stream.id} />
      <EncoderEmbed stream={stream} />
    </>
  );
}

function Status({ state }: { readonly state: EncoderState }) {
  const status = encoderStatus(state);
  const { status: words } = strings;
  const about = {
    joining: '',
    waiting: words.waitingWords,
    connected: words.connectedWords,
    sending: isLive(state) ? words.liveWords : words.sendingWords,
  }[status];
  return (
    <div className={styles.status} data-encoder={status} role="status">
      <span className={styles.dot} aria-hidden="true" />
      <div>
        <p className={styles.said}>{words[status]}</p>
        {about !== '' && <p className={styles.words}>{about}</p>}
      </div>
    </div>
  );
}

interface ActsProps {
  readonly desk: EncoderDesk;
  readonly state: EncoderState;
  readonly stream: Stream;
}

function Acts({ desk, state, stream }: ActsProps) {
  const [asking, setAsking] = useState(false);
  const live = isLive(state);
  const ready = encoderStatus(state) === 'sending';
  const footer = (
    <>
      <Button onClick={() => setAsking(false)}>{strings.keep}</Button>
      <Button
        variant="danger"
        onClick={() => {
          setAsking(false);
          void desk.end();
        }}
      >
        {strings.end}
      </Button>
    </>
  );
  return (
    <div className={styles.acts}>
      {!live && !ready && <Banner announce="none">{strings.cannot}</Banner>}
      {live ? (
        <Button
          variant="danger"
          size="lg"
          wide
          icon={<Square />}
          loading={state.doing === 'ending'}
          onClick={() => setAsking(true)}
        >
          {strings.end}
        </Button>
      ) : (
        <Button
          variant="live"
          size="lg"
          wide
          icon={<Radio />}
          disabled={!ready}
          loading={state.doing === 'starting'}
          onClick={() => void desk.goLive()}
        >
          {strings.goLive}
        </Button>
      )}
      <div className={styles.row}>
        <a
          className={buttonClass({ variant: 'quiet', size: 'sm' })}
          href={`/r/${stream.id}`}
          target="_blank"
          rel="noreferrer"
        >
          <ExternalLink aria-hidden="true" size="1.1em" />
          {strings.room}
        </a>
        <CountBadge
          tone="neutral"
          count={state.presence?.count ?? 0}
          label={strings.watching}
          icon={<Eye aria-hidden="true" />}
        />
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={strings.endTitle}
        description={strings.endWords}
        footer={footer}
      />
    </div>
  );
}

function Refused({ code }: { readonly code: string }) {
  const { refused } = strings;
  const why = code === 'FORBIDDEN' || code === 'NOT_FOUND' ? refused[code] : refused.other;
  const action = (
    <Link to="/studio/encoder" className={buttonClass({ variant: 'primary' })}>
      {refused.again}
    </Link>
  );
  return (
    <EmptyState level={1} art={<Clapperboard />} title={refused.title} action={action}>
      {why}
    </EmptyState>
  );
}
