/**
 * `/dev/mail`: the mail that a server without a mail server kept, for whoever sits at its machine.
 */
import { useQuery } from '@tanstack/react-query';
import { Mailbox } from 'lucide-react';
import { Fragment } from 'react';
import type { LocalMail } from '#protocol/http/mail.ts';
import { call, isRefusal } from '../../api/index.ts';
import { Button, EmptyState, usePageTitle } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.mail;

export function LocalMailPage() {
  const mail = useQuery({
    queryKey: ['local-mail'],
    queryFn: ({ signal }) => call('listMail', { signal }),
    refetchInterval: 3_000,
  });
  usePageTitle(words.title);
  if (isRefusal(mail.error, 'NOT_FOUND')) {
    return (
      <EmptyState level={1} art={<Mailbox />} title={words.closed}>
        {words.closedWords}
      </EmptyState>
    );
  }
  return (
    <div className={styles.frame}>
      <div className={styles.mailHead}>
        <div>
          <h1 className={styles.title}>{words.title}</h1>
          <p className={styles.none}>{words.words}</p>
        </div>
        <Button size="sm" onClick={() => void mail.refetch()}>
          {words.refresh}
        </Button>
      </div>
      <Answered query={mail}>
        {({ mails }) =>
          mails.length === 0 ? (
            <p className={styles.none}>{words.none}</p>
          ) : (
            <ul className={styles.list}>
              {mails.map((one) => (
                <li key={one.id} className={styles.card}>
                  <Mail mail={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </div>
  );
}

function Mail({ mail: { subject, to, at, text } }: { readonly mail: LocalMail }) {
  return (
    <>
      <h2 className={styles.subtitle}>{subject}</h2>
      <p className={styles.fact}>
        {words.to} {to} · <time dateTime={at}>{momentOf(at)}</time>
      </p>
      <p className={styles.letter}>{linked(text)}</p>
    </>
  );
}

/** Addresses of this site become links; everything else stays text. */
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => {
    const inside = part.startsWith(`${window.location.origin}/`);
    // The parts never change places.
    const key = `${index} ${part}`;
    return inside ? (
      <a key={key} href={part}>
        {part}
      </a>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
}
