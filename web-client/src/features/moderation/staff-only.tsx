/**
 * What stands on the pages of moderators for everybody else.
 */
import { ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { holds, useSession } from '../../session/index.ts';
import { EmptyState } from '../../ui/index.ts';
import { strings } from './strings.ts';

export function StaffOnly({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  if (holds(session, 'moderator') || holds(session, 'admin')) return children;
  return (
    <EmptyState level={1} art={<ShieldAlert />} title={strings.staffOnly}>
      {strings.staffOnlyWords}
    </EmptyState>
  );
}
