/**
 * Adding a webhook, or changing one: its address, what it is for, what is sent there.
 */
import { type FormEvent, useRef, useState } from 'react';
import { addWebhook, type WebhookEndpoint, type WebhookEvent, webhookEvents } from '#protocol/http/webhooks.ts';
import { ApiError, call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, Dialog, Switch, TextField } from '../../ui/index.ts';
import styles from './panel.module.css';
import { strings as settings } from './strings.ts';
import { useWebhooksChanged } from './webhook-queries.ts';
import { strings } from './webhook-strings.ts';
import own from './webhooks.module.css';

const words = strings.form;
const rules = { words: { NOT_FOUND: strings.gone }, invalid: { description: words.descriptionWrong } };

export interface WebhookDialogProps {
  /** The one that is changed; absent: a new one. */
  readonly endpoint?: WebhookEndpoint;
  readonly onClose: () => void;
  readonly onSecret: (secret: string) => void;
}

export function WebhookDialog({ endpoint, onClose, onSecret }: WebhookDialogProps) {
  const attempt = useAttempt(rules);
  const changed = useWebhooksChanged();
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [description, setDescription] = useState(endpoint?.description ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(endpoint?.events ?? webhookEvents);
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, attempt.faults);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (events.length === 0) return attempt.blame({ events: words.noEvents });
    const read = addWebhook.body.safeParse({ url, description, events });
    if (!read.success) return attempt.blame(faultsIn(read.error.issues));
    let refusedUrl: string | null = null;
    const worked = await attempt.run(async () => {
      try {
        if (endpoint === undefined) onSecret((await call('addWebhook', { body: read.data })).secret);
        else await call('changeWebhook', { params: { id: endpoint.id }, body: read.data });
      } catch (error) {
        refusedUrl = urlFaultOf(error);
        throw error;
      }
    });
    await changed();
    // What is wrong with an address the server says best.
    if (refusedUrl !== null) attempt.blame({ url: refusedUrl });
    if (worked) onClose();
  };
  const toggle = (one: WebhookEvent, on: boolean): void =>
    setEvents(webhookEvents.filter((known) => (known === one ? on : events.includes(known))));

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={endpoint === undefined ? words.addTitle : words.editTitle}
    >
      <form ref={form} className={styles.form} noValidate onSubmit={(event) => void save(event)}>
        {attempt.failure && <Banner tone="error">{attempt.failure}</Banner>}
        <TextField
          label={words.url}
          hint={words.urlHint}
          name="url"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={url}
          error={attempt.faults.url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextField
          label={words.description}
          hint={words.descriptionHint}
          name="description"
          maxLength={120}
          value={description}
          error={attempt.faults.description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <fieldset className={own.events}>
          <legend className={own.legend}>{words.events}</legend>
          {webhookEvents.map((one) => (
            <Switch
              key={one}
              label={strings.events[one][0]}
              description={strings.events[one][1]}
              checked={events.includes(one)}
              onCheckedChange={(on) => toggle(one, on)}
            />
          ))}
          {attempt.faults.events && <Banner tone="error">{attempt.faults.events}</Banner>}
        </fieldset>
        <Button type="submit" variant="primary" wide loading={attempt.busy} disabled={attempt.waitS > 0}>
          {submitText(endpoint === undefined, attempt.waitS)}
        </Button>
      </form>
    </Dialog>
  );
}

function submitText(isNew: boolean, waitS: number): string {
  if (waitS > 0) return settings.waitFor(waitS);
  return isNew ? words.add : words.save;
}

function faultsIn(issues: readonly { readonly path: readonly PropertyKey[] }[]): Record<string, string> {
  const named = issues.map(({ path }) => String(path[0]));
  return {
    ...(named.includes('url') && { url: words.urlHint }),
    ...(named.includes('description') && { description: words.descriptionWrong }),
  };
}

/** The server's own sentence about the address; null: it is about something else. */
function urlFaultOf(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.code !== 'VALIDATION_FAILED' || !Array.isArray(error.facts.issues))
    return null;
  const about = error.facts.issues.some((issue: unknown) => (issue as { path?: unknown } | null)?.path === 'url');
  return about ? error.message : null;
}
