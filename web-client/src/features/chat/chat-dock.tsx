/**
 * What stands beside the stage: the chat, who is here, and for those who moderate what waits for them.
 */
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Presence } from '#protocol/socket/room.ts';
import { type OpenPerson, useReadable } from '../../live/index.ts';
import { useSession } from '../../session/index.ts';
import { Dock, type DockTab } from '../../ui/dock.tsx';
import { type ChatAdditions, noAdditions } from './additions.ts';
import { BanDialog } from './ban-dialog.tsx';
import { CardPopover, type CardTarget } from './card-popover.tsx';
import type { Chat } from './chat.ts';
import { ChatPanel, ChatWaiting } from './chat-panel.tsx';
import type { ChatState } from './chat-state.ts';
import { type Author, type ChatTools, ChatToolsProvider } from './chat-tools.ts';
import { HeldQueue } from './held-queue.tsx';
import { SettingsPopover } from './settings-popover.tsx';
import { strings } from './strings.ts';
import { type ChatSource, useChat } from './use-chat.ts';
import { useComposer } from './use-composer.ts';
import { useGoTo } from './use-go-to.ts';

export interface ChatDockProps {
  readonly source: ChatSource;
  readonly presence: Presence | undefined;
  /** The list of people, for the second tab; with a function, their names open cards. */
  readonly people: (open?: OpenPerson) => ReactNode;
  /** What others show in here. */
  readonly additions?: ChatAdditions | undefined;
  /** Whoever looks is seen by nobody: they read what those who moderate read, and can say and do nothing. */
  readonly silent?: boolean | undefined;
}

export function ChatDock(props: ChatDockProps) {
  const { user } = useSession();
  const chat = useChat(props.source, user?.id);
  if (chat === undefined) return <PlainDock {...props} />;
  return <OpenDock {...props} chat={chat} me={user?.id} />;
}

/** Before there is a chat. */
function PlainDock({ presence, people, additions = noAdditions }: ChatDockProps) {
  const [tab, setTab] = useState('chat');
  const tabs = [chatTab(<ChatWaiting />), ...additions.tabs, peopleTab(presence, people())];
  return <Dock label={strings.tabs.group} tabs={tabs} value={tab} onValueChange={setTab} />;
}

const nobody: Presence['people'] = [];

interface OpenDockProps extends ChatDockProps {
  readonly chat: Chat;
  readonly me: string | undefined;
}

function OpenDock({ source, presence, people, additions = noAdditions, silent = false, chat, me }: OpenDockProps) {
  const state = useReadable(chat.state);
  const [wanted, setTab] = useState('chat');
  const [target, setTarget] = useState<CardTarget>();
  const [banning, askToBan] = useState<Author>();
  const composer = useComposer(source.room);
  const logRef = useRef<HTMLDivElement>(null);
  const goTo = useGoTo(chat, logRef);
  const { moderates, appoints } = state;
  const acts = moderates && !silent;
  const { reply, write } = composer;
  const performer = source.performer.id;
  const showCard = useCallback<ChatTools['showCard']>(
    (author, beside, line) => setTarget({ author, beside, line }),
    [],
  );
  const tools = useMemo<ChatTools>(
    () => ({ chat, me, performer, moderates: acts, speaks: !silent, appoints, reply, write, showCard, askToBan, goTo }),
    [chat, me, performer, acts, silent, appoints, reply, write, showCard, goTo],
  );
  const tab = wanted === 'held' && !moderates ? 'chat' : wanted;
  const here = presence?.people ?? nobody;
  const panel = (
    <ChatPanel
      state={state}
      added={additions.lines}
      composer={composer}
      performer={source.performer}
      here={here}
      logRef={logRef}
    />
  );
  return (
    <ChatToolsProvider value={tools}>
      <Dock
        label={strings.tabs.group}
        tabs={[
          chatTab(panel),
          ...additions.tabs,
          peopleTab(presence, people(showCard)),
          ...(moderates ? [heldTab(state, additions.held, tab === 'held')] : []),
        ]}
        value={tab}
        onValueChange={setTab}
        end={acts && <SettingsPopover settings={state.settings} />}
      />
      <CardPopover target={target} onClose={() => setTarget(undefined)} />
      {banning && <BanDialog author={banning} onClose={() => askToBan(undefined)} />}
    </ChatToolsProvider>
  );
}

function chatTab(content: ReactNode): DockTab {
  return { value: 'chat', label: strings.tabs.chat, content };
}

function peopleTab(presence: Presence | undefined, content: ReactNode): DockTab {
  const count = presence && { value: presence.count, words: strings.peopleCount(presence.count) };
  return { value: 'people', label: strings.tabs.people, count, content };
}

function heldTab({ held }: ChatState, others: ChatAdditions['held'], shown: boolean): DockTab {
  const waiting = held.length + others.count;
  const count = waiting === 0 ? undefined : { value: waiting, words: strings.heldCount(waiting), urgent: true };
  // Two queues that are both empty say so once.
  const lines = held.length > 0 || others.count === 0 ? <HeldQueue held={held} shown={shown} /> : null;
  const content = (
    <>
      {others.content}
      {lines}
    </>
  );
  return { value: 'held', label: strings.tabs.held, count, content };
}
