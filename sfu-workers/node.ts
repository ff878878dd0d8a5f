/**
 * A media node: workers, rooms, the control socket, its registration and its figures, started and stopped together.
 */

import type { Logger } from 'pino';
import type { Clock } from '#kernel/clock.ts';
import { ControlServer } from './door/control-server.ts';
import { FrontDesk } from './door/front-desk.ts';
import { helloOf } from './door/hello.ts';
import type { NodeSettings } from './node-settings.ts';
import { endRoom } from './rooms/end.ts';
import type { Stage } from './rooms/stage.ts';
import { setStage } from './set-stage.ts';
import { type MetricsServer, serveMetrics } from './stats/metrics-server.ts';
import { type Report, startReports } from './stats/reports.ts';

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
