-- Writes rows of one head where they are newer than what is there. KEYS: the view; ARGV: the head; keys, each once, and
-- values in turn as a MessagePack array. Gives how many were written.
local view, head, rows = KEYS[1], ARGV[1], cmsgpack.unpack(ARGV[2])
local age = age_of(head)
local floor = redis.call('HGET', view, 'floor')
if floor and newer(floor, age) then return 0 end

if redis.call('EXISTS', rows[1]) == 0 and redis.call('MSETNX', unpack(rows)) == 1 then
  redis.call('HINCRBY', view, 'rows:' .. head, #rows / 2)
  return #rows / 2
end

local keys = {}
for i = 1, #rows / 2 do keys[i] = rows[2 * i - 1] end
local there = redis.call('MGET', unpack(keys))
local newest, over, verdicts, news = {}, {}, {}, 0
for i = 1, #keys do
  local old, says = there[i], true
  if old then
    local was = string.sub(old, 1, 18)
    says = verdicts[was]
    if says == nil then
      local refusal = stranger(old, head, keys[i])
      if refusal then return refusal end
      says = newer(age, age_of(was))
      verdicts[was] = says
    end
    if says then over[was] = (over[was] or 0) + 1 end
  end
  if says then
    newest[news + 1], newest[news + 2] = keys[i], rows[2 * i]
    news = news + 2
  end
end
return write(view, head, newest, over)
