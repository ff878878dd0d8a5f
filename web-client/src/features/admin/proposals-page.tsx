/**
 * `/admin/proposals`: acts that wait for a second admin.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Proposal } from '#protocol/http/admin.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Badge, Banner, Button, TextField, usePageTitle, useToast } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import { actWords, strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.proposals;
const key = ['me', 'admin', 'proposals'];

export function ProposalsPage() {
  const proposals = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('listProposals', { signal }),
    refetchInterval: 15_000,
  });
  usePageTitle(`${words.title} · ${strings.title}`);
  return (
    <>
      <div>
        <h1 className={styles.title}>{words.title}</h1>
        <p className={styles.none}>{words.words}</p>
      </div>
      <Answered query={proposals}>
        {(answer) =>
          answer.proposals.length === 0 ? (
            <p className={styles.none}>{words.none}</p>
          ) : (
            <ul className={styles.list}>
              {answer.proposals.map((proposal) => (
                <li key={proposal.id} className={styles.card}>
                  <ProposalCard proposal={proposal} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </>
  );
}

function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const { user } = useSession();
  const { act, subject, roles, reason, proposedBy, createdAt, expiresAt, state } = proposal;
  const to = roles === null ? '' : ` ${words.to(roles.map((role) => strings.roleNames[role]).join(', '))}`;
  const own = proposedBy.id === user?.id;
  return (
    <>
      <h2 className={styles.subtitle}>
        {words.acts[act]} {subject.displayName} (@{subject.handle}){to}
      </h2>
      <p>{reason}</p>
      <p className={styles.fact}>
        {words.by(proposedBy.displayName, momentOf(createdAt))} · {words.expires(momentOf(expiresAt))}
      </p>
      {state !== 'OPEN' && <Badge>{words.states[state]}</Badge>}
      {state === 'OPEN' && own && <p className={styles.none}>{words.own}</p>}
      {state === 'OPEN' && !own && <JudgeForm id={proposal.id} />}
    </>
  );
}

function JudgeForm({ id }: { readonly id: string }) {
  const [reason, setReason] = useState('');
  const { busy, failure, faults, run, blame } = useAttempt({ words: actWords });
  const queries = useQueryClient();
  const toast = useToast();
  const judge = (verdict: 'approve' | 'reject'): void => {
    if (reason.trim().length < 3) {
      blame({ reason: strings.person.reasonShort });
      return;
    }
    const send = async (): Promise<void> => {
      await call('judgeProposal', { params: { id }, body: { verdict, reason: reason.trim() } });
      toast({ tone: 'ok', title: words.judged[verdict] });
      await queries.invalidateQueries({ queryKey: key });
    };
    void run(send);
  };
  const submit = (event: FormEvent): void => event.preventDefault();
  return (
    <form className={styles.form} onSubmit={submit}>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        label={strings.person.reason}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={faults.reason}
      />
      <div className={styles.acts}>
        <Button size="sm" variant="primary" loading={busy} onClick={() => judge('approve')}>
          {words.approve}
        </Button>
        <Button size="sm" disabled={busy} onClick={() => judge('reject')}>
          {words.reject}
        </Button>
      </div>
    </form>
  );
}
