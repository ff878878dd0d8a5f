/**
 * Giving and taking roles. Everybody is a viewer.
 */
import { useState } from 'react';
import type { AdminUser } from '#protocol/http/admin.ts';
import { roles } from '#protocol/http/auth.ts';
import { call } from '../../api/index.ts';
import { Switch } from '../../ui/index.ts';
import { ActDialog } from './act-dialog.tsx';
import { strings } from './strings.ts';

const words = strings.person;

export interface RolesDialogProps {
  readonly user: AdminUser;
  readonly onClose: () => void;
}

export function RolesDialog({ user, onClose }: RolesDialogProps) {
  // What was seen when it was decided: somebody else may change the roles meanwhile, and the page may learn of it.
  const [seen] = useState(user.roles);
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set(user.roles));
  const chosen = roles.filter((role) => role === 'viewer' || held.has(role));
  const turn = (role: string, on: boolean): void => {
    setHeld(new Set(on ? [...held, role] : [...held].filter((one) => one !== role)));
  };
  return (
    <ActDialog
      title={words.roles2}
      words={words.rolesWords}
      person={user.id}
      onClose={onClose}
      work={(reason) => call('setRoles', { params: { id: user.id }, body: { roles: chosen, seen, reason } })}
    >
      <div>
        {roles.map((role) => (
          <Switch
            key={role}
            label={strings.roleNames[role]}
            checked={chosen.includes(role)}
            disabled={role === 'viewer'}
            onCheckedChange={(on) => turn(role, on)}
          />
        ))}
      </div>
    </ActDialog>
  );
}
