/**
 * Under which key the overview of the money is kept.
 */
export const moneyKey = ['me', 'admin', 'money', 'overview'];
