/** Where Prometheus finds the metrics of this run, in the form of its file_sd_configs. */
import { writeFileSync } from 'node:fs';
import { type Ports, portsOfNode } from './ports.ts';

/** Writes one target for each of our own processes. */
export function writePrometheusTargets(file: string, ports: Ports, mediaNodes: number): void {
  const target = (process: string, port: number) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { job: 'busker', process },
  });
  const targets = [
    target('server', ports.metrics),
    target('jobs', ports.jobsMetrics),
    ...Array.from({ length: mediaNodes }, (_, index) =>
      target(index === 0 ? 'media' : `media-${index + 1}`, portsOfNode(ports, index, 0).metrics),
    ),
  ];
  writeFileSync(file, `${JSON.stringify(targets, null, 2)}\n`);
}
