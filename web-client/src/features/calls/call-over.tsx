/**
 * Where there is no call to show: why, and the way on.
 */
import { Link } from '@tanstack/react-router';
import { DoorClosed, MapPinOff, MonitorSmartphone, PhoneOff, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, buttonClass, EmptyState } from '../../ui/index.ts';
import type { CallView, OverView } from './call-state.ts';
import { strings } from './strings.ts';

interface Words {
  readonly title: string;
  readonly words: string;
  readonly again?: string;
}

const art: Readonly<Record<OverView, ReactNode>> = {
  left: <PhoneOff />,
  ended: <PhoneOff />,
  elsewhere: <MonitorSmartphone />,
  gone: <MapPinOff />,
  banned: <DoorClosed />,
  failed: <TriangleAlert />,
};

/** Whether a view is one of these. */
export function isOver(view: CallView): view is OverView {
  return Object.hasOwn(art, view);
}

export interface CallOverProps {
  readonly view: OverView;
  /** Who may open again what is over. */
  readonly isHost: boolean;
  readonly onAgain: () => void;
}

export function CallOver({ view, isHost, onAgain }: CallOverProps) {
  const { title, words, again }: Words = strings[view];
  const mayAgain = again !== undefined && (view !== 'ended' || isHost);
  const action = (
    <>
      {mayAgain && (
        <Button variant="primary" onClick={onAgain}>
          {again}
        </Button>
      )}
      <Link to="/" className={buttonClass({ variant: mayAgain ? 'quiet' : 'primary' })}>
        {strings.home}
      </Link>
    </>
  );
  return (
    <div role="alert">
      <EmptyState level={1} art={art[view]} title={title} action={action}>
        {words}
      </EmptyState>
    </div>
  );
}
