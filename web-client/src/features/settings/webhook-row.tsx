/**
 * One webhook: where it leads, how it is, and what can be done with it.
 */
import { EllipsisVertical, KeyRound, Pause, Pencil, Play, RotateCcw, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { call } from '../../api/index.ts';
import { plainWords, useAttempt } from '../../forms/index.ts';
import {
  Badge,
  Banner,
  Button,
  Dialog,
  IconButton,
  Menu,
  MenuItem,
  MenuSeparator,
  useNow,
  useToast,
} from '../../ui/index.ts';
import styles from './panel.module.css';
import { strings as settings } from './strings.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { useWebhooksChanged } from './webhook-queries.ts';
import { SecretDialog } from './webhook-secret.tsx';
import { nameOf, strings } from './webhook-strings.ts';
import own from './webhooks.module.css';
import { momentOf } from './when.ts';

type Asking = 'edit' | 'rotate' | 'remove' | null;
const rules = { words: { NOT_FOUND: strings.gone } };
const dayMs = 24 * 3_600_000;

export function WebhookRow({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const toast = useToast();
  const changed = useWebhooksChanged();
  const now = useNow(null);
  const [asking, setAsking] = useState<Asking>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, url, state } = endpoint;
  const params = { id };
  const act = async (work: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    try {
      const said = await work();
      if (said !== null) toast({ tone: 'ok', title: said });
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error, rules.words) });
    }
    await changed();
    setBusy(false);
  };
  const ping = () => act(() => call('pingWebhook', { params, body: {} }).then(() => strings.pinged));
  const pause = (paused: boolean) => act(() => call('changeWebhook', { params, body: { paused } }).then(() => null));
  const replay = () =>
    act(async () => {
      const since = new Date(now - 30 * dayMs).toISOString();
      const { replayed, more } = await call('replayFailedWebhooks', { params, body: { since } });
      return more ? strings.replayedMore(replayed) : strings.replayed(replayed);
    });
  return (
    <li className={styles.row}>
      <About endpoint={endpoint} />
      <span className={own.acts}>
        {state === 'active' ? (
          <Button size="sm" icon={<Send />} loading={busy} onClick={() => void ping()}>
            {strings.ping}
          </Button>
        ) : (
          <Button size="sm" icon={<Play />} loading={busy} onClick={() => void pause(false)}>
            {strings.resume}
          </Button>
        )}
        <Menu trigger={<IconButton label={strings.more(url)} tooltipSide="none" icon={<EllipsisVertical />} />}>
          <MenuItem icon={<Pencil />} onSelect={() => setAsking('edit')}>
            {strings.edit}
          </MenuItem>
          {state === 'active' && (
            <>
              <MenuItem icon={<Pause />} onSelect={() => void pause(true)}>
                {strings.pause}
              </MenuItem>
              <MenuItem icon={<RotateCcw />} onSelect={() => void replay()}>
                {strings.replayFailed}
              </MenuItem>
            </>
          )}
          <MenuItem icon={<KeyRound />} onSelect={() => setAsking('rotate')}>
            {strings.rotate}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => setAsking('remove')}>
            {strings.remove}
          </MenuItem>
        </Menu>
      </span>
      {asking === 'edit' && <WebhookDialog endpoint={endpoint} onClose={() => setAsking(null)} onSecret={setSecret} />}
      {asking === 'rotate' && <RotateDialog id={id} onClose={() => setAsking(null)} onSecret={setSecret} />}
      {asking === 'remove' && <RemoveDialog id={id} url={url} onClose={() => setAsking(null)} />}
      {secret !== null && <SecretDialog secret={secret} rotated onClose={() => setSecret(null)} />}
    </li>
  );
}

function About({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { url, description, events, state, pausedBecause, failingSince, waiting, last, oldSecretUntil } = endpoint;
  return (
    <span className={styles.what}>
      <span className={styles.name}>
        {description || url}
        {state === 'paused' && <Badge tone="warn">{strings.paused}</Badge>}
        {state === 'active' && failingSince !== null && <Badge tone="danger">{strings.failing}</Badge>}
        {state === 'active' && failingSince === null && <Badge tone="ok">{strings.active}</Badge>}
        {waiting > 0 && <Badge>{strings.waiting(waiting)}</Badge>}
      </span>
      {description !== '' && <span className={own.url}>{url}</span>}
      <span className={styles.fact}>{events.map(nameOf).join(' · ')}</span>
      {pausedBecause !== null && <span className={styles.fact}>{strings.pausedBecause[pausedBecause]}</span>}
      {state === 'active' && failingSince !== null && (
        <span className={styles.fact}>{strings.failingSince(momentOf(failingSince))}</span>
      )}
      {oldSecretUntil !== null && (
        <span className={styles.fact}>{strings.oldSecretUntil(momentOf(oldSecretUntil))}</span>
      )}
      <span className={styles.fact}>
        {last === null
          ? strings.nothingSent
          : strings.last(`${nameOf(last.type)} ${strings.states[last.state].toLowerCase()}`, momentOf(last.at))}
      </span>
    </span>
  );
}

interface AskProps {
  readonly id: string;
  readonly onClose: () => void;
}

function RotateDialog({ id, onClose, onSecret }: AskProps & { readonly onSecret: (secret: string) => void }) {
  const work = async (): Promise<void> =>
    onSecret((await call('rotateWebhookSecret', { params: { id }, body: {} })).secret);
  return (
    <AskDialog
      title={strings.rotateAsk}
      words={strings.rotateWords}
      go={strings.rotate}
      work={work}
      onClose={onClose}
    />
  );
}

function RemoveDialog({ id, url, onClose }: AskProps & { readonly url: string }) {
  const work = (): Promise<unknown> => call('removeWebhook', { params: { id } });
  return (
    <AskDialog title={strings.removeAsk} words={strings.removeWords} go={strings.remove} work={work} onClose={onClose}>
      <p className={own.url}>{url}</p>
    </AskDialog>
  );
}

interface AskDialogProps {
  readonly title: string;
  readonly words: string;
  readonly go: string;
  readonly work: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: React.ReactNode;
}

/** What cannot be undone is asked first. */
function AskDialog({ title, words, go, work, onClose, children }: AskDialogProps) {
  const { busy, failure, run } = useAttempt(rules);
  const changed = useWebhooksChanged();
  const act = async (): Promise<void> => {
    const worked = await run(work);
    await changed();
    if (worked) onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{settings.cancel}</Button>
      <Button variant="danger" loading={busy} onClick={() => void act()}>
        {go}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={words} footer={footer}>
      {failure && <Banner tone="error">{failure}</Banner>}
      {children}
    </Dialog>
  );
}
