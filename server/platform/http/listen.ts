/**
 * Listening, as a promise that rejects where the port is taken.
 */
import type { Server } from 'node:http';

/** @throws Error EADDRINUSE, EACCES */
export function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
