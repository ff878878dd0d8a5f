/**
 * A text as a QR code, drawn as one path: dark on white in every theme, because cameras want it so.
 */
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '../../ui/index.ts';
import styles from './panel.module.css';

export interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

export function QrCode({ text, label }: QrCodeProps) {
  const { data } = useQuery({
    queryKey: ['qr'],
    queryFn: () => import('uqr'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return <Skeleton height="13rem" />;
  const { size, data: cells } = data.encode(text, { ecc: 'M', border: 2 });
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={pathOf(cells)} fill="#000000" />
    </svg>
  );
}

/** A unit square for every dark cell. */
function pathOf(cells: readonly (readonly boolean[])[]): string {
  return cells.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
}
