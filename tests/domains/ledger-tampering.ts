/**
 * What somebody who may switch the guards off does to the ledger, and how it is undone.
 */

/** Every guard, of the partition of MONTH too; taken back by the next. */
export const disable = `ALTER TABLE ledger.move DISABLE TRIGGER USER; ALTER TABLE ledger.account DISABLE TRIGGER USER; ALTER TABLE ledger.key DISABLE TRIGGER USER;
  ALTER TABLE ledger.hold DISABLE TRIGGER USER; ALTER TABLE ledger.hold_end DISABLE TRIGGER USER; ALTER TABLE ledger.hold_open DISABLE TRIGGER USER;
  ALTER TABLE ledger.hold_share DISABLE TRIGGER USER; ALTER TABLE ledger.share_open DISABLE TRIGGER USER; ALTER TABLE ledger.share_end DISABLE TRIGGER USER;
  ALTER TABLE ledger.move_MONTH DISABLE TRIGGER USER;`;

export const enable = `ALTER TABLE ledger.move ENABLE ALWAYS TRIGGER moves, ENABLE ALWAYS TRIGGER kept, ENABLE ALWAYS TRIGGER kept_whole;
  ALTER TABLE ledger.move_MONTH ENABLE ALWAYS TRIGGER moves, ENABLE ALWAYS TRIGGER kept, ENABLE ALWAYS TRIGGER kept_whole;
  ALTER TABLE ledger.key ENABLE ALWAYS TRIGGER kept;
  ALTER TABLE ledger.hold ENABLE ALWAYS TRIGGER begins, ENABLE ALWAYS TRIGGER kept;
  ALTER TABLE ledger.hold_end ENABLE ALWAYS TRIGGER finishes, ENABLE ALWAYS TRIGGER kept;
  ALTER TABLE ledger.hold_open ENABLE ALWAYS TRIGGER kept; ALTER TABLE ledger.share_open ENABLE ALWAYS TRIGGER kept;
  ALTER TABLE ledger.hold_share ENABLE ALWAYS TRIGGER begins, ENABLE ALWAYS TRIGGER kept;
  ALTER TABLE ledger.share_end ENABLE ALWAYS TRIGGER finishes, ENABLE ALWAYS TRIGGER kept;
  ALTER TABLE ledger.account ENABLE ALWAYS TRIGGER kept, ENABLE ALWAYS TRIGGER moved_by_moves, ENABLE ALWAYS TRIGGER opened_empty;`;

/** Of shares: what is done, how it is undone, which checks see it. */
export const shareWrongs: Readonly<
  Record<string, readonly [tampered: string, mended: string, seen: readonly string[]]>
> = {
  'a share that gives its performer more': [
    'UPDATE ledger.hold_share SET creator_units = creator_units + 1, platform_units = platform_units - 1',
    'UPDATE ledger.hold_share SET creator_units = creator_units - 1, platform_units = platform_units + 1',
    ['shares-given', 'shares-divided'],
  ],
  'a share that is said to have been bought': [
    'UPDATE ledger.hold_share SET promo = 0',
    'UPDATE ledger.hold_share SET promo = 40000',
    ['shares-given'],
  ],
  'a share that nobody would divide': [
    'CREATE TABLE public.aside AS SELECT * FROM ledger.share_open; DELETE FROM ledger.share_open',
    'INSERT INTO ledger.share_open SELECT * FROM public.aside; DROP TABLE public.aside',
    ['shares-given', 'tips-unsettled'],
  ],
  'a share that is said to be divided by another transfer': [
    'CREATE TABLE public.aside AS SELECT * FROM ledger.share_end; UPDATE ledger.share_end SET settlement_id = gen_random_uuid()',
    'UPDATE ledger.share_end SET settlement_id = a.settlement_id FROM public.aside a; DROP TABLE public.aside',
    ['shares-divided'],
  ],
};
