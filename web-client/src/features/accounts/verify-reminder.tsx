/**
 * A new account's address is not proved yet: says where the link is, and mails it again.
 */
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Banner, Button, useToast } from '../../ui/index.ts';
import { strings } from './strings.ts';
import styles from './verify-reminder.module.css';

const words = strings.reminder;

export function VerifyReminder() {
  const { user } = useSession();
  const toast = useToast();
  const [sent, setSent] = useState<'not' | 'sending' | 'sent'>('not');
  if (user === null || user.emailVerified) return null;
  const resend = async (): Promise<void> => {
    setSent('sending');
    try {
      await call('resendVerification', { body: {} });
      setSent('sent');
    } catch (error) {
      setSent('not');
      toast({ tone: 'error', title: plainWords(error) });
    }
  };
  const action = (
    <Button size="sm" loading={sent === 'sending'} disabled={sent === 'sent'} onClick={() => void resend()}>
      {sent === 'sent' ? words.sent : words.resend}
    </Button>
  );
  return (
    <section className={styles.reminder} aria-label={words.title}>
      <Banner title={words.title} action={action}>
        {words.words(user.email)}
      </Banner>
    </section>
  );
}
