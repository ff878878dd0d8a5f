/**
 * A media node: workers, rooms, the control socket, its registration and its figures, started and stopped together.
 */

import type { Logger } from 'pino';
import { type Clock, sleep } from '#kernel/clock.ts';
import { ControlServer } from './door/control-server.ts';
import { FrontDesk } from './door/front-desk.ts';
import { helloOf } from './door/hello.ts';
import type { NodeSettings } from './node-settings.ts';
import { endRoom } from './rooms/end.ts';
import type { Stage } from './rooms/stage.ts';
import { setStage } from './set-stage.ts';
import { type MetricsServer, serveMetrics } from './stats/metrics-server.ts';
import { type Report, startReports } from './stats/reports.ts';

const lookEveryMs = 100;
/** For how long no other node takes rooms, before none is waited for. */
const aloneMs = 5_000;

export class MediaNode {
  readonly #stage: Stage;
  readonly #desk: FrontDesk;
  readonly #closers: (() => void | Promise<void>)[] = [];
  #control: ControlServer | undefined;
  #metrics: MetricsServer | undefined;
  #report: Report | undefined;
  #closing: Promise<void> | undefined;

  private constructor(stage: Stage, sessionGraceMs: number) {
    this.#stage = stage;
    this.#desk = new FrontDesk(stage, sessionGraceMs);
    this.#closers.push(
      () => stage.pool.close(),
      () => stage.peers.close(),
      () => endAll(stage),
      () => this.#desk.close(),
    );
  }

  /** @throws WorkerStartError, PortTakenError: nothing is left running then */
  static async start(settings: NodeSettings, { clock, log }: { clock: Clock; log: Logger }): Promise<MediaNode> {
    const node = new MediaNode(await setStage(settings, clock, log), settings.sessionGraceMs);
    try {
      await node.#open(settings);
    } catch (error) {
      await node.close();
      throw error;
    }
    return node;
  }

  get controlPort(): number {
    return this.#control?.port ?? 0;
  }

  get metricsPort(): number {
    return this.#metrics?.port ?? 0;
  }

  /** The process ids of its workers. */
  get workerPids(): number[] {
    return this.#stage.pool.running.map(({ worker }) => worker.pid);
  }

  /** Takes nothing new from now on. Idempotent. */
  drain(): void {
    this.#stage.drain.begin();
  }

  /** Resolves when that was begun, by whomever, and nothing is left, or nobody can take it, or the time is over. */
  async drained(withinMs: number): Promise<void> {
    await this.#stage.drain.begun;
    const { peers, clock, log } = this.#stage;
    const sinceMs = clock.monotonicMs();
    let aloneSinceMs: number | undefined;
    const why = (): string | undefined => {
      const nowMs = clock.monotonicMs();
      // One that is being started again is not there for a moment; and who has just begun has not looked for others yet.
      if (peers.wasAlwaysAlone) aloneSinceMs = Number.NEGATIVE_INFINITY;
      else if (peers.willing.length > 0) aloneSinceMs = undefined;
      else aloneSinceMs ??= nowMs;
      if (this.#isEmpty()) return 'nobody is left';
      if (aloneSinceMs !== undefined && nowMs - aloneSinceMs > aloneMs) return 'no other node takes rooms';
      return nowMs - sinceMs > withinMs ? 'the time is over' : undefined;
    };
    while (this.#closing === undefined && why() === undefined) await sleep(lookEveryMs);
    log.info({ why: why(), rooms: this.#stage.rooms.all.length }, 'this node is drained');
  }

  #isEmpty(): boolean {
    return this.#stage.rooms.all.every(({ members }) => members.size === 0);
  }

  /** Idempotent: says goodbye, takes the node off the list, ends its rooms and workers. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #open(settings: NodeSettings): Promise<void> {
    const stage = this.#stage;
    const control = await this.#openControl(settings);
    this.#metrics = await serveMetrics(settings.metricsPort, stage.figures.registry, () => this.#isReady());
    this.#closers.push(this.#metrics.close);
    this.#report = startReports(stage, {
      redisUrl: settings.redisUrl,
      node: settings.nodeId,
      controlUrl: settings.controlUrl ?? `ws://127.0.0.1:${control.port}`,
      tidy: () => this.#desk.tidy(),
    });
    this.#closers.push(this.#report.close);
  }

  async #openControl({ controlPort: port, controlKey: key, nodeId }: NodeSettings): Promise<ControlServer> {
    const { clock, log, news } = this.#stage;
    const control = await ControlServer.open({
      port,
      key,
      clock,
      log,
      hello: () => helloOf(nodeId),
      carryOut: (connection, method, params) => this.#desk.carryOut(connection, method, params),
      onLeft: (connection) => this.#desk.left(connection),
    });
    this.#control = control;
    this.#closers.push(
      () => control.close(),
      news.subscribe((event) => control.tell(event)),
    );
    return control;
  }

  #isReady(): boolean {
    return this.#closing === undefined && this.#stage.pool.running.length > 0 && this.#report?.registered === true;
  }

  async #closeAll(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }
}

function endAll({ rooms }: Stage): void {
  for (const room of rooms.all) endRoom(rooms, room);
}
