/**
 * Our mark, a coin on its way into a hat, and the name beside it.
 */
import styles from './logo.module.css';

export function Logo() {
  return (
    <span className={styles.logo}>
      <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
        <circle className={styles.coin} cx="16" cy="8.5" r="5" />
        <path d="M3.600 17h24.800a1.800 1.800 0 0 1 0 3.600h-2.100l-1.300 5.700A3 3 0 0 1 22.100 28.600H9.900A3 3 0 0 1 7 26.300L5.700 20.600H3.600a1.800 1.800 0 0 1 0-3.600z" />
      </svg>
      <span>Busker</span>
    </span>
  );
}
