/**
 * How chat goes in the channel. Each holds at once, in a room that is open too.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { ChannelSettings as Settings } from '#protocol/http/channels.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { SelectField, Switch, useToast } from '../../ui/index.ts';
import { Panel } from './panel.tsx';
import { keys } from './queries.ts';
import { strings } from './strings.ts';

const words = strings.channel;
const pauses = [0, 3, 5, 10, 30, 60, 120, 300, 600];

export function ChatPanel({ settings }: { readonly settings: Settings }) {
  const queries = useQueryClient();
  const toast = useToast();
  const change = async (patch: Partial<Settings>): Promise<void> => {
    try {
      await call('setChannelSettings', { body: patch });
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error) });
    }
    await queries.invalidateQueries({ queryKey: keys.channel });
  };
  const { slowModeSeconds: pause, followersOnly, links } = settings;
  // One that was set elsewhere is shown as well.
  const offered = pauses.includes(pause) ? pauses : [...pauses, pause].sort((a, b) => a - b);
  return (
    <Panel title={words.chat}>
      <SelectField
        label={words.slow}
        options={offered.map((seconds) => ({ value: String(seconds), label: pauseName(seconds) }))}
        value={String(pause)}
        onValueChange={(value) => void change({ slowModeSeconds: Number(value) })}
      />
      <SelectField
        label={words.links}
        options={Object.entries(words.linkOptions).map(([value, label]) => ({ value, label }))}
        value={links}
        onValueChange={(value) => void change({ links: value as Settings['links'] })}
      />
      <Switch
        label={words.followersOnly}
        description={words.followersOnlyWords}
        checked={followersOnly}
        onCheckedChange={(checked) => void change({ followersOnly: checked })}
      />
    </Panel>
  );
}

function pauseName(seconds: number): string {
  if (seconds === 0) return words.slowOptions.none;
  return seconds % 60 === 0 ? words.slowOptions.minutes(seconds / 60) : words.slowOptions.seconds(seconds);
}
