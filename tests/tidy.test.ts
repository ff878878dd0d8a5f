import t from 'tap';
t.test('x', async (t) => { t.ok(1 as number); });
