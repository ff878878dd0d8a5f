/**
 * What marks an access token as one, so that no other token of ours can be taken for it, nor it for another.
 */

export const accessTokenIssuer = 'busker';
/** The door it opens. */
export const accessTokenAudience = 'busker-api';
/** Its header's `typ` (RFC 9068). */
export const accessTokenType = 'at+jwt';
/** No token lives longer, whatever its own `exp` says. */
export const longestAccessTokenSeconds = 900;
