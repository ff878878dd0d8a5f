/** The people of the leak test's show, and what they look with. */
import type { ApiClient } from '../world/api.ts';
import type { TestSocket } from '../world/socket.ts';
import type { Hooks } from './webhooks.ts';

/** Who looks at the show while somebody may be in it whom nobody is to notice. */
export interface Onlookers {
  readonly room: string;
  readonly performerHandle: string;
  readonly overlay: string;
  readonly http: Readonly<Record<'nobody' | 'viewer' | 'performer' | 'appointed', ApiClient>>;
  readonly sockets: Readonly<Record<'nobody' | 'viewer' | 'performer' | 'appointed', TestSocket>>;
  readonly hooks: Hooks;
}
