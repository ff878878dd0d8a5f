/**
 * What was sent to one's webhooks, newest first; each can be looked at and sent again.
 */
import { useState } from 'react';
import { type WebhookDelivery, type WebhookEndpoint, WebhookState, WebhookType } from '#protocol/http/webhooks.ts';
import { plainWords } from '../../forms/index.ts';
import { Badge, type BadgeTone, Banner, Button, SelectField, Skeleton } from '../../ui/index.ts';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { WebhookInspect } from './webhook-inspect.tsx';
import { type LogFilter, useWebhookLog } from './webhook-queries.ts';
import { nameOf, strings } from './webhook-strings.ts';
import own from './webhooks.module.css';
import { momentOf } from './when.ts';

const words = strings.log;
const any = { value: '', label: words.all };
const tones: Readonly<Record<WebhookState, BadgeTone>> = { waiting: 'warn', delivered: 'ok', failed: 'danger' };

export interface WebhookLogProps {
  readonly endpoints: readonly WebhookEndpoint[];
}

export function WebhookLog({ endpoints }: WebhookLogProps) {
  const [filter, setFilter] = useState<LogFilter>({});
  const [shown, setShown] = useState<string | null>(null);
  const log = useWebhookLog(filter);
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries);
  const isAll = Object.keys(filter).length === 0;
  return (
    <Panel title={words.title} words={words.words}>
      {endpoints.length > 0 && <Filters endpoints={endpoints} filter={filter} onFilter={setFilter} />}
      {log.error && <Banner tone="error">{plainWords(log.error)}</Banner>}
      {deliveries === undefined && !log.error && <Skeleton height="6rem" />}
      {deliveries?.length === 0 && <p className={styles.fact}>{isAll ? words.none : words.noneFound}</p>}
      {deliveries !== undefined && deliveries.length > 0 && (
        <ul className={styles.list} aria-label={words.title}>
          {deliveries.map((delivery) => (
            <LogRow
              key={delivery.id}
              delivery={delivery}
              endpoint={endpoints.find(({ id }) => id === delivery.endpointId)}
              onLook={() => setShown(delivery.id)}
            />
          ))}
        </ul>
      )}
      {log.hasNextPage && (
        <div>
          <Button size="sm" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words.older}
          </Button>
        </div>
      )}
      {shown !== null && <WebhookInspect id={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

interface FiltersProps extends WebhookLogProps {
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
}

function Filters({ endpoints, filter, onFilter }: FiltersProps) {
  /** Without the one that is chosen anew; with it where it is not "all". */
  const choose = (name: keyof LogFilter, value: string): void => {
    const { [name]: _before, ...rest } = filter;
    onFilter((value === '' ? rest : { ...rest, [name]: value }) as LogFilter);
  };
  return (
    <div className={own.filters}>
      <SelectField
        label={words.endpoint}
        options={[any, ...endpoints.map(({ id, description, url }) => ({ value: id, label: description || url }))]}
        value={filter.endpoint ?? ''}
        onValueChange={(value) => choose('endpoint', value)}
      />
      <SelectField
        label={words.state}
        options={[any, ...WebhookState.options.map((value) => ({ value, label: strings.states[value] }))]}
        value={filter.state ?? ''}
        onValueChange={(value) => choose('state', value)}
      />
      <SelectField
        label={words.type}
        options={[any, ...WebhookType.options.map((value) => ({ value, label: nameOf(value) }))]}
        value={filter.type ?? ''}
        onValueChange={(value) => choose('type', value)}
      />
    </div>
  );
}

interface LogRowProps {
  readonly delivery: WebhookDelivery;
  readonly endpoint: WebhookEndpoint | undefined;
  readonly onLook: () => void;
}

function LogRow({ delivery, endpoint, onLook }: LogRowProps) {
  const { type, at, state, problem, attempts, status, tookMs, nextAttemptAt } = delivery;
  const moment = momentOf(at);
  const facts = [
    ...(status === null ? [] : [String(status)]),
    ...(tookMs === null ? [] : [words.took(tookMs)]),
    ...(attempts === 0 ? [] : [words.attempts(attempts)]),
    ...(nextAttemptAt === null || attempts === 0 ? [] : [words.next(momentOf(nextAttemptAt))]),
  ];
  return (
    <li>
      <button type="button" className={own.entry} aria-label={words.inspect(nameOf(type), moment)} onClick={onLook}>
        <span className={styles.what}>
          <span className={styles.name}>
            {nameOf(type)} <Badge tone={tones[state]}>{strings.states[state]}</Badge>
          </span>
          {problem !== null && <span className={own.problem}>{strings.problems[problem]}</span>}
          <span className={styles.fact}>{endpoint?.description || endpoint?.url}</span>
        </span>
        <span className={own.side}>
          <span>{moment}</span>
          <span className={styles.fact}>{facts.join(' · ')}</span>
        </span>
      </button>
    </li>
  );
}
