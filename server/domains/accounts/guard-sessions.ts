/**
 * Ends sockets whose sign-in is over, or which stand on rights that are others now. Told by words of other processes; and
 * from time to time, and when Redis was away, it asks Postgres about everybody who is connected here, because a word may be
 * lost.
 */
import type { Clock } from '#kernel/clock.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { CodedRefusal } from '#protocol/errors.ts';
import { rightsChanged, signedOut } from './errors.ts';
import type { Standing } from './keep-standing.ts';
import { findStanding } from './store-people.ts';

/** The sessions of this process. */
export interface GuardedSessions {
  /** Who is here, signed in; a person stands as often as they have sessions. */
  people(): readonly Identity[];
  closeWhere(holds: (identity: Identity) => boolean, why: CodedRefusal): void;
}

export interface GuardDeps {
  readonly read: Reader;
  readonly clock: Clock;
  readonly sessions: GuardedSessions;
  readonly standing: Standing;
  /** Of what is no sign-in and sessions stand on all the same (keys) those that stand, with the version of their person's rights. */
  readonly standsOtherwise: (ids: readonly string[]) => Promise<readonly Stands[]>;
}

interface Stands {
  readonly id: string;
  readonly rightsVersion: number;
}

export interface Guard {
  signInEnded(signInId: string): void;
  /** Pages come back by themselves, with a new ticket and their new rights. */
  rightsChanged(userId: string, rightsVersion: number): void;
  /**
   * Somebody begins or goes on here. Between the look at their sign-in and now it may have ended, and the word of it found
   * nobody here to close.
   */
  came(identity: Identity): Promise<void>;
  /** One query for all who are here, one for what ended lately. */
  lookAgain(): Promise<void>;
}

/** Watches over the sessions of this process and what its HTTP door knows. */
export function guardSessions({ read, clock, sessions, standing, standsOtherwise }: GuardDeps): Guard {
  return {
    signInEnded(signInId) {
      standing.ended(signInId);
      sessions.closeWhere((identity) => identity.signInId === signInId, signedOut());
    },
    rightsChanged(userId, version) {
      standing.rightsChanged(userId, version);
      sessions.closeWhere((one) => one.userId === userId && one.rightsVersion < version, rightsChanged());
    },
    async came(identity) {
      const { signInId, rightsVersion } = identity;
      const isIt = (one: Identity): boolean => one.signInId === signInId && one.rightsVersion <= rightsVersion;
      await standing.require(identity).catch((thrown: unknown) => {
        if (!(thrown instanceof Refusal) || thrown.code !== 'UNAUTHENTICATED') throw thrown;
        // The page comes back with a new ticket, where it gets one.
        sessions.closeWhere(isIt, rightsChanged());
      });
    },
    async lookAgain() {
      await standing.reload();
      const asked = new Set(sessions.people().map(({ signInId }) => signInId));
      if (asked.size === 0) return;
      const found = await findStanding(read, [...asked], new Date(clock.now()));
      const others = await standsOtherwise([...asked]);
      const versions = new Map([...found, ...others].map(({ id, rightsVersion }) => [id, rightsVersion]));
      // Whoever came while we asked is asked about the next time.
      sessions.closeWhere(({ signInId }) => asked.has(signInId) && !versions.has(signInId), signedOut());
      sessions.closeWhere((one) => (versions.get(one.signInId) ?? 0) > one.rightsVersion, rightsChanged());
    },
  };
}
