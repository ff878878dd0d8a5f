/**
 * `/settings/preferences`: how the page looks and how rooms are entered. Each holds at once.
 */
import type { Preferences } from '#protocol/http/profiles.ts';
import { plainWords } from '../../forms/index.ts';
import { preferences, usePreferences } from '../../preferences/index.ts';
import { SelectField, Switch, usePageTitle, useToast } from '../../ui/index.ts';
import { Panel } from './panel.tsx';
import { strings } from './strings.ts';

const words = strings.preferences;

export function PreferenceSettings() {
  const { theme, reducedMotion, chatTextSize, muteOnEnter, showMeInRooms } = usePreferences();
  const toast = useToast();
  usePageTitle(`${words.title} · ${strings.title}`);
  const change = (patch: Partial<Preferences>): void => {
    preferences.change(patch).catch((error: unknown) => toast({ tone: 'error', title: plainWords(error) }));
  };
  return (
    <>
      <Panel title={words.look}>
        <SelectField
          label={words.theme}
          options={optionsOf(words.themes)}
          value={theme}
          onValueChange={(value) => change({ theme: value as Preferences['theme'] })}
        />
        <Switch
          label={words.motion}
          description={words.motionWords}
          checked={reducedMotion}
          onCheckedChange={(checked) => change({ reducedMotion: checked })}
        />
      </Panel>
      <Panel title={words.rooms}>
        <SelectField
          label={words.textSize}
          options={optionsOf(words.sizes)}
          value={chatTextSize}
          onValueChange={(value) => change({ chatTextSize: value as Preferences['chatTextSize'] })}
        />
        <Switch
          label={words.mute}
          description={words.muteWords}
          checked={muteOnEnter}
          onCheckedChange={(checked) => change({ muteOnEnter: checked })}
        />
        <Switch
          label={words.show}
          description={words.showWords}
          checked={showMeInRooms}
          onCheckedChange={(checked) => change({ showMeInRooms: checked })}
        />
      </Panel>
    </>
  );
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}
