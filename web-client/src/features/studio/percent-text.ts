/**
 * A share of one as people read it. Pure.
 */

/** `0 %`, `0.4 %`, `12 %` */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
