/**
 * How chat goes in this channel, for those who moderate it. Every change holds at once, for everybody.
 */
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import type { ChannelSettings } from '#protocol/http/channels.ts';
import { IconButton, SelectField, Switch } from '../../ui/index.ts';
import { Popover } from '../../ui/popover.tsx';
import { useAct, useChatTools } from './chat-tools.ts';
import styles from './settings-popover.module.css';
import { strings } from './strings.ts';

const words = strings.settings;

export function SettingsPopover({ settings }: { readonly settings: ChannelSettings }) {
  const { chat } = useChatTools();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const change = (next: Partial<ChannelSettings>): void => void act(chat.change(next), words.saved);
  return (
    <Popover
      label={words.title}
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton size="sm" label={words.title} tooltipSide="none" icon={<Settings2 />} />}
    >
      <div className={styles.form}>
        <h2 className={styles.title}>{words.title}</h2>
        <SelectField
          label={words.slow}
          options={slowOptions(settings.slowModeSeconds)}
          value={String(settings.slowModeSeconds)}
          onValueChange={(value) => change({ slowModeSeconds: Number(value) })}
        />
        <SelectField
          label={words.links}
          options={words.linkOptions}
          value={settings.links}
          onValueChange={(value) => {
            const links = words.linkOptions.find((option) => option.value === value)?.value;
            if (links !== undefined) change({ links });
          }}
        />
        <Switch
          label={words.followers}
          checked={settings.followersOnly}
          onCheckedChange={(followersOnly) => change({ followersOnly })}
        />
      </div>
    </Popover>
  );
}

/** A pause set elsewhere to something else is among them too. */
function slowOptions(seconds: number) {
  const value = String(seconds);
  if (words.slowOptions.some((option) => option.value === value)) return words.slowOptions;
  return [...words.slowOptions, { value, label: words.slowOther(value) }];
}
