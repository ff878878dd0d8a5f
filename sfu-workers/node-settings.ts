/**
 * What a media node must be told to run.
 */

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
  /** How many consumers a worker is given before a room spreads to another. */
  readonly consumersPerWorker: number;
  /** How long an edge of a room stays open without anybody on it. */
  readonly edgeIdleMs: number;
  /** How long a room stays open without anybody in it. */
  readonly roomIdleMs: number;
  /** In every room that sends pictures the node asks for key frames by itself, at moments this far apart. */
  readonly keyFrameMoments: { readonly minMs: number; readonly maxMs: number };
  /** Whether things may be made to go wrong: not in production. */
  readonly faults: boolean;
  /** Port of the first worker; the others follow. */
  readonly firstPort: number;
  readonly listenIp: string;
  readonly announcedAddress: string;
  readonly workerBin: string | undefined;
}
