/**
 * Why one cannot come in, and what can be done about it: a panel of its own for each reason.
 */
import { Link } from '@tanstack/react-router';
import { DoorClosed, Lock, MapPinOff, ShieldAlert, Ticket, TriangleAlert, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../session/index.ts';
import type { SignallingCode } from '../../signalling/index.ts';
import { Button, buttonClass, EmptyState } from '../../ui/index.ts';
import styles from './refused-panel.module.css';
import { strings } from './strings.ts';

const { refused } = strings;

interface Reason {
  readonly art: ReactNode;
  readonly title: string;
  readonly words: string;
  readonly ways: readonly ('again' | 'sign-in')[];
}

export interface RefusedPanelProps {
  readonly code: SignallingCode;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly onRetry: () => void;
}

export function RefusedPanel({ code, facts, onRetry }: RefusedPanelProps) {
  const { user, askToSignIn } = useSession();
  const { art, title, words, ways } = reasonOf(code, facts);
  const action = (
    <>
      {ways.includes('sign-in') && user === null && (
        <Button variant="primary" onClick={() => askToSignIn(refused.signInWhy)}>
          {refused.signInAction}
        </Button>
      )}
      {ways.includes('again') && <Button onClick={onRetry}>{refused.again}</Button>}
      <Link to="/" className={buttonClass({ variant: ways.length === 0 ? 'primary' : 'quiet' })}>
        {refused.home}
      </Link>
    </>
  );
  return (
    <div className={styles.panel} role="alert">
      <EmptyState level={1} art={art} title={title} action={action}>
        {words}
      </EmptyState>
    </div>
  );
}

function reasonOf(code: SignallingCode, facts: Readonly<Record<string, unknown>>): Reason {
  switch (code) {
    case 'NOT_FOUND':
    case 'VALIDATION_FAILED':
      return { ...refused.notFound, art: <MapPinOff />, ways: [] };
    case 'ROOM_FULL':
      return { ...refused.full, art: <Users />, ways: ['again'] };
    case 'AGE_ASSURANCE_REQUIRED':
      return { ...refused.age, art: <ShieldAlert />, ways: ['sign-in'] };
    case 'TICKET_REQUIRED': {
      const price = typeof facts.priceTokens === 'string' ? facts.priceTokens : undefined;
      return { title: refused.ticket.title, words: refused.ticket.words(price), art: <Ticket />, ways: ['sign-in'] };
    }
    case 'UNAUTHENTICATED':
      return { ...refused.signIn, art: <Lock />, ways: ['sign-in'] };
    case 'BANNED':
      return { ...refused.banned, art: <DoorClosed />, ways: [] };
    case 'FORBIDDEN':
      return { ...refused.forbidden, art: <DoorClosed />, ways: [] };
    default:
      return { ...refused.failed, art: <TriangleAlert />, ways: ['again'] };
  }
}
