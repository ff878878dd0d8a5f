/**
 * What tokens will cost. Nobody can pay here yet, and that is said.
 */
import type { Pack } from '#protocol/http/economy.ts';
import { amountText, Badge, dollarsText, tokensText } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { Panel } from './panel.tsx';
import { useEconomy } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';

const words = strings.prices;

export function PricesPanel() {
  const economy = useEconomy();
  return (
    <Panel title={words.title} words={words.words} anchor="buy" action={<Badge tone="accent">{words.soon}</Badge>}>
      <Answered query={economy}>
        {({ policy: { packs } }) =>
          packs.length === 0 ? <p className={styles.none}>{words.none}</p> : <Packs packs={packs} />
        }
      </Answered>
    </Panel>
  );
}

function Packs({ packs }: { readonly packs: readonly Pack[] }) {
  return (
    <ul className={styles.list} aria-label={words.title}>
      {packs.map(({ id, tokens, bonusTokens, priceMicroUsd }) => (
        <li key={id} className={styles.pack}>
          <span>
            {tokensText(tokens)}
            {bonusTokens !== '0' && <span className={styles.bonus}> {words.bonus(amountText(bonusTokens))}</span>}
          </span>
          <span className={styles.price}>{dollarsText(priceMicroUsd)}</span>
        </li>
      ))}
    </ul>
  );
}
