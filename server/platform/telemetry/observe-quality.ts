/**
 * What Prometheus is told of what pages measured. Labels come from closed lists: no room, no person, no address.
 */
import { Counter, Histogram } from 'prom-client';
import type { QualityReport, QualityState } from '#protocol/socket/quality.ts';
import type { Metrics } from './metrics.ts';

const labelNames = ['role'];
const secondsToStart = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

/** @returns what notes one report; what it leaves out is not counted */
export function observeQuality({ registry }: Metrics): (report: QualityReport, state: QualityState) => void {
  const histograms = createHistograms(registry);
  const counters = createCounters(registry);
  return (report, state) => {
    const { role, spatialLayer, limitation } = report;
    observe(histograms, report);
    counters.reports.inc({ role, state });
    counters.freezes.inc({ role }, report.freezes ?? 0);
    counters.frozen.inc({ role }, (report.frozenMs ?? 0) / 1_000);
    counters.iceRestarts.inc({ role }, report.iceRestarts ?? 0);
    counters.reconnects.inc({ role }, report.reconnects ?? 0);
    if (spatialLayer !== undefined) counters.layers.inc({ role, layer: String(spatialLayer) });
    if (limitation !== undefined) counters.limitations.inc({ limitation });
  };
}

type Histograms = ReturnType<typeof createHistograms>;

function observe(histograms: Histograms, report: QualityReport): void {
  const { role, joinMs, firstFrameMs, rttMs } = report;
  const note = (histogram: Histogram, value: number | undefined): void => {
    if (value !== undefined) histogram.observe({ role }, value);
  };
  note(histograms.join, joinMs === undefined ? undefined : joinMs / 1_000);
  note(histograms.firstFrame, firstFrameMs === undefined ? undefined : firstFrameMs / 1_000);
  note(histograms.rtt, rttMs === undefined ? undefined : rttMs / 1_000);
  note(histograms.loss, report.lossShare);
  note(histograms.bitrate, report.bitrateBps);
  note(histograms.fps, report.fps);
}

function createHistograms(registry: Metrics['registry']) {
  const histogram = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: `busker_quality_${name}`, help, labelNames, buckets, registers: [registry] });
  return {
    join: histogram('join_seconds', 'From asking to join until media was connected, as pages measured', secondsToStart),
    firstFrame: histogram('first_frame_seconds', 'From asking to join until the first picture', secondsToStart),
    rtt: histogram('rtt_seconds', 'Round-trip time of media', [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 2]),
    loss: histogram('loss_share', 'Share of packets lost', [0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.08, 0.2]),
    bitrate: histogram('bitrate_bps', 'Bits a second that viewers receive and performers send', [
      ...[0, 50_000, 150_000, 300_000, 600_000],
      ...[1_000_000, 2_000_000, 4_000_000, 8_000_000],
    ]),
    fps: histogram('fps', 'Frames a second that viewers see and performers send', [1, 5, 10, 15, 20, 24, 28, 32, 61]),
  };
}

function createCounters(registry: Metrics['registry']) {
  const counter = (name: string, help: string, labels: readonly string[]) =>
    new Counter({ name: `busker_quality_${name}_total`, help, labelNames: labels, registers: [registry] });
  return {
    reports: counter('reports', 'Reports of pages by what they are worth', ['role', 'state']),
    freezes: counter('freezes', 'Times that the picture stood still', labelNames),
    frozen: counter('frozen_seconds', 'Seconds for which it did', labelNames),
    iceRestarts: counter('ice_restarts', 'Restarts of ICE by pages', labelNames),
    reconnects: counter('reconnects', 'Sockets that pages lost and found again', labelNames),
    layers: counter('layers', 'Reports by the highest spatial layer', ['role', 'layer']),
    limitations: counter('limitations', 'Reports of performers by what keeps their encoder down', ['limitation']),
  };
}
