/** What the supervisor has to know about a child: how to start it, when it is ready, how to end it. */
export interface ChildSpec {
  /** Name in run.json, in the terminal and of its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** User and group it runs as; absent: ours. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
  /** Asked again and again until it says yes; must not throw. */
  readonly ready: () => Promise<boolean>;
  readonly readyTimeoutMs: number;
  /** The signal for a quick and orderly end. */
  readonly stopSignal: NodeJS.Signals;
  /** How long it may take to end by itself when it is started anew; absent: it is not, while the others run. */
  readonly renewWithinMs?: number;
  /** Node children end before the stores they use. */
  readonly kind: 'node' | 'store';
}
