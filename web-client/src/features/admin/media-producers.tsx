/**
 * What is sent into a room: every source with its layers, what arrives of each and how well.
 */
import type { MediaRoom, RoomDetail } from '#protocol/http/media.ts';
import styles from './admin.module.css';
import { bitrateText, media } from './media-strings.ts';
import tables from './money.module.css';

const words = media.room;

interface Layer {
  readonly key: string;
  readonly source: string;
  readonly layer: string;
  readonly bitrateBps: number | null;
  readonly score: number;
}

/** What arrives now; where the node does not say, what it last reported, without bitrates. */
function layersOf({ producers }: MediaRoom, arriving: RoomDetail['arriving']): Layer[] {
  return producers.flatMap(({ id, source, paused, layers }) => {
    const now = arriving?.find((one) => one.id === id)?.layers;
    const name = paused ? `${words.sources[source]} (${words.paused})` : words.sources[source];
    return layers.map(({ rid, score }, at) => {
      const seen = now?.[at];
      const layer = rid ?? words.whole;
      return {
        key: `${id} ${at}`,
        source: name,
        layer,
        bitrateBps: seen?.bitrateBps ?? null,
        score: seen?.score ?? score,
      };
    });
  });
}

export function MediaProducers({ room, arriving }: Pick<RoomDetail, 'room' | 'arriving'>) {
  const layers = layersOf(room, arriving);
  const [source, layer, arrives, score] = words.columns;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.sent}</h2>
      {layers.length === 0 && <p className={styles.none}>{words.sentNone}</p>}
      {layers.length > 0 && arriving === null && <p className={styles.none}>{words.unsaid}</p>}
      {layers.length > 0 && (
        <table className={tables.table} aria-label={words.sent}>
          <thead>
            <tr>
              <th scope="col">{source}</th>
              <th scope="col">{layer}</th>
              <th scope="col" className={tables.number}>
                {arrives}
              </th>
              <th scope="col" className={tables.number}>
                {score}
              </th>
            </tr>
          </thead>
          <tbody>
            {layers.map((one) => (
              <tr key={one.key}>
                <th scope="row">{one.source}</th>
                <td>{one.layer}</td>
                <td className={tables.number}>{one.bitrateBps === null ? '–' : bitrateText(one.bitrateBps)}</td>
                <td className={tables.number}>{one.score}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
