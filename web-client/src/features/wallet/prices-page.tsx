/**
 * `/prices`: what tokens cost, and who gets what of a tip, in plain words and for anybody. Every figure is the server's.
 */
import { type SplitName, splitNames } from '#protocol/http/economy.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { amountText, Badge, dollarsText, tokensText, usePageTitle } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { PackList } from './pack-list.tsx';
import { Panel } from './panel.tsx';
import styles from './prices-page.module.css';
import { useEconomy } from './queries.ts';
import { exampleTokens, sharesOf } from './share-words.ts';
import { strings } from './strings.ts';
import wallet from './wallet.module.css';

const words = strings.pricesPage;

type Economy = AnswerOf<typeof routes.getEconomy>;

export function PricesPage() {
  const economy = useEconomy();
  usePageTitle(words.title);
  return (
    <div className={wallet.page}>
      <header className={styles.head}>
        <h1 className={wallet.title}>{words.title}</h1>
        <p className={styles.words}>{words.words}</p>
      </header>
      <Answered query={economy}>
        {(found) => (
          <div className={styles.panels}>
            <Panel title={words.packs} words={words.packsWords}>
              <PackList packs={found.policy.packs} />
            </Panel>
            <Shares economy={found} />
          </div>
        )}
      </Answered>
    </div>
  );
}

/** The one that holds where nobody chose comes first. */
function orderOf({ splits, defaultSplit }: Economy): Economy['splits'] {
  const place = (name: SplitName): number => (name === defaultSplit ? -1 : splitNames.indexOf(name));
  return [...splits].sort((one, other) => place(one.name) - place(other.name));
}

function Shares({ economy }: { readonly economy: Economy }) {
  const { policy, defaultSplit } = economy;
  return (
    <Panel title={words.shares(tokensText(String(exampleTokens)))} words={words.sharesWords}>
      <ul className={styles.splits}>
        {orderOf(economy).map((split) => {
          const { performer, platform, pool, pays } = sharesOf(split, policy);
          const others = [
            [words.platform, platform, split.platformBp],
            [words.pool, pool, split.poolBp],
          ] as const;
          return (
            <li key={split.name} className={styles.split}>
              <h3 className={styles.name}>
                {words.splits[split.name].name} {split.name === defaultSplit && <Badge>{words.usual}</Badge>}
              </h3>
              <p className={wallet.about}>{words.splits[split.name].words}</p>
              <dl className={styles.shares}>
                <div>
                  <dt>{words.performer}</dt>
                  <dd>
                    {amountText(performer)} <span className={wallet.aside}>{words.worth(dollarsText(pays))}</span>
                  </dd>
                </div>
                {others.map(([name, tokens, share]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{share === 0 ? words.nothing : amountText(tokens)}</dd>
                  </div>
                ))}
              </dl>
            </li>
          );
        })}
      </ul>
      <p className={wallet.about}>{words.payout(dollarsText(policy.payoutMicroUsd))}</p>
    </Panel>
  );
}
