/**
 * Our mark, a coin on its way into a hat, and the name beside it.
 */
import styles from './logo.module.css';

export function Logo() {
  return (
    <span className={styles.logo}>
      <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
        <circle className={styles.coin} cx="16" cy="7" r="5" />
        <path d="M2.5 15h27a1.5 1.5 0 0 1 0 3h-27a1.5 1.5 0 0 1 0-3z" />
        <path d="M6.6 19.8h18.8l-2 8.3A2.5 2.5 0 0 1 21 30H11a2.5 2.5 0 0 1-2.4-1.9z" />
      </svg>
      <span>Busker</span>
    </span>
  );
}
