/**
 * What tokens cost and what an earned one pays, who gets what of a tip; and the way to change the prices.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PricePolicy, Split } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { amountText, Badge, Button, dollarsText } from '../../ui/index.ts';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import local from './money.module.css';
import { money } from './money-strings.ts';
import { PriceEditor } from './price-editor.tsx';
import { momentOf } from './when.ts';

const words = money.prices;

export function PricesCard() {
  const economy = useQuery({ queryKey: ['economy'], queryFn: ({ signal }) => call('getEconomy', { signal }) });
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.title}</h2>
      <p className={styles.none}>{words.words}</p>
      <Answered query={economy}>
        {({ policy, splits, defaultSplit }) => (
          <>
            <Prices policy={policy} />
            <Splits splits={splits} standard={defaultSplit} />
          </>
        )}
      </Answered>
    </section>
  );
}

function Prices({ policy }: { readonly policy: PricePolicy }) {
  const [editing, setEditing] = useState(false);
  if (editing) return <PriceEditor policy={policy} onClose={() => setEditing(false)} />;
  const { version, madeAt, preset, packs, payoutMicroUsd } = policy;
  return (
    <>
      <p className={styles.fact}>{words.inForce(version, momentOf(madeAt), preset)}</p>
      <table className={local.table} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{words.id}</th>
            <th scope="col" className={local.number}>
              {words.tokens}
            </th>
            <th scope="col" className={local.number}>
              {words.bonus}
            </th>
            <th scope="col" className={local.number}>
              {words.price}
            </th>
          </tr>
        </thead>
        <tbody>
          {packs.map(({ id, tokens, bonusTokens, priceMicroUsd }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td className={local.number}>{amountText(tokens)}</td>
              <td className={local.number}>{amountText(bonusTokens)}</td>
              <td className={local.number}>{dollarsText(priceMicroUsd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words.payoutNow(dollarsText(payoutMicroUsd))}</p>
      <div className={styles.acts}>
        <Button size="sm" onClick={() => setEditing(true)}>
          {words.edit}
        </Button>
      </div>
    </>
  );
}

interface SplitsProps {
  readonly splits: readonly Split[];
  readonly standard: Split['name'];
}

function Splits({ splits, standard }: SplitsProps) {
  const { splitColumns } = words;
  return (
    <>
      <h3 className={local.examplesTitle}>{words.splits}</h3>
      <table className={local.table} aria-label={words.splits}>
        <thead>
          <tr>
            <th scope="col">{splitColumns.name}</th>
            <th scope="col" className={local.number}>
              {splitColumns.creator}
            </th>
            <th scope="col" className={local.number}>
              {splitColumns.platform}
            </th>
            <th scope="col" className={local.number}>
              {splitColumns.pool}
            </th>
          </tr>
        </thead>
        <tbody>
          {splits.map(({ name, version, creatorBp, platformBp, poolBp }) => (
            <tr key={`${name} ${version}`}>
              <th scope="row">
                {name} {name === standard && <Badge>{words.standard}</Badge>}
              </th>
              {[creatorBp, platformBp, poolBp].map((share, at) => (
                <td key={Object.keys(splitColumns)[at + 1]} className={local.number}>
                  {percentOf(share)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 });

/** @param basisPoints hundredths of a percent */
function percentOf(basisPoints: number): string {
  return percent.format(basisPoints / 10_000);
}
