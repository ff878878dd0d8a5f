/**
 * ICE servers as HTTP names them (RFC 9725, 4.4): one `Link` a URL, with the credentials beside it.
 */
import type { IceServer } from '#protocol/media/rtp.ts';

/** Values of `Link` headers; none where the deployment has no such servers. */
export function linkHeaders(servers: readonly IceServer[]): string[] {
  return servers.flatMap(({ urls, username, credential }) =>
    urls.map(
      (url) =>
        `<${url}>; rel="ice-server"; username="${username}"; credential="${credential}"; credential-type="password"`,
    ),
  );
}
