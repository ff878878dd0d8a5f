/**
 * What an admin may do about a person. Each asks for a reason; some wait for a second admin.
 */
import { useState } from 'react';
import type { AdminUser } from '#protocol/http/admin.ts';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';
import { Button } from '../../ui/index.ts';
import { ActDialog } from './act-dialog.tsx';
import styles from './admin.module.css';
import { RolesDialog } from './roles-dialog.tsx';
import { actWords, strings } from './strings.ts';

const words = strings.person;

type Act = 'suspend' | 'restore' | 'roles' | 'factor';

export function PersonActs({ user }: { readonly user: AdminUser }) {
  const session = useSession();
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => setAct(null);
  if (user.erasedAt !== null) return null;
  const own = session.user?.id === user.id;
  const params = { id: user.id };
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.acts}</h2>
      {own && <p className={styles.none}>{actWords.OWN_ACCOUNT}</p>}
      <div className={styles.acts}>
        {user.suspended ? (
          <Button size="sm" disabled={own} onClick={() => setAct('restore')}>
            {words.restore}
          </Button>
        ) : (
          <Button size="sm" variant="danger" disabled={own} onClick={() => setAct('suspend')}>
            {words.suspend}
          </Button>
        )}
        <Button size="sm" disabled={own} onClick={() => setAct('roles')}>
          {words.roles2}
        </Button>
        <Button size="sm" disabled={own || !user.secondFactor} onClick={() => setAct('factor')}>
          {words.factorReset}
        </Button>
      </div>
      {act === 'suspend' && (
        <ActDialog
          title={words.suspend}
          words={words.suspendWords}
          danger
          person={user.id}
          onClose={close}
          work={(reason) => call('suspendPerson', { params, body: { reason } })}
        />
      )}
      {act === 'restore' && (
        <ActDialog
          title={words.restore}
          words={words.restoreWords}
          person={user.id}
          onClose={close}
          work={(reason) => call('restorePerson', { params, body: { reason } })}
        />
      )}
      {act === 'factor' && (
        <ActDialog
          title={words.factorReset}
          words={words.factorWords}
          danger
          person={user.id}
          onClose={close}
          work={(reason) => call('resetSecondFactor', { params, body: { reason } })}
        />
      )}
      {act === 'roles' && <RolesDialog user={user} onClose={close} />}
    </section>
  );
}
