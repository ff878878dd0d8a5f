/**
 * ICE servers as `Link` headers name them (RFC 9725, 4.4).
 */

/** Those of relation `ice-server`; what cannot be read is left out. */
export function iceServersIn(header: string): RTCIceServer[] {
  return header.split(/,\s*(?=<)/).flatMap((link): RTCIceServer[] => {
    const [, url, rest = ''] = /^\s*<([^>]+)>(.*)$/.exec(link) ?? [];
    const params = new Map([...rest.matchAll(/;\s*([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value ?? '']));
    if (url === undefined || params.get('rel') !== 'ice-server') return [];
    const [username, credential] = [params.get('username'), params.get('credential')];
    return [{ urls: url, ...(username === undefined || credential === undefined ? {} : { username, credential }) }];
  });
}
