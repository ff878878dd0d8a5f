/**
 * `/settings/channel`: who helps, how chat goes, which words are unwanted, who is shut out.
 */
import { holds, useSession } from '../../session/index.ts';
import { Banner, usePageTitle } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { ChatPanel } from './chat-panel.tsx';
import { ModeratorsPanel } from './moderators-panel.tsx';
import { useChannel } from './queries.ts';
import { SanctionsPanel } from './sanctions-panel.tsx';
import { strings } from './strings.ts';
import { WordsPanel } from './words-panel.tsx';

export function ChannelSettings() {
  const session = useSession();
  usePageTitle(`${strings.channel.title} · ${strings.title}`);
  return holds(session, 'performer') ? <Panels /> : <Banner announce="none">{strings.channel.needPerformer}</Banner>;
}

function Panels() {
  const channel = useChannel();
  return (
    <Answered query={channel}>
      {({ moderators, sanctions, words, settings }) => (
        <>
          <ModeratorsPanel moderators={moderators} />
          <ChatPanel settings={settings} />
          <WordsPanel listed={words} />
          <SanctionsPanel sanctions={sanctions} />
        </>
      )}
    </Answered>
  );
}
