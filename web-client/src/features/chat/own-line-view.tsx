/**
 * A line the person said that is not among the others yet: on its way, before a moderator, or not taken; with what can be
 * done about it.
 */
import { CircleAlert, Eye, EyeOff } from 'lucide-react';
import { Button, cx, Spinner, useToast } from '../../ui/index.ts';
import { useChatTools } from './chat-tools.ts';
import { LineText } from './line-text.tsx';
import { Quote } from './line-view.tsx';
import styles from './own-line-view.module.css';
import type { OwnLine } from './own-lines.ts';
import { strings } from './strings.ts';

export function OwnLineView({ own }: { readonly own: OwnLine }) {
  const { me } = useChatTools();
  return (
    <article
      className={cx(styles.line, styles[own.state])}
      aria-label={strings.line.label(strings.own.you, own.text)}
      tabIndex={-1}
      data-line={own.key}
      data-own={own.state}
    >
      {own.replyTo && <Quote quote={own.replyTo} />}
      <p className={styles.said}>
        <span className={styles.you}>{strings.own.you}: </span>
        <LineText line={{ text: own.text, mentions: [] }} me={me} />
      </p>
      <OwnLineNews own={own} />
    </article>
  );
}

function OwnLineNews({ own }: { readonly own: OwnLine }) {
  const { chat } = useChatTools();
  const discard = (
    <Button size="sm" variant="quiet" onClick={() => chat.speaker.discard(own.key)}>
      {strings.own.discard}
    </Button>
  );
  switch (own.state) {
    case 'sending':
      return null;
    case 'waiting':
      return (
        <p className={styles.news}>
          <Spinner size="sm" />
          {strings.own.waiting}
        </p>
      );
    case 'held':
      return (
        <p className={styles.news} role="status">
          <Eye aria-hidden="true" />
          {strings.own.held}
        </p>
      );
    case 'removed':
      return (
        <>
          <p className={styles.news} role="status">
            <EyeOff aria-hidden="true" />
            {strings.own.removed}
          </p>
          <div className={styles.ways}>{discard}</div>
        </>
      );
    case 'failed':
      return <Failed own={own} />;
  }
}

function Failed({ own }: { readonly own: OwnLine }) {
  const { chat, write } = useChatTools();
  const toast = useToast();
  const copy = (): void => {
    navigator.clipboard.writeText(own.text).then(
      () => toast({ title: strings.line.copied }),
      () => toast({ title: own.text }),
    );
  };
  const edit = (): void => {
    chat.speaker.discard(own.key);
    write(own.text);
  };
  return (
    <>
      <p className={cx(styles.news, styles.error)} role="alert">
        <CircleAlert aria-hidden="true" />
        {strings.refusal(own.code)}
      </p>
      <div className={styles.ways}>
        {/* What the filter refused, it would refuse again */}
        {own.code === 'CONTENT_BLOCKED' ? (
          <Button size="sm" onClick={edit}>
            {strings.own.edit}
          </Button>
        ) : (
          <Button size="sm" onClick={() => chat.speaker.retry(own.key)}>
            {strings.own.retry}
          </Button>
        )}
        <Button size="sm" variant="quiet" onClick={copy}>
          {strings.own.copy}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => chat.speaker.discard(own.key)}>
          {strings.own.discard}
        </Button>
      </div>
    </>
  );
}
