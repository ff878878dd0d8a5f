/**
 * What this is, for people who are here for the first time.
 */
import { Link } from '@tanstack/react-router';
import { buttonClass } from '../../ui/index.ts';
import styles from './hero.module.css';
import { HeroArt } from './hero-art.tsx';
import { strings } from './strings.ts';

export function Hero() {
  return (
    <section className={styles.hero} data-theme="dark" aria-labelledby="hero-title">
      <div className={styles.art}>
        <HeroArt />
      </div>
      <div className={styles.words}>
        <h1 id="hero-title" className={styles.title}>
          {strings.heroTitle}
        </h1>
        <p className={styles.lead}>{strings.heroWords}</p>
        <div className={styles.actions}>
          <a href="#live" className={buttonClass({ variant: 'primary', size: 'lg' })}>
            {strings.heroAction}
          </a>
          <Link to="/signup" className={buttonClass({ variant: 'quiet', size: 'lg' })}>
            {strings.heroPerform}
          </Link>
        </div>
      </div>
    </section>
  );
}
