/**
 * The rooms, those with most trouble first.
 */
import { Link } from '@tanstack/react-router';
import type { MediaRoom } from '#protocol/http/media.ts';
import { EmptyState } from '../../ui/index.ts';
import styles from './admin.module.css';
import local from './media.module.css';
import { QualityShares, StateBadge } from './media-quality.tsx';
import { media, troubleWords } from './media-strings.ts';

const words = media.rooms;

export interface MediaRoomsProps {
  readonly rooms: readonly MediaRoom[];
  readonly page: number;
  readonly more: boolean;
}

export function MediaRooms({ rooms, page, more }: MediaRoomsProps) {
  return (
    <section className={styles.card} aria-labelledby="media-rooms">
      <h2 id="media-rooms" className={styles.subtitle}>
        {words.title}
      </h2>
      <p className={styles.none}>{words.words}</p>
      {rooms.length === 0 ? <EmptyState title={words.none} level={3} /> : <RoomTable rooms={rooms} />}
      {(page > 0 || more) && <Pages page={page} more={more} />}
    </section>
  );
}

function Pages({ page, more }: Pick<MediaRoomsProps, 'page' | 'more'>) {
  return (
    <p className={styles.acts}>
      {page > 0 && (
        <Link to="/admin/media" search={{ page: page - 1 }}>
          {words.before}
        </Link>
      )}
      {more && (
        <Link to="/admin/media" search={{ page: page + 1 }}>
          {words.next}
        </Link>
      )}
    </p>
  );
}

function RoomTable({ rooms }: Pick<MediaRoomsProps, 'rooms'>) {
  return (
    <table className={local.rooms} aria-labelledby="media-rooms">
      <thead>
        <tr>
          {words.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rooms.map((room) => (
          <RoomRow key={room.id} room={room} />
        ))}
      </tbody>
    </table>
  );
}

function RoomRow({ room }: { readonly room: MediaRoom }) {
  const { id, stream, node, origin, edges, viewers, quality, troubles, state } = room;
  const [, stateName, watching, seen, where] = words.columns;
  return (
    <tr>
      <th scope="row">
        <Link to="/admin/media" search={{ room: id }} className={local.roomLink}>
          {stream?.title ?? words.unknown}
        </Link>
        {stream && <span className={local.faint}> @{stream.performer.handle}</span>}
      </th>
      <td data-label={stateName}>
        <span className={local.badges}>
          {troubles.length === 0 && <StateBadge state={state} />}
          {troubles.map((trouble) => (
            <StateBadge key={trouble} state={state}>
              {troubleWords[trouble][0]}
            </StateBadge>
          ))}
        </span>
      </td>
      <td data-label={watching}>{viewers}</td>
      <td data-label={seen}>
        <QualityShares of={quality.viewers} />
      </td>
      <td data-label={where} className={local.faint}>
        {node ?? words.noNode}
        {origin && `, ${origin.worker}`}
        {edges.length > 0 && `, ${words.edges(edges.length)}`}
      </td>
    </tr>
  );
}
