/**
 * Every media node with its workers, and how busy each is.
 */

import { useState } from 'react';
import type { MediaNodeView } from '#protocol/http/media.ts';
import { Badge, Banner, Button } from '../../ui/index.ts';
import styles from './admin.module.css';
import { DrainDialog } from './drain-dialog.tsx';
import local from './media.module.css';
import { StateBadge } from './media-quality.tsx';
import { media, msText, shareText } from './media-strings.ts';
import tables from './money.module.css';

const words = media.nodes;

export function MediaNodes({ nodes }: { readonly nodes: readonly MediaNodeView[] }) {
  const [leaving, setLeaving] = useState<string>();
  return (
    <section className={styles.card} aria-labelledby="media-nodes">
      <h2 id="media-nodes" className={styles.subtitle}>
        {words.title}
      </h2>
      {nodes.length === 0 && <Banner tone="error">{words.none}</Banner>}
      {nodes.map((node) => (
        <MediaNode key={node.node} node={node} onDrain={nodes.length > 1 ? () => setLeaving(node.node) : undefined} />
      ))}
      {leaving !== undefined && <DrainDialog node={leaving} onClose={() => setLeaving(undefined)} />}
    </section>
  );
}

interface MediaNodeProps {
  readonly node: MediaNodeView;
  /** Undefined: nobody else would take its rooms. */
  readonly onDrain: (() => void) | undefined;
}

function MediaNode({ node, onDrain }: MediaNodeProps) {
  const { registeredAgoMs, pid, rooms, consumers, left, workers, state, draining } = node;
  const isKnown = state === 'up' || registeredAgoMs !== null;
  const facts = [
    ...(isKnown ? [words.facts(rooms, consumers)] : []),
    ...(pid === null ? [] : [words.process(pid)]),
    registeredAgoMs === null ? words.unregistered : words.registered(msText(registeredAgoMs)),
    ...(left > 0 ? [words.left(left)] : []),
  ];
  return (
    <div className={local.node}>
      <div className={local.nodeHead}>
        <h3 className={local.nodeName}>{node.node}</h3>
        <StateBadge state={state === 'up' ? 'good' : 'poor'}>{state === 'up' ? words.up : words.silent}</StateBadge>
        {draining && <Badge tone="warn">{words.draining}</Badge>}
        {onDrain !== undefined && !draining && state === 'up' && <Button onClick={onDrain}>{words.drain}</Button>}
      </div>
      <p className={styles.none}>{facts.join(' · ')}</p>
      {workers.length === 0 ? <p className={styles.none}>{words.noWorkers}</p> : <Workers node={node} />}
    </div>
  );
}

function Workers({ node: { node, workers } }: { readonly node: MediaNodeView }) {
  const [worker, cpu, consumers, routers] = words.columns;
  return (
    <table className={tables.table} aria-label={`${words.title}: ${node}`}>
      <thead>
        <tr>
          <th scope="col">{worker}</th>
          <th scope="col" className={local.wide}>
            {cpu}
          </th>
          <th scope="col" className={tables.number}>
            {consumers}
          </th>
          <th scope="col" className={tables.number}>
            {routers}
          </th>
        </tr>
      </thead>
      <tbody>
        {workers.map((one) => (
          <tr key={one.pid}>
            <th scope="row">{words.worker(one.pid, one.port)}</th>
            <td className={local.wide}>
              <CpuBar share={one.cpu} />
            </td>
            <td className={tables.number}>{one.consumers}</td>
            <td className={tables.number}>{one.routers}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A worker is one thread: at one core it is full. */
function CpuBar({ share }: { readonly share: number }) {
  return (
    <span className={local.cpu}>
      <span className={local.cpuTrack} aria-hidden="true">
        <span className={local.cpuFill} data-full={share > 0.8} style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      {shareText(share)}
    </span>
  );
}
