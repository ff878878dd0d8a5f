/**
 * The development TURN server: coturn beside a Busker of this machine, in the folder `turn` of its data directory, where the
 * next `npm start` finds its address and its secret. Relays to this Busker's media node and to nobody else.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { type Config, type Environment, readConfig } from '#config/config.ts';
import { Problem } from '../bootstrap/problem.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { root } from '../supervisor/checkout.ts';
import { ownSecret } from '../supervisor/credentials.ts';
import { openDataDirectory } from '../supervisor/data-directory.ts';
import { blockState } from '../supervisor/free-port.ts';
import { endLeftovers } from '../supervisor/leftovers.ts';
import { takeLock } from '../supervisor/lock.ts';
import { identify } from '../supervisor/process-identity.ts';
import { readRunFile, writeRunFile } from '../supervisor/run-file.ts';
import { shutDown } from '../supervisor/shutdown.ts';
import { SupervisedChild } from '../supervisor/supervised-child.ts';
import { turnFiles } from '../supervisor/turn-settings.ts';
import { turnChild } from './turn-child.ts';

/** The port of TURN (RFC 8656), and how many more are tried where it is taken: in steps that leave room for the relayed. */
const firstPort = 3478;
const relayPorts = 200;
const blocksToTry = 20;

type Files = ReturnType<typeof turnFiles>;

export class TurnRun {
  readonly #env: Environment;
  readonly #log: Steps;
  readonly #end = Promise.withResolvers<Problem | undefined>();
  #child: SupervisedChild | undefined;
  #files: Files | undefined;
  #release: () => void = () => undefined;
  #reason: Problem | undefined;
  #stopping: Promise<void> | undefined;

  constructor(env: Environment, log: Steps) {
    this.#env = env;
    this.#log = log;
  }

  /** Resolves when it has ended: with a reason where it was not asked to. */
  get ended(): Promise<Problem | undefined> {
    return this.#end.promise;
  }

  /**
   * Starts it and waits until it answers.
   * @returns the settings a Busker needs for it
   * @throws ConfigError or Problem, one sentence each
   */
  async start(): Promise<{ urls: readonly string[]; secretFile: string; relaysTo: string }> {
    const config = readConfig(this.#env);
    const { listenIp, mediaIp } = addressesOf(config);
    const files = await this.#takeFolder(config);
    const port = await freeBlock(readRunFile(files.run).ports.turn, listenIp);
    const urls = ['udp', 'tcp'].map((over) => `turn:${bracketed(listenIp)}:${port}?transport=${over}`);
    const child = turnChild({
      ...{ listenIps: [listenIp], port, relayPorts: { first: port + 1, last: port + relayPorts - 1 }, tls: null },
      ...{ realm: 'busker', secret: ownSecret(files.secret), mediaIps: [mediaIp], folder: files.folder },
    });
    await this.#supervise(child, files, port);
    writeFileSync(files.settings, `${JSON.stringify({ urls })}\n`, { mode: 0o600 });
    return { urls, secretFile: files.secret, relaysTo: mediaIp };
  }

  /** Ends it in order within 5 s. Idempotent. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /** Ends it at once. */
  kill(): void {
    this.#child?.kill();
  }

  async #takeFolder(config: Config): Promise<Files> {
    const directory = openDataDirectory(resolve(root, config.dataDir));
    const files = turnFiles(directory.root);
    mkdirSync(files.folder, { recursive: true, mode: 0o700 });
    this.#release = takeLock(files.lock, files.folder);
    this.#files = files;
    const left = await endLeftovers(readRunFile(files.run));
    if (left.length > 0) this.#log.say('  Ended the TURN server that a killed start had left behind');
    return files;
  }

  async #supervise(spec: ReturnType<typeof turnChild>, files: Files, port: number): Promise<void> {
    if (this.#stopping !== undefined) throw new Problem('The TURN server was stopped before it was ready.');
    this.#child = new SupervisedChild(spec, join(files.folder, 'turn.log'), {
      recorded: (name, identity) => this.#note(files, port, identity === undefined ? {} : { [name]: identity }),
      say: this.#log.say,
      gaveUp: (reason) => {
        this.#reason ??= reason;
        void this.stop();
      },
    });
    this.#child.start();
    await this.#child.untilReady();
  }

  #note(files: Files, turn: number, children: Parameters<typeof writeRunFile>[1]['children']): void {
    writeRunFile(files.run, { ...identify(process.pid), ports: { turn }, children });
  }

  async #stop(): Promise<void> {
    if (this.#child !== undefined) await shutDown([this.#child]);
    if (this.#files !== undefined) {
      const { ports } = readRunFile(this.#files.run);
      writeRunFile(this.#files.run, { ports, children: {} });
      this.#release();
    }
    this.#end.resolve(this.#reason);
  }
}

/** Where it listens, and the one address it relays to. @throws Problem where the media node's is none */
function addressesOf({ media }: Config): { listenIp: string; mediaIp: string } {
  if (isIP(media.announcedIp) === 0) {
    throw new Problem(
      `MEDIA_ANNOUNCED_IP is ${media.announcedIp}: a TURN server relays to addresses, so let it name one.`,
    );
  }
  const everywhere = media.listenIp === '0.0.0.0' || media.listenIp === '::';
  return { listenIp: everywhere ? media.announcedIp : media.listenIp, mediaIp: media.announcedIp };
}

async function freeBlock(remembered: number | undefined, ip: string): Promise<number> {
  const next = Array.from({ length: blocksToTry }, (_, block) => firstPort + block * relayPorts);
  for (const port of remembered === undefined ? next : [remembered, ...next]) {
    if ((await blockState(port, 1, ip)) === 'free') return port;
  }
  throw new Problem(`No port is free for the TURN server at ${ip}, from ${firstPort} on: end what has them.`);
}

function bracketed(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}
