/** Mail: over SMTP to a real server on a loopback socket, or into a folder that only programs on this machine may read. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import t from 'tap';
import { fakeClock } from '../../server/kernel/clock.ts';
import { mailRoutes, openLocalOutbox, openSmtp } from '../../server/platform/mailer/index.ts';
import { LocalMail } from '../../server/protocol/http/mail.ts';
import { call, codeOf } from './accounts-stage.ts';

interface Received {
  readonly from: string;
  readonly to: string[];
  readonly text: string;
}

/** A mail server that keeps what it gets. */
async function startServer(t: Tap, refuse = false) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'busker' && password === 'p@ss' ? done(null, { user: 'busker' }) : done(new Error('no')),
    onRcptTo: (_address, _session, done) => done(refuse ? new Error('mailbox full') : null),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        received.push({
          from,
          to: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  const { promise, resolve } = Promise.withResolvers<void>();
  const listening = server.listen(0, '127.0.0.1', resolve);
  await promise;
  t.teardown(() => new Promise<void>((done) => void server.close(done)));
  const { port } = listening.address() as AddressInfo;
  return { received, port };
}
type Tap = typeof t;

const mail = { to: 'ann@example.com', subject: 'Grüße', text: 'Line one\n.\nLine three with https://x.example/?a=b' };

t.test('A mail reaches a real server as it was written', async (t) => {
  const { received, port } = await startServer(t as Tap);
  const smtp = openSmtp({ url: `smtp://busker:p%40ss@127.0.0.1:${port}`, from: 'Busker <no-reply@busker.example>' });
  await smtp.send(mail);
  smtp.close();
  t.match(received, [{ from: 'no-reply@busker.example', to: ['ann@example.com'] }]);
  const [{ text } = { text: '' }] = received;
  t.match(text, /^From: Busker <no-reply@busker\.example>\r$/m);
  t.match(text, /^Subject: =\?UTF-8\?/m);
  t.match(text, /Line one\r\n\.?\.\r\nLine three/);
});

t.test('An address is one address, whatever is in it, and brings no header', async (t) => {
  const { received, port } = await startServer(t as Tap);
  const smtp = openSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'no-reply@busker.example' });
  await smtp.send({ ...mail, to: '"a,b"@example.com', subject: 'x\r\nBcc: evil@example.com' }).catch(() => undefined);
  smtp.close();
  t.notMatch(JSON.stringify(received.map(({ to }) => to)), /evil/);
  t.notMatch(received[0]?.text ?? '', /^Bcc:/m);
});

t.test('A server that refuses or is away is an error, so that the mail is tried again', async (t) => {
  const { port } = await startServer(t as Tap, true);
  const refusing = openSmtp({ url: `smtp://127.0.0.1:${port}`, from: 'no-reply@busker.example' });
  await t.rejects(refusing.send(mail), /mailbox full/);
  const wrong = openSmtp({ url: `smtp://busker:wrong@127.0.0.1:${port}`, from: 'no-reply@busker.example' });
  await t.rejects(wrong.send(mail));
  const away = openSmtp({ url: 'smtp://127.0.0.1:1', from: 'no-reply@busker.example' });
  await t.rejects(away.send(mail), /ECONNREFUSED/);
});

function openFolder(t: Tap) {
  const root = mkdtempSync(join(tmpdir(), 'busker-outbox-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'mail');
  const clock = fakeClock(Date.UTC(2026, 10, 21));
  return { folder, clock, outbox: openLocalOutbox({ folder, clock }) };
}

t.test('Without a server mail stays in a folder: whole files, for the owner alone, two hundred at most', async (t) => {
  const { folder, clock, outbox } = openFolder(t as Tap);
  t.same(await outbox.list(undefined, 50), [], 'nothing yet');
  const second = openLocalOutbox({ folder, clock });
  for (let number = 0; number < 105; number += 1) {
    clock.advance(1);
    await Promise.all([
      outbox.send({ ...mail, subject: `a${number}` }),
      second.send({ ...mail, to: 'bob@example.com' }),
    ]);
  }
  const names = readdirSync(folder);
  t.equal(names.length, 200, 'and no drafts');
  t.equal(statSync(join(folder, names[0] ?? '')).mode & 0o777, 0o600);
  const newest = await outbox.list('Ann@Example.com', 3);
  t.same(
    newest.map(({ subject }) => subject),
    ['a104', 'a103', 'a102'],
  );
  for (const one of newest) t.ok(LocalMail.safeParse(one).success);
  writeFileSync(join(folder, '999.json'), 'not a mail');
  t.equal((await outbox.list(undefined, 50)).length, 50);
});

t.test('The folder is shown to programs on this machine only, and nowhere but in development', async (t) => {
  const { outbox } = openFolder(t as Tap);
  await outbox.send(mail);
  const ask = (ip: string, from = mailRoutes(outbox)) => codeOf(from.listMail(call({ ip, query: {} })));
  for (const ip of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) t.equal(await ask(ip), 'no refusal', ip);
  for (const ip of ['192.0.2.1', '', '::ffff:192.0.2.1', '127.0.0.1.evil.example', '128.0.0.1', 'fe80::1']) {
    t.equal(await ask(ip), 'NOT_FOUND', ip);
  }
  t.equal(await ask('127.0.0.1', mailRoutes(null)), 'NOT_FOUND');
});
