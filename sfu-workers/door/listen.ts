/** Listening on loopback, with a sentence for the person where the port is taken. */
import type { Server } from 'node:http';

/** The port is not to be had; the message is one sentence for whoever starts Busker. */
export class PortTakenError extends Error {}

/**
 * @param port 0: any free one
 * @param setting the environment variable that chooses it
 * @throws PortTakenError
 */
export async function listenOnLoopback(server: Server, port: number, setting: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw new PortTakenError(`The port ${port} cannot be used on 127.0.0.1: set ${setting} to a free one.`, {
      cause: error,
    });
  }
}
