/**
 * Amounts as people read them. They come as strings of digits and are never made a float: what is grouped here is a bigint,
 * and decimals are carried along as they are written.
 */
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const dollars = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });

/** "12,345", "−0.5", "12,345.0625"; without noughts at the end. @param tokens whole ones or with decimals, as on the wire */
export function amountText(tokens: string): string {
  const [, minus = '', whole = '0', written = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(tokens) ?? [];
  const decimals = written.replace(/0+$/, '');
  return `${minus && '−'}${grouped.format(BigInt(whole))}${decimals && `.${decimals}`}`;
}

/** "12,345 tokens", "1 token". */
export function tokensText(tokens: string): string {
  const amount = amountText(tokens);
  return `${amount} ${amount === '1' || amount === '−1' ? 'token' : 'tokens'}`;
}

/** "+5", "−5": for a movement, whose direction matters. */
export function signedText(tokens: string): string {
  return /^-|^0$/.test(tokens) ? amountText(tokens) : `+${amountText(tokens)}`;
}

/** "$9.99"; with as many decimals as it needs where a cent is too coarse: "$0.0985". @param micro millionths of a dollar */
export function dollarsText(micro: string): string {
  const amount = BigInt(micro);
  // Up to a hundred thousand million dollars this is exact to the millionth, and nothing is calculated with it.
  const value = Number(amount) / 1_000_000;
  if (amount % 10_000n === 0n) return dollars.format(value);
  return `${amount < 0n ? '-' : ''}$${Math.abs(value).toFixed(6).replace(/0+$/, '')}`;
}
