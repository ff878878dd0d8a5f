/**
 * `/settings/webhooks`: where a performer's programs are told of shows and tips, what was sent, and how to check that it is from us.
 */
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import type { WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { CopyButton } from '../../forms/index.ts';
import { holds, useSession } from '../../session/index.ts';
import { Banner, Button, EmptyState, usePageTitle } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { strings as settings } from './strings.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookLog } from './webhook-log.tsx';
import { useWebhooks } from './webhook-queries.ts';
import { WebhookRow } from './webhook-row.tsx';
import { SecretDialog } from './webhook-secret.tsx';
import { snippet, strings } from './webhook-strings.ts';
import own from './webhooks.module.css';

export function WebhooksSettings() {
  const session = useSession();
  usePageTitle(`${strings.title} · ${settings.title}`);
  return holds(session, 'performer') ? <Panels /> : <Banner announce="none">{strings.needPerformer}</Banner>;
}

function Panels() {
  const webhooks = useWebhooks();
  return (
    <Answered query={webhooks}>
      {({ endpoints, most }) => (
        <>
          <EndpointsPanel endpoints={endpoints} most={most} />
          <WebhookLog endpoints={endpoints} />
          <Panel title={strings.verify.title} words={strings.verify.words} action={<CopyButton text={snippet} />}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than its place is scrolled by keys, too */}
            <pre className={own.code} tabIndex={0}>
              <code>{snippet}</code>
            </pre>
          </Panel>
        </>
      )}
    </Answered>
  );
}

interface EndpointsProps {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly most: number;
}

function EndpointsPanel({ endpoints, most }: EndpointsProps) {
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const isFull = endpoints.length >= most;
  const add = (
    <Button size="sm" variant="primary" icon={<Plus />} disabled={isFull} onClick={() => setAdding(true)}>
      {strings.add}
    </Button>
  );
  return (
    <Panel title={strings.title} words={strings.words} action={endpoints.length > 0 && add}>
      {isFull && <p className={styles.fact}>{strings.full(most)}</p>}
      {endpoints.length === 0 ? (
        <EmptyState art={<Webhook />} title={strings.none} level={3} action={add}>
          {strings.noneWords}
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-label={strings.title}>
          {endpoints.map((endpoint) => (
            <WebhookRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </ul>
      )}
      {adding && <WebhookDialog onClose={() => setAdding(false)} onSecret={setSecret} />}
      {secret !== null && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </Panel>
  );
}
