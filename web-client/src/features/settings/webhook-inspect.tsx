/**
 * One delivery with everything about it: the body byte for byte, each try with its headers and its answer; and sending it again.
 */
import { RotateCcw } from 'lucide-react';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { viewWebhookDelivery, WebhookAttempt } from '#protocol/http/webhooks.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Badge, Banner, Button, Dialog, useToast } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import styles from './panel.module.css';
import { useWebhookDelivery, useWebhooksChanged } from './webhook-queries.ts';
import { nameOf, strings } from './webhook-strings.ts';
import own from './webhooks.module.css';
import { momentOf } from './when.ts';

const words = strings.inspect;
type Viewed = AnswerOf<typeof viewWebhookDelivery>;

export interface WebhookInspectProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function WebhookInspect({ id, onClose }: WebhookInspectProps) {
  const found = useWebhookDelivery(id);
  const changed = useWebhooksChanged();
  const toast = useToast();
  const attempt = useAttempt({ words: { NOT_FOUND: strings.gone } });
  const replay = async (): Promise<void> => {
    const worked = await attempt.run(() => call('replayWebhookDelivery', { params: { id }, body: {} }));
    await changed();
    if (worked) toast({ tone: 'ok', title: words.replayed });
  };
  const delivery = found.data?.delivery;
  const footer = (
    <Button icon={<RotateCcw />} disabled={delivery === undefined} loading={attempt.busy} onClick={() => void replay()}>
      {delivery?.state === 'waiting' ? words.now : words.replay}
    </Button>
  );
  const title = delivery === undefined ? strings.log.title : `${nameOf(delivery.type)}, ${momentOf(delivery.at)}`;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} size="lg" footer={footer}>
      <div className={styles.form}>
        {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
        <Answered query={found}>{(viewed) => <Everything viewed={viewed} />}</Answered>
      </div>
    </Dialog>
  );
}

function Everything({ viewed: { delivery, url, body, history } }: { readonly viewed: Viewed }) {
  return (
    <>
      <dl className={own.facts}>
        <dt>{strings.log.state}</dt>
        <dd>
          {strings.states[delivery.state]}
          {delivery.problem !== null && `: ${strings.problems[delivery.problem]}`}
        </dd>
        <dt>{words.to}</dt>
        <dd>{url}</dd>
        <dt>{words.id}</dt>
        <dd>{delivery.messageId}</dd>
      </dl>
      <section className={own.part}>
        <h3 className={own.heading}>{words.body}</h3>
        <Code text={pretty(body)} />
      </section>
      <section className={own.part}>
        <h3 className={own.heading}>{words.history}</h3>
        {history.length === 0 && <p className={styles.fact}>{words.untried}</p>}
        <ol className={own.tries}>
          {history.toReversed().map((one) => (
            <Try key={one.n} one={one} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Try({ one: { n, at, tookMs, status, problem, detail, answer, signature } }: { readonly one: WebhookAttempt }) {
  const taken = problem === null;
  return (
    <li className={own.part}>
      <span className={styles.name}>
        {n}. {momentOf(at)} <Badge tone={taken ? 'ok' : 'danger'}>{status ?? words.noAnswer}</Badge>
        <span className={styles.fact}>{strings.log.took(tookMs)}</span>
      </span>
      {problem !== null && (
        <span className={own.problem}>
          {strings.problems[problem]}
          {detail !== '' && ` (${detail})`}
        </span>
      )}
      <dl className={own.facts}>
        <dt>{words.timestamp}</dt>
        <dd>{Math.floor(Date.parse(at) / 1_000)}</dd>
        <dt>{words.signature}</dt>
        <dd>{signature}</dd>
      </dl>
      {status !== null && (
        <>
          <span className={styles.fact}>{words.answer}</span>
          <Code text={answer === '' ? words.emptyAnswer : answer} />
        </>
      )}
    </li>
  );
}

function Code({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its place is scrolled by keys, too
    <pre className={own.code} tabIndex={0}>
      <code>{text}</code>
    </pre>
  );
}

/** On several lines, for people; what is sent has one. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
