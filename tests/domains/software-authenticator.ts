/**
 * An authenticator in software: real ES256 keys, real CBOR and COSE, real signatures. It does what the options say, and,
 * where a test asks for it, what no honest one would.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Manners {
  readonly origin?: string;
  readonly rpId?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  /** Base64url; absent: as it was told when the credential was made. */
  readonly userHandle?: string;
  readonly type?: string;
  /** Signs with this key instead of the credential's. */
  readonly key?: KeyObject;
}

interface Options {
  readonly challenge: string;
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

export class SoftwareAuthenticator {
  readonly id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #userHandle = '';
  #counter = 0;

  /** Makes the credential: what `navigator.credentials.create` gives. */
  create(options: Options, manners: Manners = {}) {
    this.#userHandle = (options as unknown as { user: { id: string } }).user.id;
    const authData = Buffer.concat([
      this.#authData(manners, 0x40),
      Buffer.alloc(16),
      Buffer.from([this.id.length >> 8, this.id.length & 0xff]),
      this.id,
      this.#coseKey(),
    ]);
    const attestation = cborMap([
      ['fmt', cborText('none')],
      ['attStmt', cborMap([])],
      ['authData', cborBytes(authData)],
    ]);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: clientData('webauthn.create', options, manners).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Answers a challenge: what `navigator.credentials.get` gives. */
  get(options: Options, manners: Manners = {}) {
    this.#counter += 1;
    const authData = this.#authData({ counter: this.#counter, ...manners }, 0);
    const client = clientData('webauthn.get', options, manners);
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), manners.key ?? this.#keys.privateKey);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: manners.userHandle ?? this.#userHandle,
      },
    };
  }

  #credential() {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  }

  /** Hash of the host, flags (present, verified, with attested data), counter. */
  #authData({ rpId = 'localhost', userVerified = true, counter = 0 }: Manners, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([0x01 | (userVerified ? 0x04 : 0) | more]), count]);
  }

  /** EC2 key, ES256, P-256 (RFC 9053). */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
    const coordinates = [
      cborBytes(Buffer.from(x, 'base64url')),
      Buffer.from([0x22]),
      cborBytes(Buffer.from(y, 'base64url')),
    ];
    return Buffer.concat([head, ...coordinates]);
  }
}

function clientData(type: string, { challenge }: Options, manners: Manners): Buffer {
  const origin = manners.origin ?? 'http://localhost:3000';
  return Buffer.from(JSON.stringify({ type: manners.type ?? type, challenge, origin, crossOrigin: false }));
}

function cborHead(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff]);
}

const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string): Buffer => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborMap = (entries: readonly (readonly [string, Buffer])[]): Buffer =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flatMap(([key, value]) => [cborText(key), value])]);
