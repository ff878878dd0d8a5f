/**
 * What happens to a session in Redis in one step. Each script works on KEYS hash, answers, notes, until; ARGV 1 is the id.
 * Time is the time of Redis, so that the clocks of two machines never disagree about who is over.
 */

const now = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
`;

const live = `
local function live(id, lives, lasts)
  redis.call('ZADD', KEYS[4], now + tonumber(lives), id)
  for i = 1, 3 do redis.call('PEXPIRE', KEYS[i], lasts) end
  local signIn = redis.call('HGET', KEYS[1], 'signIn')
  if signIn and signIn ~= '' then
    redis.call('SADD', 'sign-in:' .. signIn .. ':sessions', id)
    redis.call('PEXPIRE', 'sign-in:' .. signIn .. ':sessions', lasts)
  end
end
`;

/** ARGV id, lives, keys last, field, value … */
export const openScript = `${now}${live}
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
redis.call('HSET', KEYS[1], unpack(ARGV, 4))
live(ARGV[1], ARGV[2], ARGV[3])
return 1
`;

const owned = `
local generation = redis.call('HGET', KEYS[1], 'generation')
if not generation then return 'missing' end
if generation ~= ARGV[2] then return 'taken' end
`;

/** ARGV id, generation, lives, keys last → kept, taken (another process has it), missing */
export const renewScript = `${now}${live}${owned}
live(ARGV[1], ARGV[3], ARGV[4])
return 'kept'
`;

/**
 * ARGV id, generation, request, reserved for so long → [mine]; [running]: another generation carries this very request out,
 * or a later one; [busy]: an earlier one; [answered, the answer]; [unknown]: it was begun and there is no answer; [taken],
 * [missing]. Requests are carried out in order, so that the last one that was begun says it of all before it.
 */
export const reserveScript = `${now}
local generation, begun, by, till = unpack(redis.call('HMGET', KEYS[1], 'generation', 'begun', 'begunBy', 'begunUntil'))
if not generation then return { 'missing' } end
if generation ~= ARGV[2] then return { 'taken' } end
local begunAlready = tonumber(begun or '0') >= tonumber(ARGV[3])
if by ~= ARGV[2] and tonumber(till or '0') > now then return { begunAlready and 'running' or 'busy' } end
if not begunAlready then
  redis.call('HSET', KEYS[1], 'begun', ARGV[3], 'begunBy', ARGV[2], 'begunUntil', now + tonumber(ARGV[4]))
  return { 'mine' }
end
for _, line in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  local from = #ARGV[3] + 1
  if string.sub(line, 1, from) == ARGV[3] .. ' ' then return { 'answered', string.sub(line, from + 1) } end
end
-- Whoever had it comes too late with an answer from now on.
redis.call('HSET', KEYS[1], 'begunUntil', 0)
return { 'unknown' }
`;

/** ARGV id, generation, request, reserved for so long from now: as long as nobody gave it up */
export const prolongScript = `${now}
local begun, by, till = unpack(redis.call('HMGET', KEYS[1], 'begun', 'begunBy', 'begunUntil'))
if begun ~= ARGV[3] or by ~= ARGV[2] or till == '0' then return 0 end
redis.call('HSET', KEYS[1], 'begunUntil', now + tonumber(ARGV[4]))
return 1
`;

/** ARGV id, generation, last id, place, answer, note numbers, note, kept answers, kept bytes, kept notes, keys last; '' leaves it */
export const saveScript = `
local generation, begun, by, till, last =
  unpack(redis.call('HMGET', KEYS[1], 'generation', 'begun', 'begunBy', 'begunUntil', 'last'))
if not generation then return 'missing' end
-- Whoever reserved a request may say what came of it, also after another generation took the session up.
local reserved = begun == ARGV[3] and by == ARGV[2] and till ~= '0'
if generation ~= ARGV[2] and not reserved then return 'taken' end
if reserved then redis.call('HSET', KEYS[1], 'begunUntil', 0) end
if ARGV[3] ~= '' and tonumber(ARGV[3]) > tonumber(last) then redis.call('HSET', KEYS[1], 'last', ARGV[3]) end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'place', ARGV[4]) end
if ARGV[5] ~= '' then
  local count = redis.call('RPUSH', KEYS[2], ARGV[5])
  local bytes = redis.call('HINCRBY', KEYS[1], 'bytes', #ARGV[5])
  while count > tonumber(ARGV[8]) or bytes > tonumber(ARGV[9]) do
    local old = redis.call('LPOP', KEYS[2])
    if not old then break end
    count = count - 1
    bytes = redis.call('HINCRBY', KEYS[1], 'bytes', -#old)
  end
  redis.call('PEXPIRE', KEYS[2], ARGV[11])
end
if ARGV[7] ~= '' then
  redis.call('HSET', KEYS[1], 'noteSeqs', ARGV[6])
  redis.call('RPUSH', KEYS[3], ARGV[7])
  redis.call('LTRIM', KEYS[3], -tonumber(ARGV[10]), -1)
  redis.call('PEXPIRE', KEYS[3], ARGV[11])
end
return generation == ARGV[2] and 'kept' or 'taken'
`;

/**
 * ARGV id, generation that was seen, lives, keys last → nothing where it is over or somebody else was first, else
 * [fields and values, answers, notes]. Afterwards whoever held it can write no more.
 */
export const claimScript = `${now}${live}
local ends = redis.call('ZSCORE', KEYS[4], ARGV[1])
if not ends or tonumber(ends) <= now then return nil end
if redis.call('HGET', KEYS[1], 'generation') ~= ARGV[2] then return nil end
redis.call('HINCRBY', KEYS[1], 'generation', 1)
live(ARGV[1], ARGV[3], ARGV[4])
return { redis.call('HGETALL', KEYS[1]), redis.call('LRANGE', KEYS[2], 0, -1), redis.call('LRANGE', KEYS[3], 0, -1) }
`;

/** ARGV id, generation or '' for any, at least so long past its end or '' → [ended, taken or missing, place] */
export const endScript = `${now}
local generation = redis.call('HGET', KEYS[1], 'generation')
if generation and ARGV[2] ~= '' and generation ~= ARGV[2] then return { 'taken', '' } end
local ends = redis.call('ZSCORE', KEYS[4], ARGV[1])
if ARGV[3] ~= '' and ends and tonumber(ends) + tonumber(ARGV[3]) > now then return { 'taken', '' } end
local place = redis.call('HGET', KEYS[1], 'place') or ''
local signIn = redis.call('HGET', KEYS[1], 'signIn')
if signIn and signIn ~= '' then redis.call('SREM', 'sign-in:' .. signIn .. ':sessions', ARGV[1]) end
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return { generation and 'ended' or 'missing', place }
`;

/** KEYS until · ARGV so long past its end, at most → ids */
export const overdueScript = `${now}
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[1]), 'LIMIT', 0, ARGV[2])
`;
