/**
 * A media node: workers, rooms, the control socket, its registration and its figures, started and stopped together.
 */
import type { Clock } from '#kernel/clock.ts';
import { routerCodecs } from '#protocol/media/codecs.ts';
import type { ControlEvent } from '#protocol/media/control.ts';
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import { ortc } from 'mediasoup';
import type { Logger } from 'pino';
import type { ApiConnection } from './door/api-connection.ts';
import { ControlServer } from './door/control-server.ts';
import { FrontDesk } from './door/front-desk.ts';
import { plainPorts } from './policy/plain-ports.ts';
import { WorkerPool } from './pool.ts';
import { endRoom } from './rooms/end.ts';
import { loseRooms } from './rooms/lose-rooms.ts';
import { News } from './rooms/news.ts';
import { OpenRooms } from './rooms/open-rooms.ts';
import type { Stage } from './rooms/stage.ts';
import { createFigures } from './stats/figures.ts';
import { type MetricsServer, serveMetrics } from './stats/metrics-server.ts';
import { addNodeGauges } from './stats/node-gauges.ts';
import { type Report, startReports } from './stats/reports.ts';
import { WorkerUsage } from './stats/worker-usage.ts';

export interface NodeSettings {
  /** Unique in the deployment. */
  readonly nodeId: string;
  /** Key of the tokens that open the control socket. */
  readonly controlKey: Buffer;
  /** 0: any free one. */
  readonly controlPort: number;
  /** Where API nodes reach the control socket; absent: on this machine. */
  readonly controlUrl: string | undefined;
  /** 0: any free one. */
  readonly metricsPort: number;
  readonly redisUrl: string;
  /** How long a session goes on while no API node answers for it. */
  readonly sessionGraceMs: number;
  readonly workers: number;
  /** Port of the first worker; the others follow. */
  readonly firstPort: number;
  readonly listenIp: string;
  readonly announcedAddress: string;
  readonly workerBin: string | undefined;
}

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
      () => stage.rooms.all.forEach((room) => endRoom(stage.rooms, room)),
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
      onLeft: (connection: ApiConnection) => this.#desk.left(connection),
    });
    this.#control = control;
    this.#closers.push(() => control.close(), news.subscribe((event) => control.tell(event)));
    return control;
  }

  #isReady(): boolean {
    return this.#closing === undefined && this.#stage.pool.running.length > 0 && this.#report?.registered === true;
  }

  async #closeAll(): Promise<void> {
    for (const close of this.#closers.reverse()) await close();
  }
}

async function setStage(settings: NodeSettings, clock: Clock, log: Logger): Promise<Stage> {
  const rooms = new OpenRooms();
  const news = new News();
  const figures = createFigures();
  const pool = await WorkerPool.open({
    ...settings,
    log,
    onDied: (died) => {
      figures.workersDied.inc();
      loseRooms(rooms, news, died);
    },
  });
  const usage = new WorkerUsage(clock);
  const stage = { rooms, news, figures, pool, usage, clock, log, plainPorts: plainPorts(settings.firstPort, settings.workers) };
  addNodeGauges(stage);
  return stage;
}

function helloOf(node: string): ControlEvent {
  const capabilities = ortc.generateRouterRtpCapabilities([...routerCodecs]);
  return {
    event: 'node.hello',
    body: { node, pid: process.pid, rtpCapabilities: capabilities as RtpCapabilities },
  };
}
