/**
 * Which ports this run uses: what a person asked for is kept or refused, what nobody asked for is moved out of the way,
 * and what was used last time is used again where it is free.
 */
import type { Config, Environment } from '#config/config.ts';
import type { SettingName } from '#config/env.ts';
import { Problem } from '../bootstrap/problem.mjs';
import { claimPort } from './claim-port.ts';
import { blockState, findPrivatePorts, type PortState, tcpState } from './free-port.ts';

export interface Ports {
  readonly http: number;
  readonly metrics: number;
  readonly jobsMetrics: number;
  readonly mediaMetrics: number;
  readonly mediaControl: number;
  /** First of one UDP and TCP port a worker. */
  readonly media: number;
  readonly postgres: number;
  readonly redis: number;
  /** Of the second media node and those after it. */
  readonly [ofAnother: `mediaMetrics${number}` | `mediaControl${number}`]: number;
}

/** What one media node of this machine listens on. */
export interface MediaNodePorts {
  readonly metrics: number;
  readonly control: number;
  /** First of its workers’ ports. */
  readonly media: number;
}

/** @param index of the node, from 0 @param workers of each node */
export function portsOfNode(ports: Ports, index: number, workers: number): MediaNodePorts {
  const [metrics, control] = privateOf(index);
  return { metrics: ports[metrics] ?? 0, control: ports[control] ?? 0, media: ports.media + index * workers };
}

type PrivateOf = readonly ['mediaMetrics' | `mediaMetrics${number}`, 'mediaControl' | `mediaControl${number}`];

function privateOf(index: number): PrivateOf {
  return index === 0 ? ['mediaMetrics', 'mediaControl'] : [`mediaMetrics${index + 1}`, `mediaControl${index + 1}`];
}

interface Wish {
  readonly setting: SettingName;
  /** Set by a person: this port or none. */
  readonly explicit: boolean;
  readonly wanted: number;
  readonly remembered: number | undefined;
  /** Ports in a row. */
  readonly size: number;
  readonly state: (first: number) => Promise<PortState>;
}

const loopback = '127.0.0.1';
const blocksToTry = 200;

/**
 * @param remembered ports of the last run in this data directory
 * @param publicParts which of the public ports will be used; the others are not looked at
 * @throws Problem naming the setting whose port is taken
 */
export async function choosePorts(
  config: Config,
  env: Environment,
  remembered: Readonly<Record<string, number>>,
  publicParts: { server: boolean; media: boolean },
): Promise<Ports> {
  const isSet = (name: SettingName): boolean => Boolean(env[name] || env[`${name}_FILE`]);
  const { media, http, metricsPort } = config;
  const httpWish: Wish = {
    ...{ setting: 'PORT', explicit: true, wanted: http.port, remembered: undefined, size: 1 },
    state: (port) => tcpState(port, http.listenIp),
  };
  const metricsWish: Wish = {
    ...{ setting: 'METRICS_PORT', explicit: isSet('METRICS_PORT'), wanted: metricsPort, size: 1 },
    remembered: remembered.metrics,
    state: (port) => tcpState(port, loopback),
  };
  const mediaWish: Wish = {
    ...{
      setting: 'MEDIA_PORT',
      explicit: isSet('MEDIA_PORT'),
      wanted: media.firstPort,
      size: media.workers * media.nodes,
    },
    remembered: remembered.media,
    state: (first) => blockState(first, media.workers * media.nodes, media.listenIp),
  };
  const chosen = {
    http: publicParts.server ? await fulfil(httpWish) : http.port,
    metrics: publicParts.server ? await fulfil(metricsWish) : metricsPort,
    media: publicParts.media ? await fulfil(mediaWish) : media.firstPort,
  };
  const ofNodes = Array.from({ length: media.nodes }, (_, index) => privateOf(index)).flat();
  const names = ['jobsMetrics', ...ofNodes, 'postgres', 'redis'];
  const unnamed = { jobsMetrics: 0, mediaMetrics: 0, mediaControl: 0, postgres: 0, redis: 0 };
  return { ...chosen, ...unnamed, ...(await choosePrivatePorts(names, remembered, new Set(Object.values(chosen)))) };
}

async function fulfil(wish: Wish): Promise<number> {
  if (wish.explicit) {
    const state = await wish.state(wish.wanted);
    if (state === 'free') return wish.wanted;
    throw refusal(wish, state);
  }
  const next = Array.from({ length: blocksToTry }, (_, block) => wish.wanted + block * wish.size);
  const candidates = wish.remembered === undefined ? next : [wish.remembered, ...next];
  for (const first of candidates) {
    if ((await wish.state(first)) === 'free') return first;
  }
  throw refusal(wish, await wish.state(wish.wanted));
}

function refusal({ setting, wanted, size }: Wish, state: PortState): Problem {
  const ports = size === 1 ? `port ${wanted}` : `the ports ${wanted} to ${wanted + size - 1}`;
  if (state === 'taken') {
    return new Problem(
      `${setting}: ${ports} ${size === 1 ? 'is' : 'are'} in use by another program; set ${setting} to a free one.`,
    );
  }
  if (state === 'forbidden')
    return new Problem(`${setting}: this user may not listen on ${ports}; set ${setting} above 1023.`);
  return new Problem(
    `${setting}: the address to listen on is not one of this machine; see HTTP_LISTEN_IP and MEDIA_LISTEN_IP.`,
  );
}

async function choosePrivatePorts(
  names: readonly string[],
  remembered: Readonly<Record<string, number>>,
  taken: Set<number>,
): Promise<Readonly<Record<string, number>>> {
  const chosen: Record<string, number> = {};
  for (const name of names) {
    const last = remembered[name];
    const again = last !== undefined && !taken.has(last) && (await isFreeToUs(last));
    const port = again ? last : await findPrivatePorts();
    chosen[name] = port;
    taken.add(port);
  }
  return chosen;
}

async function isFreeToUs(port: number): Promise<boolean> {
  return claimPort(port) && (await tcpState(port, loopback)) === 'free';
}
